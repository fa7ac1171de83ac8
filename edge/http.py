"""GraphQL over HTTP, following its specification and the published audits."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from edge.errors import RejectedError, rejected, retry_after, unfit
from edge.ide import page
from edge.negotiate import GRAPHQL, HTML, JSON, is_json, preferred
from edge.operation import Answer, SignIn
from edge.params import GraphQLParams, asked, decoded
from edge.run import Runner
from rules.refusals import RefusalError, bad_request

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""Routed methods; most of them are answered with 405."""

ALWAYS = {"Cache-Control": "no-store", "Vary": "Accept", "X-Content-Type-Options": "nosniff"}
RETRY_SOON = 1
"""Retry-After in seconds if the database was out of reach."""


class Http:
    def __init__(self, runner: Runner, sign_in: SignIn) -> None:
        self.runner = runner
        self.sign_in = sign_in
        self.ide = not runner.options.production

    async def __call__(self, request: Request) -> Response:
        """Answer a request; every failure becomes a GraphQL error."""
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
    """Read the body, keeping at most `most` bytes; raise if it is larger."""
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
    """Read the parameters in a URL: objects are JSON, empty values count as missing."""
    found: dict[str, Any] = {name: value for name, value in query.items() if value}
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = decoded(found[name])
    return found


def answering(answer: Answer, headers: list[tuple[str, str]], media: str) -> Response:
    response = Response(answer.body, 200, ALWAYS | {"Content-Type": f"{media}; charset=utf-8"})
    if answer.retry_after is not None:
        response.headers["Retry-After"] = str(answer.retry_after)
    for name, value in headers:
        response.headers.append(name, value)
    return response


def refusing(problem: RejectedError, media: str | None) -> Response:
    """Build the response to a rejected request; `media` is None if the client accepts none of our types."""
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
