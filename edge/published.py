"""The schema as text at an address, for tools that generate code."""

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from edge.errors import Errors
from edge.http import refusing, respond
from edge.negotiate import JSON
from edge.operation import SignIn
from rules.refusals import unauthenticated

HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class PublishedSchema:
    """An ASGI application; if `is_private`, it answers signed-in callers alone."""

    def __init__(self, sdl: str, sign_in: SignIn, errors: Errors, *, is_private: bool) -> None:
        self.sdl = sdl.encode()
        self.sign_in = sign_in
        self.errors = errors
        self.is_private = is_private

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            caller = await self.sign_in(Request(scope, receive), None)
            if self.is_private and caller.account_id is None:
                raise unauthenticated("Sign in to read the schema.")
        except Exception as error:
            await respond(send, *refusing(self.errors.rejected(error), JSON))
        else:
            await respond(send, 200, [*HEADERS], self.sdl)
