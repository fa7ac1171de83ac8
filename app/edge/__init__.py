"""The GraphQL edge: HTTP, sockets, the document step, and errors that give nothing away."""

from app.edge.edge import Edge
from app.edge.operation import Answer, Operation
from app.edge.options import EdgeOptions, Limits

__all__ = ["Answer", "Edge", "EdgeOptions", "Limits", "Operation"]
