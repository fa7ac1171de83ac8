"""What docs/clients.md tells is so."""

import re
from pathlib import Path
from typing import get_args

from graphql import build_schema, parse, validate

from edge import DocumentLimits
from edge.errors import persisted_query_not_supported
from edge.options import SocketLimits, SseLimits
from graph.root import sdl
from rules.refusals import RefusalCode

PAGE = (Path(__file__).parents[2] / "docs" / "clients.md").read_text()


def test_each_code_of_a_request_is_told_with_what_to_do() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    codes = [code for code, _, _ in rows]
    assert len(set(codes)) == len(codes)
    assert set(codes) == {*get_args(RefusalCode), persisted_query_not_supported().code}
    assert all(meaning.strip() and action.strip() for _, meaning, action in rows)


def test_each_document_fits_the_schema() -> None:
    schema = build_schema(sdl())
    documents = re.findall(r"^```graphql\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert documents
    for document in documents:
        assert validate(schema, parse(document)) == [], document


def test_the_limits_are_those_of_the_code() -> None:
    documents, sockets, sse = DocumentLimits(), SocketLimits(), SseLimits()
    assert f"{documents.tokens:,} tokens, {documents.depth} levels, {documents.aliases} aliases" in PAGE
    assert f"{documents.cost:,}; each field is 1" in PAGE
    assert f"a string | {documents.string // 1024} KiB" in PAGE
    assert f"{sockets.per_account} an account, {sockets.per_network} a network; {sockets.streams}" in PAGE
    assert f"{sse.per_account} an account, {sse.per_network:,} a network" in PAGE
    assert f"every {sse.comment:g} seconds" in PAGE
