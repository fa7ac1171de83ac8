"""The schema as text at an address, for tools that generate code."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from edge.errors import rejected
from edge.http import refusing
from edge.negotiate import JSON
from edge.operation import SignIn
from rules.refusals import unauthenticated


class PublishedSchema:
    """An ASGI application; if `is_private`, it answers signed-in callers alone."""

    def __init__(self, sdl: str, sign_in: SignIn, *, is_private: bool) -> None:
        self.sdl = sdl
        self.sign_in = sign_in
        self.is_private = is_private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self.answer(Request(scope, receive)))(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        try:
            caller = await self.sign_in(request, None)
            if self.is_private and caller.account_id is None:
                raise unauthenticated("Sign in to read the schema.")
        except Exception as error:
            status, headers, body = refusing(rejected(error), JSON)
            response = Response(body, status)
            response.raw_headers += headers
            return response
        return PlainTextResponse(self.sdl, headers={"Cache-Control": "no-store"})
