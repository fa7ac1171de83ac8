from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    any_,
    exists,
    func,
    or_,
    select,
    text,
    update,
)

from db.bulk import bytes_parameter, id_parameter, ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import AccessToken, Account, Session, Staff
from rules.caller import Scope


class SessionRow(NamedTuple):
    """A valid session and its account."""

    id: int
    account_id: int
    must_set_password: bool
    expires_at: datetime
    digest: bytes
    email: str
    is_staff: bool


class TokenRow(NamedTuple):
    """A valid access token and its account. `use_is_news`: the last use must be recorded."""

    id: int
    account_id: int
    scopes: list[Scope]
    expires_at: datetime | None
    digest: bytes
    email: str
    is_staff: bool
    use_is_news: bool


def _is_staff() -> ColumnElement[bool]:
    return exists().where(Staff.email == Account.email).correlate(Account)


def _good_sessions() -> TypedSelect[SessionRow]:
    found = (
        select(
            Session.id,
            Session.account_id,
            Session.must_set_password,
            Session.expires_at,
            Session.digest,
            Account.email,
            _is_staff().label("is_staff"),
        )
        .join(Account, Account.id == Session.account_id)
        .where(Session.ended_at.is_(None), Session.expires_at > func.clock_timestamp())
    )
    return TypedSelect(SessionRow, found)


def _good_tokens() -> TypedSelect[TokenRow]:
    a_minute_ago = func.clock_timestamp() - text("interval '1 minute'")
    found = (
        select(
            AccessToken.id,
            AccessToken.account_id,
            AccessToken.scopes,
            AccessToken.expires_at,
            AccessToken.digest,
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
    return TypedSelect(TokenRow, found)


_GOOD_SESSIONS = _good_sessions()
_GOOD_TOKENS = _good_tokens()
SESSION = _GOOD_SESSIONS.where(Session.id == id_parameter("id"))
"""A valid session by its ID."""

_SESSIONS = _GOOD_SESSIONS.where(Session.id == any_(ids_parameter("ids")))
_TOKENS = _GOOD_TOKENS.where(AccessToken.id == any_(ids_parameter("ids")))
_SESSIONS_BY_DIGEST = _GOOD_SESSIONS.where(Session.digest == any_(bytes_parameter("digests")))
_TOKENS_BY_DIGEST = _GOOD_TOKENS.where(AccessToken.digest == any_(bytes_parameter("digests")))


@SharedQuery
async def good_sessions(reader: Reader, ids: Sequence[int]) -> Mapping[int, SessionRow]:
    return {row.id: row for row in await reader.rows(_SESSIONS, ids=list(ids))}


@SharedQuery
async def sessions_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, SessionRow]:
    return {row.digest: row for row in await reader.rows(_SESSIONS_BY_DIGEST, digests=list(digests))}


@SharedQuery
async def good_tokens(reader: Reader, ids: Sequence[int]) -> Mapping[int, TokenRow]:
    return {row.id: row for row in await reader.rows(_TOKENS, ids=list(ids))}


@SharedQuery
async def tokens_by_digest(reader: Reader, digests: Sequence[bytes]) -> Mapping[bytes, TokenRow]:
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
