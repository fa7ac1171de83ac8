"""Practices to test with."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.caseload.practice import Practice, open_practice
from tests.support.people import People

Opening = Callable[[int | None], Awaitable[Practice]]


@pytest.fixture
def opened(people: People, engine: AsyncEngine) -> Opening:
    """Opens a practice with a limit: a therapist, their caseload and a group."""
    return lambda limit: open_practice(people, engine, limit)
