"""The edge as one thing, to be wired into the app."""

from __future__ import annotations

import strawberry
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from app.edge.counts import SocketCounts
from app.edge.http import METHODS, Http
from app.edge.ide import assets
from app.edge.operation import AroundMutation, MakeContext, SignIn, WatchSession
from app.edge.options import EdgeOptions
from app.edge.run import CountDocument, Observe, Runner
from app.edge.sockets import NetworkOf, Sockets, network_of


class Edge:
    """A schema, as clients reach it.

    Args:
        schema: The schema.
        sign_in: Tells who calls; refuses a bad token with UNAUTHENTICATED.
        make_context: Makes the context of each operation.
        options: The settings.
        watch_session: Returns when a caller's session or token has ended; sockets then close with 4403.
        around_mutation: Runs a mutation, or answers in its place.
        counts: Counts sockets by account and network; None where there is no limit.
        network: Names the network that a connection comes from.
        observe: Told of each answer.
        count_document: Counts a long document of an anonymous caller, or refuses it.
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        sign_in: SignIn,
        make_context: MakeContext,
        options: EdgeOptions,
        watch_session: WatchSession | None = None,
        around_mutation: AroundMutation | None = None,
        counts: SocketCounts | None = None,
        network: NetworkOf = network_of,
        observe: Observe | None = None,
        count_document: CountDocument | None = None,
    ) -> None:
        self.options = options
        self.runner = Runner(schema, options, make_context, around_mutation, observe, count_document)
        self.requests = Http(self.runner, sign_in)
        self.sockets = Sockets(self.runner, sign_in, watch_session, counts, network)

    async def http(self, request: Request) -> Response:
        """Answers a request; the endpoint of a route."""
        return await self.requests(request)

    async def socket(self, websocket: WebSocket) -> None:
        """Serves a socket; the endpoint of a websocket route."""
        await self.sockets(websocket)

    def routes(self, path: str = "/graphql") -> list[BaseRoute]:
        """The routes at an address: requests, sockets, and in development the files of the IDE."""
        routes: list[BaseRoute] = []
        for spelling in (path, f"{path}/"):
            routes += [Route(spelling, self.http, methods=METHODS), WebSocketRoute(spelling, self.socket)]
        return routes if self.options.production else [*routes, Mount(f"{path}/ide", assets())]

    async def drain(self) -> None:
        """Closes every socket with 1012, and takes no more."""
        await self.sockets.drain()
