from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    LargeBinary,
    Row,
    Select,
    Update,
    any_,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from db.bulk import number, numbers
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


SESSION = _good_session().where(Session.id == number("id"))
"""A valid session by its ID."""

_SESSIONS = _good_session().where(Session.id == any_(numbers("ids")))
_TOKENS = _good_token().where(AccessToken.id == any_(numbers("ids")))
_SECRETS = bindparam("digests", type_=ARRAY(LargeBinary))
_SESSIONS_BY_DIGEST = _good_session().add_columns(Session.digest).where(Session.digest == any_(_SECRETS))
_TOKENS_BY_DIGEST = _good_token().add_columns(AccessToken.digest).where(AccessToken.digest == any_(_SECRETS))


@ForAll
async def good_sessions(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    return {row.id: row for row in await reader.rows(_SESSIONS, ids=list(ids))}


@ForAll
async def sessions_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, Row[Any]]:
    return {row.digest: row for row in await reader.rows(_SESSIONS_BY_DIGEST, digests=list(digests))}


@ForAll
async def good_tokens(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return valid tokens by ID. `use_is_news`: the last use must be recorded."""
    return {row.id: row for row in await reader.rows(_TOKENS, ids=list(ids))}


@ForAll
async def tokens_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, Row[Any]]:
    return {row.digest: row for row in await reader.rows(_TOKENS_BY_DIGEST, digests=list(digests))}


def ever_was(digest: bytes) -> Select[bool]:
    """Check whether any session or access token, valid or not, has had this secret."""
    return select(
        or_(exists().where(Session.digest == digest), exists().where(AccessToken.digest == digest)).label("ever_was")
    )


def note_use(token_id: int) -> Update:
    """Record the use of a token, at most once a minute over all processes."""
    now = func.clock_timestamp()
    is_news = or_(AccessToken.last_used_at.is_(None), AccessToken.last_used_at < now - text("interval '1 minute'"))
    return update(AccessToken).where(AccessToken.id == token_id, is_news).values(last_used_at=now)
