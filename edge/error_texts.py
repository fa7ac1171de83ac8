"""Messages about invalid requests that name fields and types, but never repeat a value.

graphql-core quotes values in most messages. Logs, screens and error trackers keep them, and a value may be a password
or a login link. So only those parts of a message are passed on that are known to contain no value.
"""

import re

from graphql import GraphQLError, GraphQLSyntaxError, ObjectFieldNode, ValueNode

from rules.refusals import RefusalError

# The beginning of a message about a variable's or an argument's value.
_PLACE = re.compile(r"(?:Variable '\$\w+'|Argument '\w+') has invalid (?:default )?value(?: at [\w.\[\]]+)?")
_NAME = r"'[\w.!\[\]]{1,80}'"
_SAFE = re.compile(
    rf"""
      Expected\ (?:a\ )?value\ of\ (?:non-null\ )?type\ {_NAME}
      (?: \ not\ to\ be\ None | \ to\ be\ provided | \ to\ be\ an\ object
        | \ to\ include\ required\ field\ {_NAME}
        | \ not\ to\ include\ unknown\ field\ '[A-Za-z]\w{{0,39}}'(?:\.\ Did\ you\ mean\ [^?]*\?)? )?
    | Expected\ variable\ '\$\w+'\ provided\ to\ [\w\ ]*{_NAME}(?:\ for\ OneOf\ Input\ Object\ type\ {_NAME})?
      \ (?:to\ provide\ a\ runtime\ value|not\ to\ be\ None)
    | (?:Int|Float|String|Boolean|ID)\ cannot\ represent\ [a-z0-9\ -]*?value
    | Within\ OneOf\ Input\ Object\ type\ {_NAME}.*
    | OneOf\ Input\ Object\ {_NAME}.*
    | Field\ {_NAME}\ must\ be\ non-null
    """,
    re.VERBOSE,
)
_ENUM = re.compile(r"(?:.*\ does\ not\ exist\ in\ |Enum\ )'(\w+)'", re.DOTALL | re.VERBOSE)
_UNFIT = "This value does not fit."

# In syntax errors a value follows the token kind, a colon or a suggestion.
_QUOTED = re.compile(r"(\b(?:Name|Int|Float|String|BlockString|Comment)) ['\"].*|: .*|, did you.*", re.DOTALL)
_SYNTAX = "Syntax Error: "


def message_of(error: GraphQLError) -> str:
    if isinstance(error, GraphQLSyntaxError):
        return _SYNTAX + _ended(_QUOTED.sub(lambda found: found[1] or "", error.message.removeprefix(_SYNTAX)))
    place = _PLACE.match(error.message)
    if place is not None:
        return f"{place[0]}: {_of_value(error, error.message[place.end() :].removeprefix(': '))}"
    if any(isinstance(node, ValueNode | ObjectFieldNode) for node in error.nodes or ()):
        return _of_value(error, error.message)
    return error.message


def _of_value(error: GraphQLError, message: str) -> str:
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, RefusalError):  # from our own scalars, whose messages are safe
        return cause.message
    enum = _ENUM.match(message)
    if enum is not None:
        return f"This is not a value of the enum '{enum[1]}'."
    safe = _SAFE.match(message)
    return _ended(safe[0]) if safe is not None else _UNFIT


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."
