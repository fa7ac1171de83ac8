from __future__ import annotations

from collections import Counter

import strawberry
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from edge.errors import Errors, Explain
from edge.http import METHODS, Http
from edge.ide import assets
from edge.operation import AroundMutation, MakeContext, NetworkOf, SignIn, WatchSession
from edge.options import EdgeOptions
from edge.published import PublishedSchema
from edge.run import CountDocument, Observe, Runner
from edge.sockets import Sockets, network_of
from edge.sse import SseStreams


class GraphQLEdge:
    """A schema with its HTTP and websocket endpoints; `counts` is None for no limit on sockets and SSE streams."""

    def __init__(
        self,
        schema: strawberry.Schema,
        *,
        sign_in: SignIn,
        make_context: MakeContext,
        options: EdgeOptions,
        watch_session: WatchSession | None = None,
        around_mutation: AroundMutation | None = None,
        counts: Counter[str] | None = None,
        network: NetworkOf = network_of,
        observe: Observe | None = None,
        count_document: CountDocument | None = None,
        explain: Explain = lambda _: None,
    ) -> None:
        self.options = options
        errors = Errors(explain)
        self.runner = Runner(schema, options, make_context, errors, around_mutation, observe, count_document)
        self.sse = SseStreams(self.runner, watch_session, counts, network)
        self.requests = Http(self.runner, sign_in, self.sse)
        self.published = PublishedSchema(
            schema.as_str().rstrip() + "\n", sign_in, errors, is_private=options.production
        )
        self.sockets = Sockets(self.runner, sign_in, watch_session, counts, network)

    async def socket(self, websocket: WebSocket) -> None:
        await self.sockets(websocket)

    def routes(self, path: str = "/graphql") -> list[BaseRoute]:
        routes: list[BaseRoute] = []
        for spelling in (path, f"{path}/"):
            routes += [Route(spelling, self.requests, methods=METHODS), WebSocketRoute(spelling, self.socket)]
        routes.append(Route("/schema.graphql", self.published, methods=["GET"]))
        return routes if self.options.production else [*routes, assets(f"{path}/ide")]

    async def drain(self) -> None:
        await self.sockets.drain()
