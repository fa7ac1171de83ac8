"""Deleting old data by the database's clock, in batches of one short transaction each."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, func, or_, select, text, update

from actions.work import Services
from db.tables import AccessToken, History, Mail, Notification, OneTimeLink, Session
from live.events import prune

_BATCH_SIZE = 5_000
# The next run does the rest, so that a long backlog does not delay the other tasks.
_MAX_BATCHES = 20
_ENDED_FOR = timedelta(days=30)

_MAILS: Table = Mail.__table__  # type: ignore[assignment]
_NOTIFICATIONS: Table = Notification.__table__  # type: ignore[assignment]
_HISTORY: Table = History.__table__  # type: ignore[assignment]
_SESSIONS: Table = Session.__table__  # type: ignore[assignment]
_TOKENS: Table = AccessToken.__table__  # type: ignore[assignment]
_LINKS: Table = OneTimeLink.__table__  # type: ignore[assignment]


async def prune_events(services: Services) -> None:
    """Cursors older than the oldest event left become CURSOR_EXPIRED."""
    for _ in range(_MAX_BATCHES):
        async with services.engine.begin() as connection:
            if await prune(connection, services.config.event_retention, _BATCH_SIZE) < _BATCH_SIZE:
                break


async def strip_mails(services: Services) -> None:
    """Remove what identifies people from settled mails; kind, state, batch and times stay."""
    old = (_MAILS.c.settled_at < func.now() - services.config.mail_retention) & (_MAILS.c.to_email != "")
    nothing = {
        "to_email": "",
        "to_name": None,
        "account_id": None,
        "one_time_link_id": None,
        "details": text("'{}'"),
        "last_error": None,
    }
    await _in_batches(services, update(_MAILS).values(nothing), _MAILS, old)


async def delete_notifications(services: Services) -> None:
    old = _NOTIFICATIONS.c.read_at < func.now() - services.config.notification_retention
    await _in_batches(services, delete(_NOTIFICATIONS), _NOTIFICATIONS, old)


async def delete_history(services: Services) -> None:
    if services.config.history_retention is not None:
        old = _HISTORY.c.at < func.now() - services.config.history_retention
        await _in_batches(services, delete(_HISTORY), _HISTORY, old)


async def delete_sign_ins(services: Services) -> None:
    """Delete sessions, access tokens and one-time links a while after they stopped working."""
    ended = func.now() - _ENDED_FOR
    await _in_batches(
        services, delete(_SESSIONS), _SESSIONS, func.least(_SESSIONS.c.ended_at, _SESSIONS.c.expires_at) < ended
    )
    past = or_(_TOKENS.c.revoked_at < ended, _TOKENS.c.expires_at < ended)
    await _in_batches(services, delete(_TOKENS), _TOKENS, past)
    await _in_batches(services, delete(_LINKS), _LINKS, func.least(_LINKS.c.closed_at, _LINKS.c.expires_at) < ended)


async def _in_batches(services: Services, change: Update | Delete, table: Table, old: ColumnElement[Any]) -> None:
    batch = select(table.c.id).where(old).limit(_BATCH_SIZE).with_for_update(skip_locked=True)
    for _ in range(_MAX_BATCHES):
        async with services.engine.begin() as connection:
            changed = await connection.execute(change.where(table.c.id.in_(batch.scalar_subquery())))
        if changed.rowcount < _BATCH_SIZE:
            break
