"""The GraphQL edge: HTTP, sockets, document checks and error masking."""

from app.edge.edge import Edge
from app.edge.operation import Answer, Operation
from app.edge.options import EdgeOptions, Limits

__all__ = ["Answer", "Edge", "EdgeOptions", "Limits", "Operation"]
