"""GraphQL over HTTP, following its specification and the published audits."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from edge.errors import RejectedError, rejection, retry_after
from edge.graphql_ws_messages import SUBPROTOCOL
from edge.ide import page
from edge.negotiate import EVENTS, GRAPHQL, HTML, JSON, is_json, preferred
from edge.params import GraphQLParams, decoded, parse_params
from edge.runner import PreparedOperation, Runner
from edge.sse import SseStreams
from rules.refusals import bad_request

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
"""Routed methods; most of them are answered with 405."""

RETRY_SOON = 1
"""Retry-After in seconds if the database was out of reach."""

Headers = list[tuple[bytes, bytes]]


class Http:
    """An ASGI application for requests; every failure becomes a GraphQL error."""

    def __init__(self, runner: Runner, sse: SseStreams) -> None:
        self.runner = runner
        self.sse = sse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        accept = request.headers.get("accept")
        is_development = not self.runner.options.production
        if is_development and request.method in {"GET", "HEAD"} and preferred(accept, (JSON, GRAPHQL, HTML)) == HTML:
            await page(request)(scope, receive, send)
            return
        media = preferred(accept, (JSON, GRAPHQL))
        takes_events = EVENTS in (accept or "").lower() and preferred(accept, (EVENTS,)) is not None
        try:
            prepared = await self.prepare(request, media, takes_events=takes_events)
            if prepared.operation.kind == "subscription":
                await self.sse.answer(prepared, send)
                return
            answer, more = await self.runner.answer(prepared)
        except ClientDisconnect:
            await respond(send, 400, [], b"")
            return
        except Exception as error:
            await respond(send, *refusal_response(self.runner.errors.rejected(error), media or GRAPHQL))
            return
        headers = headers_for(media or GRAPHQL, answer.retry_after)
        headers.append((b"usher-cost", b"%d" % prepared.operation.cost))
        headers += [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in more]
        await respond(send, 200, headers, answer.body)

    async def prepare(self, request: Request, media: str | None, *, takes_events: bool) -> PreparedOperation:
        """Read and check a request that is answered as `media`, or as events."""
        if media is None and not takes_events:
            raise rejection(f"Answers come as {GRAPHQL} or {JSON}, those of subscriptions as {EVENTS}.", status=406)
        parameters = await self.parameters(request)
        caller = await self.runner.hooks.sign_in(request, None, is_query=self.runner.is_known_query(parameters))
        prepared = await self.runner.prepare(parameters, caller, request)
        if prepared.operation.kind == "mutation" and request.method != "POST":
            raise rejection("Mutations must be sent by POST.", status=405)
        is_trusted_get = request.method == "GET" and parameters.query is None
        if prepared.operation.kind == "subscription" and not (request.method == "POST" or is_trusted_get):
            raise rejection("Subscriptions are sent by POST, those in trusted documents also by GET.", status=405)
        if prepared.operation.kind == "subscription" and not takes_events:
            raise bad_request(f"Subscriptions need Accept: {EVENTS}, or a websocket with {SUBPROTOCOL}.")
        if prepared.operation.kind != "subscription" and media is None:
            raise rejection(f"Only subscriptions are answered as {EVENTS}.", status=406)
        return prepared

    async def parameters(self, request: Request) -> GraphQLParams:
        limits = self.runner.options.limits
        if request.method in {"GET", "HEAD"}:
            return parse_params(params_in_url(request.query_params))
        if request.method != "POST":
            raise rejection("Requests are sent by POST, queries also by GET.", status=405)
        if not is_json(request.headers.get("content-type")) or request.headers.get("content-encoding"):
            raise rejection(f"Bodies must be {JSON}, in UTF-8 and not compressed.", status=415)
        try:
            async with asyncio.timeout(limits.body_time):
                raw = await body(request.receive, limits.body)
        except TimeoutError:
            raise rejection("The body took too long to arrive.", status=408) from None
        return parse_params(decoded(raw))


async def body(receive: Receive, limit: int) -> bytes:
    parts, has_more = bytearray(), True
    while has_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts += message.get("body", b"")
        if len(parts) > limit:
            raise rejection(f"A body may have at most {limit} bytes.", status=413)
        has_more = message.get("more_body", False)
    return bytes(parts)


def params_in_url(query: Mapping[str, str]) -> dict[str, Any]:
    """Read the parameters in a URL: objects are JSON, empty values count as missing."""
    found: dict[str, Any] = {name: value for name, value in query.items() if value}
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = decoded(found[name])
    return found


async def respond(send: Send, status: int, headers: Headers, content: bytes) -> None:
    headers.append((b"content-length", b"%d" % len(content)))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def refusal_response(problem: RejectedError, media: str) -> tuple[int, Headers, bytes]:
    wait = retry_after(problem.entries)
    if problem.code == "RETRYABLE" and wait is None:
        wait = RETRY_SOON
    headers = headers_for(media, wait)
    if problem.code == "UNAUTHENTICATED":
        headers.append((b"www-authenticate", b"Bearer"))
    if problem.status == 408:
        headers.append((b"connection", b"close"))
    if problem.status == 405:
        headers.append((b"allow", b"GET, POST"))
    status = 200 if problem.in_document and media == JSON else problem.status
    return status, headers, orjson.dumps({"errors": problem.entries})


def headers_for(media: str, wait: int | None) -> Headers:
    headers = [
        (b"content-type", f"{media}; charset=utf-8".encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"Accept"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if wait is not None:
        headers.append((b"retry-after", b"%d" % wait))
    return headers
