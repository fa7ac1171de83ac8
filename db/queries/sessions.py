"""Who signs in: sessions and access tokens by the digest of their secret, each with its account, in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Update, any_, exists, func, or_, select, text, update

from db.bulk import array_of
from db.reader import ForAll, Reader
from db.tables import AccessToken, Account, Session, Staff


def _is_staff() -> ColumnElement[bool]:
    return exists().where(Staff.email == Account.email).correlate(Account)


def _good_session() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Session.id,
            Session.account_id,
            Session.must_set_password,
            Session.expires_at,
            Account.email,
            _is_staff().label("is_staff"),
        )
        .join(Account, Account.id == Session.account_id)
        .where(Session.ended_at.is_(None), Session.expires_at > func.clock_timestamp())
    )


def _good_token() -> Select[*tuple[Any, ...]]:
    a_minute_ago = func.clock_timestamp() - text("interval '1 minute'")
    return (
        select(
            AccessToken.id,
            AccessToken.account_id,
            AccessToken.scopes,
            AccessToken.expires_at,
            Account.email,
            _is_staff().label("is_staff"),
            func.coalesce(AccessToken.last_used_at < a_minute_ago, True).label("use_is_news"),
        )
        .join(Account, Account.id == AccessToken.account_id)
        .where(
            AccessToken.revoked_at.is_(None),
            or_(AccessToken.expires_at.is_(None), AccessToken.expires_at > func.clock_timestamp()),
        )
    )


def session_by_digest(digest: bytes) -> Select[*tuple[Any, ...]]:
    """The session with this secret, if it is good now."""
    return _good_session().where(Session.digest == digest)


@ForAll
async def good_sessions(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Sessions by ID, those that are good now."""
    found = _good_session().where(Session.id == any_(array_of(Session.id, ids)))
    return {row.id: row for row in await reader.rows(found)}


@ForAll
async def sessions_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, Row[Any]]:
    """Sessions by the digests of their secrets, those that are good now."""
    found = _good_session().add_columns(Session.digest)
    rows = await reader.rows(found.where(Session.digest == any_(array_of(Session.digest, digests))))
    return {row.digest: row for row in rows}


@ForAll
async def tokens_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, Row[Any]]:
    """Access tokens by the digests of their secrets, those that are good now."""
    found = _good_token().add_columns(AccessToken.digest)
    rows = await reader.rows(found.where(AccessToken.digest == any_(array_of(AccessToken.digest, digests))))
    return {row.digest: row for row in rows}


@ForAll
async def good_tokens(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Access tokens by ID, those that are good now."""
    found = _good_token().where(AccessToken.id == any_(array_of(AccessToken.id, ids)))
    return {row.id: row for row in await reader.rows(found)}


def session_by_id(session_id: int) -> Select[*tuple[Any, ...]]:
    """The same session again, if it is still good."""
    return _good_session().where(Session.id == session_id)


def token_by_digest(digest: bytes) -> Select[*tuple[Any, ...]]:
    """The access token with this secret, if it is good now; `use_is_news`: whether its last use is to be noted."""
    return _good_token().where(AccessToken.digest == digest)


def token_by_id(token_id: int) -> Select[*tuple[Any, ...]]:
    """The same access token again, if it is still good."""
    return _good_token().where(AccessToken.id == token_id)


def ever_was(digest: bytes) -> Select[bool]:
    """Whether a session or access token ever had this secret."""
    return select(
        or_(exists().where(Session.digest == digest), exists().where(AccessToken.digest == digest)).label("ever_was")
    )


def note_use(token_id: int) -> Update:
    """Note that a token is in use; by whichever process, no more than once a minute."""
    now = func.clock_timestamp()
    is_news = or_(AccessToken.last_used_at.is_(None), AccessToken.last_used_at < now - text("interval '1 minute'"))
    return update(AccessToken).where(AccessToken.id == token_id, is_news).values(last_used_at=now)
