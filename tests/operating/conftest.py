"""Servers for production write their logs in another form; the tests after them get the usual one back."""

from collections.abc import Iterator

import pytest

from app.logs import configure_logs


@pytest.fixture(autouse=True, scope="package")
def logs_as_before() -> Iterator[None]:
    yield
    configure_logs(production=False)
