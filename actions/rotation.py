"""Rotating the secret key: what was issued goes on working with the newest key alone.

Sealed values are sealed again. Values derived from an older key are kept in a form that needs no older key: links
of pending invitations as digests; login links as sealed tokens, since their mails may still be queued. Each batch is a
short transaction that changes a row only if it is still as read. So this can run beside servers, be interrupted, and
be repeated.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Table, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.queries.codes import sealing_context
from db.tables import Base, DatabaseKey, Invitation, InviteCode, KeptAnswer, KeptMail, OlderLink, OneTimeLink, SentForm
from mail.dev_mailbox import CONTEXT as MAIL_CONTEXT
from rules import tokens
from rules.tokens import Keys, key_fingerprint, seal, unseal
from rules.transitions import InvitationStatus

_BATCH_SIZE = 500
_FORM_LIFETIME = timedelta(days=1)
_VERSIONS = 10  # links of older versions of an invitation stop working


@dataclass(slots=True)
class RotationResult:
    """How many values of each kind were rotated, and how many no listed key could read (`unreadable`)."""

    done: dict[str, int]
    unreadable: dict[str, int]

    def add(self, kind: str, *, done: int = 0, unreadable: int = 0) -> None:
        self.done[kind] = self.done.get(kind, 0) + done
        if unreadable:
            self.unreadable[kind] = self.unreadable.get(kind, 0) + unreadable


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A table with a column `sealed`.

    `context` gives the context of a sealed value from the row's `columns`, `more` further columns that depend on the key.
    """

    kind: str
    table: type[Base]
    columns: tuple[str, ...]
    context: Callable[..., bytes]
    more: Callable[[Keys, bytes], dict[str, Any]] = lambda keys, data: {}


def _code(keys: Keys, data: bytes) -> dict[str, Any]:
    digest = tokens.code_digests(keys, data.decode())[0]
    return {"digest": digest, "sealed": seal(keys, data, context=sealing_context(digest))}


_SEALED = (
    _Sealed("invite codes", InviteCode, ("digest",), sealing_context, _code),
    _Sealed("kept answers", KeptAnswer, ("account_id", "key"), tokens.kept_answer_context),
    _Sealed("kept mails", KeptMail, (), lambda: MAIL_CONTEXT),
    _Sealed("sent forms", SentForm, ("key",), tokens.form_context),
)


class _SealedRow(NamedTuple):
    """A row by its primary key, with its sealed value and that value's context."""

    key: tuple[Any, ...]
    sealed: bytes
    context: bytes


async def rotate(engine: AsyncEngine, keys: Keys) -> RotationResult:
    """Rotate everything to the newest key. `keys` has it first, then all that may have been used before."""
    rotated = RotationResult({}, {})
    await _store_link_digests(engine, keys, rotated)
    await _seal_login_links(engine, keys, rotated)
    for sealed in _SEALED:
        await _reseal(engine, keys, sealed, rotated)
    await _retire(engine, keys)
    return rotated


async def _store_link_digests(engine: AsyncEngine, keys: Keys, rotated: RotationResult) -> None:
    """Store the digests of pending invitations' links under each older key."""
    last = 0
    while True:
        async with engine.begin() as connection:
            found = await connection.execute(
                select(Invitation.id, Invitation.version)
                .where(Invitation.status == InvitationStatus.PENDING, Invitation.id > last)
                .order_by(Invitation.id)
                .limit(_BATCH_SIZE)
            )
            rows = found.all()
            if not rows:
                return
            links = [
                {"digest": tokens.digest(token), "invitation_id": row.id, "version": version}
                for row in rows
                for version in range(max(1, row.version - _VERSIONS + 1), row.version + 1)
                for token in (tokens.invitation_token((key,), row.id, version) for key in keys[1:])
            ]
            added = await connection.execute(
                insert(OlderLink).on_conflict_do_nothing().returning(OlderLink.invitation_id), links
            )
            rotated.add("links of invitations", done=len(set(added.scalars())))
        last = rows[-1].id


