"""What clients see of errors, and what the log keeps of them."""

import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import pytest
import sqlalchemy.exc
import structlog
from asyncpg.exceptions import (
    CannotConnectNowError,
    DeadlockDetectedError,
    DiskFullError,
    ObjectNotInPrerequisiteStateError,
    TooManyConnectionsError,
    UniqueViolationError,
)
from graphql import GraphQLError
from structlog.testing import capture_logs

from edge.errors import format_error
from rules.refusals import RefusalError
from tests.edge.edge_serving import Served, serving
from tests.support.http import Transport


async def errors(client: httpx.AsyncClient, query: str, **parameters: Any) -> list[dict[str, Any]]:
    response = await client.post("/graphql", json={"query": query, **parameters})
    found: list[dict[str, Any]] = response.json()["errors"]
    return found


def of_requests(logs: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What was logged, without what a broker, whose turn may come just then, has to say of itself."""
    return [entry for entry in logs if "broker" not in entry]


async def test_what_is_inside_stays_inside_and_the_log_has_it_under_an_id(client: httpx.AsyncClient) -> None:
    with capture_logs() as logs:
        (error,) = await errors(client, "query Alas { broken }")
    assert error["message"] == "Something went wrong on our side."
    assert error["path"] == ["broken"]
    assert set(error["extensions"]) == {"code", "errorId"}
    (entry,) = of_requests(logs)
    assert entry["event"] == "operation.failed"
    assert entry["error_id"] == error["extensions"]["errorId"]
    assert (entry["operation"], entry["path"]) == ("Alas", ["broken"])
    assert "secret-of-the-house" in "".join(traceback.format_exception(entry["exc_info"]))


async def test_what_a_resolver_should_not_have_returned_is_our_fault(client: httpx.AsyncClient) -> None:
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
async def test_arguments_that_do_not_fit_are_the_clients(
    client: httpx.AsyncClient, query: str, variables: dict[str, Any]
) -> None:
    with capture_logs() as logs:
        found = await errors(client, query, variables=variables)
    assert {error["extensions"]["code"] for error in found} == {"BAD_REQUEST"}
    assert of_requests(logs) == []


async def test_a_database_out_of_reach_asks_to_try_again(client: httpx.AsyncClient) -> None:
    (error,) = await errors(client, "{ lost }")
    assert error["extensions"] == {"code": "RETRYABLE"}
    assert "10.1.2.3" not in error["message"]


class DriverError(Exception):
    """What a driver raises, with the state that PostgreSQL gave."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def by_driver(sqlstate: str, *, invalidated: bool = False) -> Exception:
    return sqlalchemy.exc.DBAPIError("SELECT 1", {}, DriverError(sqlstate), connection_invalidated=invalidated)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RefusalError("CONFLICT", "Used for something else."), "CONFLICT"),
        (
            GraphQLError("x", original_error=GraphQLError("y", original_error=RefusalError("NOT_FOUND", "z"))),
            "NOT_FOUND",
        ),
        (GraphQLError("Argument x", original_error=ValueError("Argument x")), "INTERNAL"),
        (sqlalchemy.exc.OperationalError("SELECT 1", {}, DriverError("08006")), "RETRYABLE"),
        (sqlalchemy.exc.InterfaceError("SELECT 1", {}, DriverError("")), "RETRYABLE"),
        (sqlalchemy.exc.TimeoutError("pool"), "RETRYABLE"),
        (by_driver("40001"), "RETRYABLE"),
        (by_driver("40P01"), "RETRYABLE"),
        (by_driver("57P01"), "RETRYABLE"),
        (by_driver("53300"), "RETRYABLE"),
        (by_driver("25006"), "RETRYABLE"),
        (TooManyConnectionsError("full"), "RETRYABLE"),
        (DiskFullError("full"), "RETRYABLE"),
        (ObjectNotInPrerequisiteStateError("nobody is let in"), "RETRYABLE"),
        (by_driver("22021"), "INTERNAL"),
        (by_driver("22021", invalidated=True), "RETRYABLE"),
        (sqlalchemy.exc.IntegrityError("INSERT", {}, DriverError("23505")), "INTERNAL"),
        (DeadlockDetectedError("deadlock"), "RETRYABLE"),
        (CannotConnectNowError("starting up"), "RETRYABLE"),
        (UniqueViolationError("twice"), "INTERNAL"),
        (FileNotFoundError("no socket"), "RETRYABLE"),
        (TimeoutError(), "RETRYABLE"),
        (KeyError("x"), "INTERNAL"),
        (ExceptionGroup("several", [RefusalError("FORBIDDEN", "No.")]), "FORBIDDEN"),
    ],
)
def test_each_exception_has_its_code(error: Exception, code: str) -> None:
    with capture_logs():
        assert format_error(error)["extensions"]["code"] == code


async def test_an_error_that_cannot_be_encoded_is_masked_too() -> None:
    async def unencodable(*_: Any) -> Any:
        return {"when": object()}

    async with (
        serving(around_mutation=unencodable) as served,
        httpx.AsyncClient(base_url=served.origin, transport=Transport()) as client,
    ):
        with capture_logs():
            response = await client.post("/graphql", json={"query": "mutation { refuse }"})
        assert response.status_code == 500
        assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"


async def test_nothing_is_logged_of_refusals(served: Served, client: httpx.AsyncClient) -> None:
    structlog.get_logger().debug("the log is there")
    with capture_logs() as logs:
        await errors(client, "{ mine busy }")
    assert of_requests(logs) == []
    assert served.till.observed == [(None, ("UNAUTHENTICATED", "RATE_LIMITED"))]
