"""The GraphQL edge: HTTP, sockets, document checks and error masking."""

from edge.edge import Edge
from edge.operation import Answer, Operation
from edge.options import EdgeOptions, Limits

__all__ = ["Answer", "Edge", "EdgeOptions", "Limits", "Operation"]
