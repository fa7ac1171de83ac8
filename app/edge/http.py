"""GraphQL over HTTP, as its specification and the published audits have it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.edge.errors import RejectedError, rejected, retry_after, unfit
from app.edge.ide import page
from app.edge.negotiate import GRAPHQL, HTML, JSON, is_json, preferred
from app.edge.operation import Answer, SignIn
from app.edge.params import GraphQLParams, asked, decoded
from app.edge.run import Runner
from rules.refusals import RefusalError, bad_request

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""Those that come here, most of them to hear that they are not allowed."""

ALWAYS = {"Cache-Control": "no-store", "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
RETRY_SOON = 1
"""Seconds to wait where the database was out of reach."""


class Http:
    """Answers requests.

    Args:
        runner: Runs the operations.
        sign_in: Tells who asks.
    """

    def __init__(self, runner: Runner, sign_in: SignIn) -> None:
        self.runner = runner
        self.sign_in = sign_in
        self.ide = not runner.options.production

    async def __call__(self, request: Request) -> Response:
        """Answers one request; whatever goes wrong becomes a GraphQL error."""
        accept = request.headers.get("accept")
        if self.ide and request.method in {"GET", "HEAD"} and preferred(accept, (JSON, GRAPHQL, HTML)) == HTML:
            return page(request)
        media = preferred(accept, (JSON, GRAPHQL))
        try:
            if media is None:
                raise RefusalError("BAD_REQUEST", f"Answers come as {GRAPHQL} or {JSON}.")
            answer, headers = await self.answer(request)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            return refusing(rejected(error), media)
        return answering(answer, headers, media)

    async def answer(self, request: Request) -> tuple[Answer, list[tuple[str, str]]]:
        """Reads the request, finds out who asks, and runs the operation."""
        parameters = await self.parameters(request)
        caller = await self.sign_in(request, None)
        await self.runner.admit(parameters, caller)
        job = self.runner.prepare(parameters, caller, request)
        if job.operation.kind == "subscription":
            raise bad_request("Subscriptions need a websocket, with the sub-protocol graphql-transport-ws.")
        if job.operation.kind == "mutation" and request.method != "POST":
            raise unfit("Mutations are sent by POST.", status=405)
        return await self.runner.answer(job)

    async def parameters(self, request: Request) -> GraphQLParams:
        """The parameters of a request: from the address of a GET, from the body of a POST."""
        limits = self.runner.options.limits
        if request.method in {"GET", "HEAD"}:
            return asked(from_address(request.query_params), limits)
        if request.method != "POST":
            raise unfit("Requests are sent by POST, queries also by GET.", status=405)
        if not is_json(request.headers.get("content-type")) or request.headers.get("content-encoding"):
            raise unfit(f"Bodies must be {JSON}, in UTF-8 and not compressed.", status=415)
        try:
            async with asyncio.timeout(limits.body_time):
                raw = await body(request, limits.body)
        except TimeoutError:
            raise unfit("The body took too long to arrive.", status=408) from None
        return asked(decoded(raw), limits)


async def body(request: Request, most: int) -> bytes:
    """The body, unless it is larger than bodies may be; of one that is, no more is kept than that."""
    length = request.headers.get("content-length", "")
    parts = bytearray()
    if not (length.isdecimal() and int(length) > most):
        async for part in request.stream():
            parts += part
            if len(parts) > most:
                break
        else:
            return bytes(parts)
    raise unfit(f"A body may be {most} bytes long.", status=413)


def from_address(query: Mapping[str, str]) -> dict[str, Any]:
    """The parameters in an address; those that are objects come as JSON, and empty ones are as good as missing."""
    found: dict[str, Any] = {name: value for name, value in query.items() if value}
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = decoded(found[name])
    return found


def answering(answer: Answer, headers: list[tuple[str, str]], media: str) -> Response:
    """The response with an answer in it."""
    response = Response(answer.body, 200, ALWAYS | {"Content-Type": f"{media}; charset=utf-8"})
    if answer.retry_after is not None:
        response.headers["Retry-After"] = str(answer.retry_after)
    for name, value in headers:
        response.headers.append(name, value)
    return response


def refusing(problem: RejectedError, media: str | None) -> Response:
    """The response to a request that came to nothing.

    Args:
        problem: What is wrong.
        media: The type that was agreed on; None where the client takes none of ours.
    """
    headers = ALWAYS | {"Content-Type": f"{media or JSON}; charset=utf-8"}
    wait = retry_after(problem.entries)
    if problem.code == "RETRYABLE" and wait is None:
        wait = RETRY_SOON
    if wait is not None:
        headers["Retry-After"] = str(wait)
    if problem.code == "UNAUTHENTICATED":
        headers["WWW-Authenticate"] = "Bearer"
    if problem.status == 408:
        headers["Connection"] = "close"
    if problem.status == 405:
        headers["Allow"] = "GET, POST"
    status = 406 if media is None else problem.status
    if problem.in_document and media == JSON:
        status = 200
    return Response(orjson.dumps({"errors": problem.entries}), status, headers)
