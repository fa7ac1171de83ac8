"""Parsed documents that are kept, and what their errors say to whom."""

import httpx
import pytest

from edge import EdgeOptions
from edge.document import Documents
from edge.errors import RejectedError
from tests.edge.edge_hostile import BAD_REQUEST
from tests.edge.edge_serving import Served
from tests.edge.edge_shop import schema


def test_documents_are_kept_by_their_text_and_the_longest_unused_go_first() -> None:
    documents = Documents(schema._schema, EdgeOptions(cached_documents=2, cached_characters=60))
    first = documents.get("{ hello }")
    documents.get("{ pageOf }")
    assert documents.get("{ hello }") is first
    documents.get("{ hello pageOf }")
    assert list(documents.kept) == ["{ hello }", "{ hello pageOf }"]
    documents.get("{ hello" + " " * 40 + "}")
    assert [text.replace(" ", "") for text in documents.kept] == ["{hello}"]
    assert documents.characters == sum(map(len, documents.kept)) <= 60
    with pytest.raises(RejectedError):
        documents.get("{ nothing }")
    assert len(documents.kept) == 1


def test_suggestions_are_made_or_not_by_who_asks(documents: Documents) -> None:
    for suggestions in (True, False, True):
        with pytest.raises(RejectedError) as caught:
            documents.get("{ helo }", suggestions=suggestions)
        assert ("Did you mean" in str(caught.value)) is suggestions


async def test_a_long_text_is_not_given_back_whole(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ hello(name: " + "9" * 90_000 + ") }"})
    assert len(response.content) < 2_000


async def test_the_first_errors_stand_for_all(served: Served, client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post("/graphql", content=BAD_REQUEST["unknown fields × 900"], headers=headers)
    assert len(response.json()["errors"]) == 11
    assert served.till.contexts == 0
