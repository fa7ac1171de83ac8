"""Read the parameters of a request from JSON, for HTTP and sockets alike."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

import orjson

from edge.errors import rejection
from rules.refusals import bad_request

Value = TypeVar("Value")

NUL = re.compile(r"\x00|\\u(0000|\{0+\})")
"""U+0000 in any spelling that a document allows. Rejected here, because PostgreSQL cannot store it in text."""

ID_NAMES = ("documentId", "id", "doc_id")
"""How clients spell the ID of a trusted document."""


class GraphQLParams(NamedTuple):
    """Checked parameters.

    Args:
        document_hash: The SHA-256 by which a client names its document, in hexadecimal.
    """

    query: str | None
    document_id: str | None
    document_hash: str | None
    operation_name: str | None
    variables: dict[str, Any]


def decoded(raw: bytes | str) -> object:
    """Decode JSON; raise RefusalError (BAD_REQUEST) if it is not UTF-8 or nests too deep."""
    try:
        return orjson.loads(raw)
    except (orjson.JSONDecodeError, UnicodeError, RecursionError):
        raise bad_request("The body is not valid JSON in UTF-8.") from None


def parse_params(body: object) -> GraphQLParams:
    """Extract the parameters; raise RefusalError if malformed, RejectedError if only this operation is at fault."""
    if isinstance(body, list):
        raise bad_request("Batching is not supported. Send one operation per request.")
    if not isinstance(body, dict):
        raise bad_request("The body must be a JSON object.")
    query = parameter(body, "query", str)
    document_id = next((found for name in ID_NAMES if (found := parameter(body, name, str)) is not None), None)
    variables = parameter(body, "variables", dict) or {}
    extensions = parameter(body, "extensions", dict) or {}
    persisted = extensions.get("persistedQuery")
    document_hash = parameter(persisted, "sha256Hash", str) if isinstance(persisted, dict) else None
    if not query and (document_id is not None or isinstance(persisted, dict)):
        query = None  # some clients send an empty text beside a hash
    elif query is None:
        raise bad_request("The parameter query is missing.")
    if query is not None and ("\0" in query or "\\u" in query) and NUL.search(query):
        raise rejection("The character U+0000 is not allowed.")
    operation_name = parameter(body, "operationName", str) or None
    return GraphQLParams(query, document_id, document_hash, operation_name, variables)


def parameter(body: Mapping[str, Any], name: str, kind: type[Value]) -> Value | None:
    value = body.get(name)
    if value is not None and not isinstance(value, kind):
        raise bad_request(f"The parameter {name} must be {'a string' if kind is str else 'an object'}.")
    return value
