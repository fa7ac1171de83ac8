"""Every root field with each of its text arguments filled with text that is slow to process."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_enum_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)

from graph.root import make_schema

SCHEMA = make_schema()._schema
PASTED = {"addresses"}
"""The argument that accepts longer texts than others."""

FILLERS = {
    "blanks": " ",
    "words": "a ",
    "brackets": "(a@",
    "addresses in another script": "ö@münchen.example,",
    "placeholders": "@group_name ",
    "full stops": ".",
    "numbered words": "",
    "accents": "e\u0301\u0323",
    "wide letters": "Ａ\u200b",
    "quotes": '"\\"<',
}


def filling(kind: str, size: int) -> str:
    """Return a text of at most `size` bytes."""
    if kind == "numbered words":
        return ("." * 200 + "".join(f" w{number:06}" for number in range(size // 8)))[:size]
    piece = FILLERS[kind]
    return piece * (size // len(piece.encode()))


@dataclass(frozen=True)
class LongText:
    """An operation with one long text; `path` says where in the arguments."""

    root: str
    field: str
    path: tuple[str, ...]
    document: str
    given: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.field}({'.'.join(self.path)})"

    @property
    def is_pasted(self) -> bool:
        return self.path[-1] in PASTED

    def variables(self, text: object) -> dict[str, Any]:
        given = self.given
        if self.path[1:2] == ("recipients",):
            given = {**given, "input": {**given["input"], "recipients": [{self.path[3]: self.beside}]}}
        filled: dict[str, Any] = put(given, self.path, text)
        return filled

    @property
    def beside(self) -> dict[str, str]:
        """Return a recipient's required field."""
        return {{"email": "email", "username": "username", "account": "accountId"}[self.path[3]]: "x"}


def put(value: Any, path: tuple[str, ...], text: object) -> Any:
    if not path:
        return text
    if isinstance(value, list) or path[0] == "0":
        return [put(value[0] if value else None, path[1:], text)]
    return {**(value or {}), path[0]: put((value or {}).get(path[0]), path[1:], text)}


def texts(kind: GraphQLInputType, path: tuple[str, ...] = (), *, all_leaves: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield the paths of a type's texts, or of all its leaves."""
    named, plain = get_named_type(kind), get_nullable_type(kind)
    if is_list_type(plain):
        path = (*path, "0")
    if isinstance(named, GraphQLInputObjectType):
        for name, one in named.fields.items():
            yield from texts(one.type, (*path, name), all_leaves=all_leaves)
    elif all_leaves or named.name in ("String", "ID", "DateTime") or is_enum_type(named):
        yield path


def least(kind: GraphQLInputType) -> Any:
    """Return the smallest value that a type accepts."""
    named, plain = get_named_type(kind), get_nullable_type(kind)
    if is_list_type(plain):
        return []
    if isinstance(named, GraphQLInputObjectType):
        return {name: least(one.type) for name, one in named.fields.items() if is_required_input_field(one)}
    if is_enum_type(named):
        return next(iter(named.values))
    return {"Int": 1, "Boolean": True, "DateTime": "2040-01-01T00:00:00Z"}.get(named.name, "x")


def operations(*roots: str, all_leaves: bool = False) -> list[LongText]:
    """Return each root field once for each of its texts, or for each of its leaves."""
    found = []
    for root in (SCHEMA.query_type, SCHEMA.mutation_type, SCHEMA.subscription_type):
        assert root is not None
        for name, definition in root.fields.items() if not roots or root.name in roots else ():
            given = {one: least(of.type) for one, of in definition.args.items() if is_required_argument(of)}
            for argument, of in definition.args.items():
                for path in texts(of.type, (argument,), all_leaves=all_leaves):
                    used = {*given, argument}
                    heads = ", ".join(f"${one}: {definition.args[one].type}" for one in used)
                    passed = ", ".join(f"{one}: ${one}" for one in used)
                    is_mutation = root.name == "Mutation"
                    below = "{ userErrors { code message path } }" if is_mutation else "{ __typename }"
                    if not is_composite_type(get_named_type(definition.type)):
                        below = ""
                    document = f"{root.name.lower()}({heads}) {{ {name}({passed}) {below} }}"
                    found.append(LongText(root.name, name, path, document, given))
    return found