async def _seal_login_links(engine: AsyncEngine, keys: Keys, rotated: RotationResult) -> None:
    """Seal the tokens of open login links that an older key derived."""
    last = 0
    while True:
        async with engine.begin() as connection:
            found = await connection.execute(
                select(OneTimeLink.id, OneTimeLink.salt, OneTimeLink.digest, OneTimeLink.sealed)
                .where(OneTimeLink.closed_at.is_(None), OneTimeLink.id > last)
                .order_by(OneTimeLink.id)
                .limit(_BATCH_SIZE)
            )
            rows = found.all()
            for row in rows:
                link = (row.id, row.salt, row.digest, row.sealed)
                if tokens.find_login_token(keys[:1], *link) is not None:
                    continue
                token = tokens.find_login_token(keys, *link)
                rotated.add("login links", done=int(token is not None), unreadable=int(token is None))
                if token is not None:
                    sealed = tokens.seal_login_token(keys, row.id, token)
                    await connection.execute(update(OneTimeLink).where(OneTimeLink.id == row.id).values(sealed=sealed))
        if not rows:
            return
        last = rows[-1].id


async def _reseal(engine: AsyncEngine, keys: Keys, sealed: _Sealed, rotated: RotationResult) -> None:
    after: tuple[Any, ...] = ()
    while True:
        async with engine.begin() as connection:
            rows = await _read_sealed(connection, sealed, after)
            for row in rows:
                await _reseal_row(connection, keys, sealed, row, rotated)
        if not rows:
            return
        after = rows[-1].key


async def _read_sealed(connection: AsyncConnection, sealed: _Sealed, after: tuple[Any, ...]) -> list[_SealedRow]:
    table = _table(sealed)
    key = list(table.primary_key.columns)
    query = select(*key, table.c.sealed, *(table.c[name] for name in sealed.columns)).order_by(*key).limit(_BATCH_SIZE)
    query = query.where(table.c.sealed.is_not(None))
    if after:
        query = query.where(tuple_(*key) > tuple_(*after))
    found = (await connection.execute(query)).all()
    size = len(key)
    return [_SealedRow(tuple(row[:size]), row[size], sealed.context(*row[size + 1 :])) for row in found]


async def _reseal_row(
    connection: AsyncConnection, keys: Keys, sealed: _Sealed, row: _SealedRow, rotated: RotationResult
) -> None:
    if unseal(keys[:1], row.sealed, context=row.context) is not None:
        return
    data = unseal(keys[1:], row.sealed, context=row.context)
    if data is None:
        rotated.add(sealed.kind, unreadable=1)
        return
    table = _table(sealed)
    same = [column == value for column, value in zip(table.primary_key.columns, row.key, strict=True)]
    values = {"sealed": seal(keys, data, context=row.context)} | sealed.more(keys, data)
    done = await connection.execute(update(table).where(*same, table.c.sealed == row.sealed).values(values))
    rotated.add(sealed.kind, done=done.rowcount)


def _table(sealed: _Sealed) -> Table:
    table: Table = sealed.table.__table__  # type: ignore[assignment]
    return table


async def _retire(engine: AsyncEngine, keys: Keys) -> None:
    """Store the older keys' form keys, so that forms on pages opened before the rotation still work."""
    async with engine.begin() as connection:
        found = await connection.execute(
            select(DatabaseKey.fingerprint, DatabaseKey.form_key).where(DatabaseKey.form_key.is_not(None))
        )
        opened = {row.fingerprint: unseal(keys, row.form_key, context=row.fingerprint.encode()) for row in found}
        opened |= {key_fingerprint(key): tokens.form_key(key) for key in keys[1:]}
        for fingerprint, form_key in opened.items():
            if form_key is None:
                continue
            sealed = seal(keys, form_key, context=fingerprint.encode())
            retired_at = func.coalesce(DatabaseKey.retired_at, func.now())
            added = insert(DatabaseKey).values(fingerprint=fingerprint, form_key=sealed, retired_at=func.now())
            await connection.execute(
                added.on_conflict_do_update(
                    index_elements=[DatabaseKey.fingerprint], set_={"form_key": sealed, "retired_at": retired_at}
                )
            )


async def retired_form_keys(connection: AsyncConnection, keys: Keys) -> Collection[bytes]:
    """Read the form keys of secret keys that were retired less than a day ago."""
    found = await connection.execute(
        select(DatabaseKey.fingerprint, DatabaseKey.form_key).where(
            DatabaseKey.form_key.is_not(None), DatabaseKey.retired_at > func.now() - _FORM_LIFETIME
        )
    )
    opened = (unseal(keys, row.form_key, context=row.fingerprint.encode()) for row in found)
    return [key for key in opened if key is not None]
