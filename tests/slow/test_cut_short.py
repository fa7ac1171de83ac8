"""Whatever is cut short, at whichever await, once or twice, gives its connection back."""

import httpx
import pytest

from app.settings import Settings
from tests.support.cancelling import KINDS, cancel_at_every_await, serve_target
from tests.support.databases import NewDatabase


# An operation that is cut short leaves coroutines of graphql-core that nobody came to await; they hold nothing.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("kind", KINDS)
async def test_a_cut_at_any_await_gives_the_connection_back(
    settings: Settings, new_database: NewDatabase, http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    async with serve_target(settings, await new_database(), http) as target:
        await cancel_at_every_await(target, kind)
    assert not [line for line in caplog.messages if "garbage" in line]
