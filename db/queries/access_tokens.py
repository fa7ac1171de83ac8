from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import any_, select

from db.bulk import id_parameter, ids_parameter
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import AccessToken
from rules.caller import Caller, Scope


class AccessTokenRow(NamedTuple):
    id: int
    account_id: int
    name: str
    scopes: list[Scope]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


# Tokens that are not revoked, including expired ones until they are deleted.
_GOOD = TypedSelect(
    AccessTokenRow,
    select(
        AccessToken.id,
        AccessToken.account_id,
        AccessToken.name,
        AccessToken.scopes,
        AccessToken.created_at,
        AccessToken.expires_at,
        AccessToken.last_used_at,
    ).where(AccessToken.revoked_at.is_(None)),
)
_OF_ACCOUNTS = _GOOD.where(AccessToken.account_id == any_(ids_parameter("account_ids"))).order_by(
    AccessToken.created_at.desc(), AccessToken.id.desc()
)
_OWN_BY_IDS = _GOOD.where(
    AccessToken.id == any_(ids_parameter("ids")), AccessToken.account_id == id_parameter("account_id")
)


async def of_accounts(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, list[AccessTokenRow]]:
    """Return tokens by account, newest first."""
    found: dict[int, list[AccessTokenRow]] = {account_id: [] for account_id in ids}
    for row in await reader.rows(_OF_ACCOUNTS, account_ids=list(ids)):
        found[row.account_id].append(row)
    return found


async def own_by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, AccessTokenRow]:
    """Return the caller's own tokens only."""
    return {row.id: row for row in await reader.rows(_OWN_BY_IDS, ids=list(ids), account_id=caller.account_id)}
