"""Descriptions for the client developer who sees one field alone: each stands by itself, and is true of its type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from graphql import GraphQLInputObjectType, GraphQLObjectType, is_non_null_type

from edge.document import Documents
from edge.errors import RejectedError
from edge.options import EdgeOptions
from graph.root import make_schema

SCHEMA = make_schema()._schema
SENTENCES = re.compile(r"[A-Z'].*\.", re.S)
OF_NEIGHBOURS = re.compile(
    r"\b(?:this|these) and the |\bthe (?:next|other) (?:two|three)\b|\b(?:the same as|see|as) (?:above|below)\b|\blikewise\b"
    r"|\b(?:latter|former)\b",
    re.I,
)
PRIVATE_WORDS = re.compile(
    r"\bdoors?\b|\bhouse\b|\bnought\b|\bmend\b|\banswers alike\b|\bby which\b|\bno more\b|\bgood for\b|\bstands in line\b",
    re.I,
)
NULL_ON_ERRORS = re.compile(r"null (?:when there are userErrors|if userErrors refused the whole change)")
NEVER_NULL_YET = {"Invitation.invitedBy", "InviteCode.createdBy", "Resource.sharedBy", "Assignment.assignedBy"}
"""Accounts cannot be deleted, but clients have to expect that they can be one day."""


@dataclass(frozen=True)
class Described:
    place: str
    text: str
    # None for types and values of enumerations.
    is_required: bool | None = None
    is_given_by_client: bool = False


def described() -> Iterator[Described]:
    """Every type, field, argument and value of an enumeration, as clients see them."""
    for kind in SCHEMA.type_map.values():
        if kind.name.startswith("__") or kind.name in {"ID", "String", "Int", "Boolean", "Float"}:
            continue
        yield Described(kind.name, kind.description or "")
        for name, value in getattr(kind, "values", {}).items():
            yield Described(f"{kind.name}.{name}", value.description or "")
        is_input = isinstance(kind, GraphQLInputObjectType)
        for name, field in getattr(kind, "fields", {}).items():
            place = f"{kind.name}.{name}"
            yield Described(place, field.description or "", is_non_null_type(field.type), is_input)
            for argument, given in getattr(field, "args", {}).items():
                text = given.description or ""
                yield Described(f"{place}.{argument}", text, is_non_null_type(given.type), True)


ALL = list(described())


def test_everything_is_described_in_sentences() -> None:
    assert len(ALL) > 800
    assert [one for one in ALL if not SENTENCES.fullmatch(one.text)] == []


def test_every_description_stands_by_itself_in_common_words() -> None:
    assert [one for one in ALL if OF_NEIGHBOURS.search(one.text) or PRIVATE_WORDS.search(one.text)] == []


def test_no_description_says_null_of_a_field_that_is_never_null() -> None:
    wrong = [one for one in ALL if one.is_required and re.search(r"\bnull\b", one.text, re.I)]
    assert wrong == []


def test_the_description_of_a_nullable_field_says_when_it_is_null() -> None:
    """Root fields are null with an error of the request, which the types Query and Mutation say for all."""
    of_objects = {
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType) and kind.name not in {"Query", "Mutation", "Subscription"}
        for name in kind.fields
    }
    silent = {
        one.place
        for one in ALL
        if one.place in of_objects and one.is_required is False and not re.search(r"\bnull\b", one.text, re.I)
    }
    assert {place for place in silent if not place.startswith("__")} == NEVER_NULL_YET


def test_fields_of_payloads_are_null_when_there_are_errors() -> None:
    payload = re.compile(r"\w+Payload\.\w+")
    silent = {
        one.place
        for one in ALL
        if payload.fullmatch(one.place) and one.is_required is False and not NULL_ON_ERRORS.search(one.text)
    }
    assert silent == {"InviteMembersPayload.batch", "LogInPayload.inviteKey"}


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
