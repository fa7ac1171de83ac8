"""Documents checked without a server."""

from edge.document import Documents
from edge.params import GraphQLParams, decoded, parse_params


def run(documents: Documents, raw: bytes) -> GraphQLParams:
    """Parse a body, its document and its cost."""
    parameters = parse_params(decoded(raw))
    assert parameters.query is not None
    documents.afford(documents.get(parameters.query).choose(parameters.operation_name), parameters.variables)
    return parameters
