"""The sign-in cache drops a session or token when its account changes, and keeps none while the broker is down."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from app.http.recent_sign_ins import RecentSignIns
from db.queries.sessions import SessionRow
from live.hub import Hub


@pytest.fixture
async def hub(dsn: str) -> AsyncIterator[Hub]:
    hub = Hub("postgres://", dsn)
    await hub.start()
    yield hub
    await hub.stop()


ROW = SessionRow(1, 7, False, datetime.now(UTC) + timedelta(days=1), b"digest", "nora@example.org", False)


async def test_a_sign_in_is_not_kept_if_its_account_changes_while_it_is_read(hub: Hub) -> None:
    recent = RecentSignIns(hub)

    async def read() -> SessionRow:
        return ROW

    async def read_while_it_ends() -> SessionRow:
        hub.hint(["g:1", "a:7"])
        return ROW

    assert await recent.read(b"digest", read_while_it_ends) == ROW
    assert recent.get(b"digest") is None
    await recent.read(b"digest", read)
    hub.hint(["a:8"])
    assert recent.get(b"digest") == ROW
    hub.hint(["a:7"])
    assert recent.get(b"digest") is None


async def test_no_sign_in_is_kept_while_the_broker_is_down(hub: Hub) -> None:
    recent = RecentSignIns(hub)

    async def read() -> SessionRow:
        return ROW

    await recent.read(b"digest", read)
    assert recent.get(b"digest") == ROW
    await hub.stop()
    assert recent.get(b"digest") is None
    await recent.read(b"other", read)
    assert recent.get(b"other") is None
