"""Parsed documents that are kept, and what their errors say to whom."""

import httpx
import pytest

from edge import EdgeOptions
from edge.document import Documents
from edge.errors import RejectedError
from tests.edge.hostile import BAD_REQUEST
from tests.edge.serving import Served
from tests.edge.shop import schema


def test_documents_are_cached_by_text_least_recently_used_first_out() -> None:
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


def test_suggestions_depend_on_the_caller(documents: Documents) -> None:
    for suggestions in (True, False, True):
        with pytest.raises(RejectedError) as caught:
            documents.get("{ helo }", suggestions=suggestions)
        assert ("Did you mean" in str(caught.value)) is suggestions


async def test_errors_do_not_repeat_a_long_text(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ hello(name: " + "9" * 90_000 + ") }"})
    assert len(response.content) < 2_000


async def test_the_number_of_errors_is_bounded(served: Served, client: httpx.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post("/graphql", content=BAD_REQUEST["unknown fields × 900"], headers=headers)
    assert len(response.json()["errors"]) == 11
    assert served.state.contexts == 0
