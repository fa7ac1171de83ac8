"""Descriptions for the client developer who sees one field alone: each stands by itself, and is true of its type."""

import re
from collections.abc import Iterator

import pytest
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, is_non_null_type

from edge.document import Documents
from edge.errors import RejectedError
from edge.options import EdgeOptions
from graph import describing
from graph.root import make_schema

SCHEMA = make_schema()._schema
OF_NEIGHBOURS = re.compile(
    r"\b(?:this|these) and the (?:next|previous|other)|\b(?:the same as|see) (?:above|below)|likewise", re.I
)
SAYS_NULL = re.compile(r"(?:^|[;.,:] )(?:null|none) (?:for|where|while|when|until|once|on|to|if)\b", re.I)
OF_INPUTS = re.compile(r"in any spelling|in any case|what is asked for|stays as it is", re.I)
BARE = re.compile(
    r"^(?:(?:managers|members|administrators|staff) [^.]*only|newest first|by name|null [^.]*|\d[\d,]* at most)\.$",
    re.I,
)


def described() -> Iterator[tuple[str, str, bool, bool]]:
    """Every field and argument: where, what is said, whether it is never null, whether it is given by the client."""
    for kind in SCHEMA.type_map.values():
        if kind.name.startswith("__") or not isinstance(
            kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
        ):
            continue
        is_input = isinstance(kind, GraphQLInputObjectType)
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field.description or "", is_non_null_type(field.type), is_input
            for argument, given in getattr(field, "args", {}).items():
                yield f"{kind.name}.{name}.{argument}", given.description or "", is_non_null_type(given.type), True


ALL = list(described())


def test_every_description_stands_by_itself() -> None:
    assert [(place, said) for place, said, _, _ in ALL if not said or OF_NEIGHBOURS.search(said)] == []
    assert [(place, said) for place, said, _, _ in ALL if BARE.match(said)] == []


def test_what_is_never_null_is_not_said_to_be() -> None:
    wrong = [(place, said) for place, said, is_required, _ in ALL if is_required and SAYS_NULL.search(said)]
    assert wrong == []


def test_what_an_answer_holds_is_not_described_as_what_is_given() -> None:
    assert [(place, said) for place, said, _, is_input in ALL if not is_input and OF_INPUTS.search(said)] == []


def test_a_payload_says_when_it_holds_nothing() -> None:
    """What a mutation returns is null when there are userErrors, and a token is not the one from a link."""
    said = {place: said for place, said, _, _ in ALL}
    assert "link" not in said["LogInPayload.token"]
    for place in ("LogInPayload.token", "LogInPayload.viewer", "CreateAccessTokenPayload.secret"):
        assert "null when there are userErrors" in said[place]


def test_no_description_is_for_a_place_that_is_not_there() -> None:
    assert sorted(describing._IN_PLACE.keys() - {place for place, *_ in ALL}) == []


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        ("{ group(id: 1) " + "{ a " + "{ a " * 20 + "}" * 22, "15 levels deep."),
        ("{ __schema { types " + "{ fields { type " * 12 + "{ name }" + " } }" * 12 + " } }", "20 levels deep below __schema"),
    ],
)  # fmt: skip
def test_a_document_too_deep_is_told_the_limit_that_it_broke(query: str, limit: str) -> None:
    with pytest.raises(RejectedError, match=limit):
        Documents(SCHEMA, EdgeOptions()).get(query)
