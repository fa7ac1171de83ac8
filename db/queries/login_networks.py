"""Networks from which people logged in of late: there, what strangers try elsewhere does not count."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Delete, delete, exists, func
from sqlalchemy.dialects.postgresql import Insert, insert

from db.tables import Account, LoginNetwork
from rules.tokens import Keys, network_digests

_REMEMBERED_FOR = timedelta(days=90)


def logged_in_from(keys: Keys, network: str) -> ColumnElement[bool]:
    """Whether the account of the statement around this was logged in to from a network of late."""
    return exists().where(
        LoginNetwork.account_id == Account.id,
        LoginNetwork.digest.in_(network_digests(keys, network)),
        LoginNetwork.last_login_at > func.now() - _REMEMBERED_FOR,
    )


def remember(keys: Keys, account_id: int, network: str, now: datetime) -> Insert:
    """Writes down a login."""
    values: dict[str, Any] = {"digest": network_digests(keys, network)[0], "last_login_at": now}
    return (
        insert(LoginNetwork)
        .values(account_id=account_id, **values)
        .on_conflict_do_update(
            index_elements=[LoginNetwork.account_id, LoginNetwork.digest], set_={"last_login_at": now}
        )
    )


def forget() -> Delete:
    """Drops what is no longer of late."""
    return delete(LoginNetwork).where(LoginNetwork.last_login_at < func.now() - _REMEMBERED_FOR)
