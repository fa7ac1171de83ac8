import strawberry
from starlette.routing import BaseRoute, Route, WebSocketRoute

from edge.hooks import Hooks
from edge.http import METHODS, Http
from edge.ide import assets
from edge.options import EdgeOptions
from edge.published import PublishedSchema
from edge.runner import Runner
from edge.sockets import Sockets
from edge.sse import SseStreams


class GraphQLEdge:
    """A schema with its HTTP and websocket endpoints."""

    def __init__(self, schema: strawberry.Schema, hooks: Hooks, options: EdgeOptions) -> None:
        self.options = options
        self.runner = Runner(schema, hooks, options)
        self.sse = SseStreams(self.runner)
        self.requests = Http(self.runner, self.sse)
        self.published = PublishedSchema(schema.as_str().rstrip() + "\n", self.runner)
        self.sockets = Sockets(self.runner)

    def routes(self, path: str = "/graphql") -> list[BaseRoute]:
        routes: list[BaseRoute] = []
        for spelling in (path, f"{path}/"):
            routes += [Route(spelling, self.requests, methods=METHODS), WebSocketRoute(spelling, self.sockets)]
        routes.append(Route("/schema.graphql", self.published, methods=["GET"]))
        return routes if self.options.production else [*routes, assets(f"{path}/ide")]
