"""The code that clients see of each exception."""

import pytest
import sqlalchemy.exc
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

from db.failures import explain
from edge.errors import Errors
from rules.refusals import RefusalError


class DriverError(Exception):
    """An error of the driver with PostgreSQL's SQLSTATE."""

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
        assert Errors(explain).format(error)["extensions"]["code"] == code
