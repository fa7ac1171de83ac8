"""What a request asks, read from its JSON: the same on HTTP and on a socket."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson

from app.edge.document import too_complex
from app.edge.errors import persisted_query_not_supported, unfit
from app.edge.options import Limits
from rules.refusals import bad_request

Value = TypeVar("Value")

NUL = re.compile(r"\x00|\\u(0000|\{0+\})")
"""The character U+0000 as a document may spell it. PostgreSQL keeps none in a text, so none goes further than this."""


@dataclass(frozen=True, slots=True)
class GraphQLParams:
    """The parameters of a request, each of the type that it must have.

    Args:
        query: The text of the document.
        document_id: The ID of a trusted document, in place of its text.
        operation_name: Which operation of the document is to run.
        variables: Raw values of its variables.
        has_long_texts: Whether a text among them may be too long for what it is given to.
    """

    query: str | None
    document_id: str | None
    operation_name: str | None
    variables: dict[str, Any]
    has_long_texts: bool = False


def decoded(raw: bytes | str) -> object:
    """Reads JSON.

    Args:
        raw: Bytes or text as they came.

    Errors:
        RefusalError BAD_REQUEST for what is not JSON in UTF-8, or nested beyond reason.
    """
    try:
        return orjson.loads(raw)
    except (orjson.JSONDecodeError, UnicodeError, RecursionError):
        raise bad_request("The body is no JSON in UTF-8.") from None


def asked(body: object, limits: Limits) -> GraphQLParams:
    """Takes the parameters out of a decoded body.

    Args:
        body: What the JSON held.
        limits: How deep and how many the variables may be.

    Errors:
        RefusalError BAD_REQUEST for a parameter that is missing or of the wrong type, which no client sends by itself;
        RejectedError for what is wrong with the one operation.
    """
    if isinstance(body, list):
        raise bad_request("Batches are not taken: send one operation at a time.")
    if not isinstance(body, dict):
        raise bad_request("The body must be a JSON object.")
    query = parameter(body, "query", str)
    document_id = parameter(body, "documentId", str)
    variables = parameter(body, "variables", dict) or {}
    extensions = parameter(body, "extensions", dict) or {}
    if query is None and document_id is None:
        if isinstance(extensions.get("persistedQuery"), dict):
            raise persisted_query_not_supported()
        raise bad_request("The parameter query is missing.")
    if query is not None and NUL.search(query):
        raise unfit("The character U+0000 is not taken.")
    has_long_texts = weigh(variables, limits)
    return GraphQLParams(query, document_id, parameter(body, "operationName", str) or None, variables, has_long_texts)


def parameter(body: Mapping[str, Any], name: str, kind: type[Value]) -> Value | None:
    """One parameter, None where it is null or left out."""
    value = body.get(name)
    if value is not None and not isinstance(value, kind):
        wanted = "a string" if kind is str else "an object"
        raise bad_request(f"The parameter {name} must be {wanted}.")
    return value


def weigh(variables: dict[str, Any], limits: Limits) -> bool:
    """Refuses variables that nest too deep or hold too much, before anything is done with them.

    Returns:
        Whether one of the texts may be longer than texts may be, in whatever script it is.
    """
    values, long = 0, limits.string // 4
    has_long_texts = False
    level: list[Any] = [variables]
    for _ in range(limits.variable_depth):
        items: list[Any] = []
        for value in level:
            if isinstance(value, list) and len(value) > limits.variable_list:
                raise too_complex(f"A list in the variables may hold {limits.variable_list} entries.")
            values += len(value)
            if values > limits.variable_values:
                raise too_complex(f"The variables may hold {limits.variable_values} values.")
            items += value if isinstance(value, list) else value.values()
        texts = [item for item in items if isinstance(item, str)]
        if any("\0" in text for text in texts):
            raise unfit("The character U+0000 is not taken.")
        has_long_texts = has_long_texts or any(len(text) > long for text in texts)
        level = [item for item in items if isinstance(item, dict | list)]
        if not level:
            return has_long_texts
    raise too_complex(f"The variables may be {limits.variable_depth} levels deep.")
