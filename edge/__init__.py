"""The GraphQL edge: HTTP, sockets, document checks and error masking."""

from edge.edge import GraphQLEdge
from edge.hooks import Hooks
from edge.operation import Answer, Operation
from edge.options import DocumentLimits, EdgeOptions

__all__ = ["Answer", "DocumentLimits", "EdgeOptions", "GraphQLEdge", "Hooks", "Operation"]
