"""The schema as text at an address, for tools that generate code."""

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from edge.http import refusal_response, respond
from edge.negotiate import JSON
from edge.runner import Runner
from rules.refusals import unauthenticated

HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


class PublishedSchema:
    """An ASGI application; in production it answers signed-in callers alone."""

    def __init__(self, sdl: str, runner: Runner) -> None:
        self.sdl = sdl.encode()
        self.runner = runner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            caller = await self.runner.hooks.sign_in(Request(scope, receive), None)
            if self.runner.options.production and caller.account_id is None:
                raise unauthenticated("Sign in to read the schema.")
        except Exception as error:
            await respond(send, *refusal_response(self.runner.errors.rejected(error), JSON))
        else:
            await respond(send, 200, [*HEADERS], self.sdl)
