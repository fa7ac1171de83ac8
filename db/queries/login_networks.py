"""Networks with recent logins to an account: failed attempts by strangers elsewhere do not limit them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, exists, func
from sqlalchemy.dialects.postgresql import Insert, insert

from db.tables import Account, LoginNetwork
from rules.tokens import Keys, network_digests

_REMEMBERED_FOR = timedelta(days=90)


def logged_in_from(keys: Keys, network: str) -> ColumnElement[bool]:
    """Check whether the enclosing statement's account recently logged in from a network."""
    return exists().where(
        LoginNetwork.account_id == Account.id,
        LoginNetwork.digest.in_(network_digests(keys, network)),
        LoginNetwork.last_login_at > func.now() - _REMEMBERED_FOR,
    )


def remember(keys: Keys, account_id: int, network: str, now: datetime) -> Insert:
    values: dict[str, Any] = {"digest": network_digests(keys, network)[0], "last_login_at": now}
    return (
        insert(LoginNetwork)
        .values(account_id=account_id, **values)
        .on_conflict_do_update(
            index_elements=[LoginNetwork.account_id, LoginNetwork.digest], set_={"last_login_at": now}
        )
    )


def forget() -> Delete:
    return delete(LoginNetwork).where(LoginNetwork.last_login_at < func.now() - _REMEMBERED_FOR)
