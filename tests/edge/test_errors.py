"""What clients see of errors, and what the log keeps of them."""

import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import pytest
import structlog
from structlog.testing import capture_logs

from tests.edge.serving import Served, serving


async def errors(client: httpx.AsyncClient, query: str, **parameters: Any) -> list[dict[str, Any]]:
    response = await client.post("/graphql", json={"query": query, **parameters})
    found: list[dict[str, Any]] = response.json()["errors"]
    return found


def of_requests(logs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Drop the log lines of a broker, which may run at the same time."""
    return [entry for entry in logs if "broker" not in entry]


async def test_an_internal_error_is_masked_and_logged_under_an_id(client: httpx.AsyncClient) -> None:
    with capture_logs() as logs:
        (error,) = await errors(client, "query Alas { broken }")
    assert error["message"] == "Something went wrong on our side."
    assert error["path"] == ["broken"]
    assert set(error["extensions"]) == {"code", "errorId"}
    (entry,) = of_requests(logs)
    assert entry["event"] == "operation.failed"
    assert entry["error_id"] == error["extensions"]["errorId"]
    assert (entry["operation"], entry["path"]) == ("Alas", ["broken"])
    assert "secret-inside" in "".join(traceback.format_exception(entry["exc_info"]))


async def test_an_invalid_value_from_a_resolver_is_an_internal_error(client: httpx.AsyncClient) -> None:
    (error,) = await errors(client, "{ huge }")
    assert error["extensions"]["code"] == "INTERNAL"
    assert "3000000000" not in str(error)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("query($n: Int) { pageOf(size: $n) }", {"n": None}),
        ("mutation($n: Int) { wish(wish: {name: \"x\", count: $n}) }", {"n": None}),
        ("query($n: Int!) { pageOf(size: $n) }", {"n": "three"}),
        ("query($n: Int!) { pageOf(size: $n) }", {"n": 10**20}),
        ("mutation($w: Wish!) { wish(wish: $w) }", {"w": {"name": "x", "colour": "red"}}),
        ('{ pageOf(size: "three") }', {}),
    ],
)  # fmt: skip
async def test_wrong_arguments_are_bad_requests(
    client: httpx.AsyncClient, query: str, variables: dict[str, Any]
) -> None:
    with capture_logs() as logs:
        found = await errors(client, query, variables=variables)
    assert {error["extensions"]["code"] for error in found} == {"BAD_REQUEST"}
    assert of_requests(logs) == []


async def test_an_unreachable_database_is_retryable(client: httpx.AsyncClient) -> None:
    (error,) = await errors(client, "{ lost }")
    assert error["extensions"] == {"code": "RETRYABLE"}
    assert "10.1.2.3" not in error["message"]


async def test_an_error_that_cannot_be_encoded_is_masked_too() -> None:
    async def unencodable(*_: Any) -> Any:
        return {"when": object()}

    async with serving(around_mutation=unencodable) as served, served.client() as client:
        with capture_logs():
            response = await client.post("/graphql", json={"query": "mutation { refuse }"})
        assert response.status_code == 500
        assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"


async def test_refusals_are_not_logged(served: Served, client: httpx.AsyncClient) -> None:
    structlog.get_logger().debug("the log is there")
    with capture_logs() as logs:
        await errors(client, "{ mine busy }")
    assert of_requests(logs) == []
    assert served.state.observed == [(None, ("UNAUTHENTICATED", "RATE_LIMITED"))]
