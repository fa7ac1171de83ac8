"""A real uvicorn in the tests' own loop, with the sockets' protocol as in production."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from connections.http import HttpProtocol
from connections.websocket import SocketProtocol
from db.failures import explain
from edge import EdgeOptions, GraphQLEdge, Hooks
from tests.edge.hooks import ShopHooks, ShopState
from tests.edge.shop import schema
from tests.support.http import Transport

GRAPHQL = "application/graphql-response+json"
MODERN = {"Accept": GRAPHQL}


@dataclass
class Served:
    """A running server with the edge in it."""

    port: int
    edge: GraphQLEdge
    hooks: ShopHooks
    server: uvicorn.Server

    @property
    def state(self) -> ShopState:
        return self.hooks.state

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/graphql"

    @property
    def socket(self) -> str:
        return f"ws://127.0.0.1:{self.port}/graphql"

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=self.origin, transport=Transport(), timeout=60)


@asynccontextmanager
async def serving(
    options: EdgeOptions | None = None,
    routes: list[BaseRoute] | None = None,
    *,
    ping_interval: float = 20.0,
    grace: int = 3,
    **wiring: Any,
) -> AsyncIterator[Served]:
    hooks = ShopHooks(ShopState())
    seams: dict[str, Any] = {
        "sign_in": hooks.sign_in,
        "explain": explain,
        "make_context": hooks.make_context,
        "watch_session": hooks.watch,
        "observe": hooks.observe,
    }
    edge = GraphQLEdge(wiring.pop("schema", schema), Hooks(**seams | wiring), options or EdgeOptions())
    app = Starlette(routes=[*edge.routes(), *(routes or [])])
    async with listening(app, ping_interval=ping_interval, grace=grace) as server:
        port = port_of(server)
        yield Served(port, edge, hooks, server)


def port_of(server: uvicorn.Server) -> int:
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port


@asynccontextmanager
async def listening(
    app: Any, http: type[HttpProtocol] = HttpProtocol, *, ping_interval: float = 20.0, grace: int = 3
) -> AsyncIterator[uvicorn.Server]:
    config = uvicorn.Config(
        app,
        port=0,
        http=http,
        ws=SocketProtocol,
        ws_max_size=1024 * 1024,
        ws_ping_interval=ping_interval,
        ws_per_message_deflate=False,
        log_config=None,
        lifespan="off",
        timeout_graceful_shutdown=grace,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    running = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server
    finally:
        server.should_exit = True
        await running


async def ask(client: httpx.AsyncClient, query: str, *, headers: Any = MODERN, **parameters: Any) -> httpx.Response:
    return await client.post("/graphql", json={"query": query, **parameters}, headers=headers)
