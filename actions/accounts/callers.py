"""Callers made from rows of sessions and access tokens (`db.queries.sessions`)."""

from db.queries.sessions import SessionRow, TokenRow
from rules.caller import Caller, Scope
from rules.config import Config


def session_caller(row: SessionRow, config: Config, network: str) -> Caller:
    return Caller(
        account_id=row.account_id,
        session_id=row.id,
        is_staff=row.is_staff or row.email in config.staff_emails,
        must_set_password=row.must_set_password,
        expires_at=row.expires_at,
        network=network,
    )


def token_caller(row: TokenRow, config: Config, network: str) -> Caller:
    """A token has its owner's staff access only with the scope STAFF."""
    scopes = frozenset(row.scopes)
    return Caller(
        account_id=row.account_id,
        token_id=row.id,
        is_staff=Scope.STAFF in scopes and (row.is_staff or row.email in config.staff_emails),
        scopes=scopes,
        expires_at=row.expires_at,
        network=network,
    )
