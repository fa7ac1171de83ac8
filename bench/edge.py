"""What the edge costs: 50 rows of 8 fields, through raw Starlette, our edge, and Strawberry's own, in one run.

Run it from the project's folder: python -m bench.edge
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import strawberry
from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL

from edge import EdgeOptions, GraphQLEdge, Hooks
from rules.caller import Caller

ROWS = 50
QUERY = "{ people { id name username email role joinedAt seat hasFullAccess } }"
BODY = orjson.dumps({"query": QUERY})
SECONDS = 3.0


@strawberry.type
class Person:
    id: strawberry.ID
    name: str
    username: str
    email: str | None
    role: str
    joined_at: str
    seat: int
    has_full_access: bool


PEOPLE = [
    Person(
        id=strawberry.ID(str(number)),
        name=f"Person {number}",
        username=f"person{number}",
        email=f"person{number}@example.org",
        role="MEMBER",
        joined_at="2026-11-20T09:30:00Z",
        seat=number,
        has_full_access=True,
    )
    for number in range(ROWS)
]


@strawberry.type
class Query:
    @strawberry.field
    def people(self) -> list[Person]:
        return PEOPLE


async def raw(request: Request) -> Response:
    """The floor: reads the body and encodes the rows, without a schema."""
    orjson.loads(await request.body())
    rows = [
        {
            "id": person.id,
            "name": person.name,
            "username": person.username,
            "email": person.email,
            "role": person.role,
            "joinedAt": person.joined_at,
            "seat": person.seat,
            "hasFullAccess": person.has_full_access,
        }
        for person in PEOPLE
    ]
    return Response(orjson.dumps({"data": {"people": rows}}), media_type="application/json")


async def sign_in(_: HTTPConnection, __: dict[str, Any] | None, *, is_query: bool = False) -> Caller:
    return Caller()


async def make_context(*_: object) -> None:
    return None


async def call(app: Any, body: bytes = BODY) -> bytes:
    """Send one request through an ASGI application, without a network."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"content-type", b"application/json"), (b"host", b"x")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return b"".join(message.get("body", b"") for message in sent)


async def rate(work: Callable[[], Awaitable[object]]) -> float:
    """Return requests a second."""
    for _ in range(20):
        await work()
    began, done = time.process_time(), 0
    while time.process_time() - began < SECONDS:
        await work()
        done += 1
    return done / (time.process_time() - began)


async def main() -> None:
    schema = strawberry.Schema(query=Query)
    edge = GraphQLEdge(schema, Hooks(sign_in=sign_in, make_context=make_context), EdgeOptions())
    apps: dict[str, Any] = {
        "raw Starlette + orjson": Starlette(routes=[Route("/graphql", raw, methods=["POST"])]),
        "our edge": Starlette(routes=edge.routes()),
        "Strawberry's own": GraphQL(schema),
    }
    answers = {name: orjson.loads(await call(app)) for name, app in apps.items()}
    assert all(answer == answers["our edge"] for answer in answers.values())
    rates = {name: await rate(lambda app=app: call(app)) for name, app in apps.items()}  # type: ignore[misc]
    for name, found in rates.items():
        print(f"{name:24} {found:8.0f} requests/s   {found / rates['raw Starlette + orjson']:6.1%} of raw")


if __name__ == "__main__":
    asyncio.run(main())
