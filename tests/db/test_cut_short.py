"""What reads at one instant gives its connection back, wherever it is cut short; the other kinds are in `tests/slow`."""

import httpx
import pytest

from app.settings import Settings
from tests.support.cut_short import cut_at_every_await, staged
from tests.support.databases import NewDatabase


# An operation that is cut short leaves coroutines of graphql-core that nobody came to await; they hold nothing.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("kind", ["snapshot", "snapshot on a socket"])
async def test_every_await(
    settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    async with staged(settings, await new_database(), http) as stage:
        await cut_at_every_await(stage, kind)
    assert not [line for line in caplog.messages if "garbage" in line]
