from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from db.reader import Reader
from db.tables import AccessToken
from rules.caller import Caller


def rows() -> Select[*tuple[Any, ...]]:
    """Select tokens that are not revoked, including expired ones until they are deleted."""
    return select(
        AccessToken.id,
        AccessToken.account_id,
        AccessToken.name,
        AccessToken.scopes,
        AccessToken.created_at,
        AccessToken.expires_at,
        AccessToken.last_used_at,
    ).where(AccessToken.revoked_at.is_(None))


async def of_accounts(reader: Reader, _: Caller, ids: Sequence[int]) -> Mapping[int, list[Row[Any]]]:
    newest_first = (AccessToken.created_at.desc(), AccessToken.id.desc())
    found: dict[int, list[Row[Any]]] = {account_id: [] for account_id in ids}
    for row in await reader.rows(rows().where(AccessToken.account_id.in_(ids)).order_by(*newest_first)):
        found[row.account_id].append(row)
    return found


async def own_by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return the caller's own tokens only."""
    own = rows().where(AccessToken.id.in_(ids), AccessToken.account_id == caller.account_id)
    return {row.id: row for row in await reader.rows(own)}
