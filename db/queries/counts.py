from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Text, any_, cast, func, literal, select, union_all

from db.bulk import ids_parameter
from db.queries.invitations import status_now
from db.reader import Reader, SharedQuery
from db.statements import Statement
from db.tables import Invitation, Membership


class CountKind(StrEnum):
    MEMBERS = "members"
    INVITATIONS = "invitations"


class _CountRow(NamedTuple):
    group_id: int
    what: str
    status: str
    found: int


def _counted() -> Statement[_CountRow]:
    members = (
        select(
            Membership.group_id,
            literal(CountKind.MEMBERS.value).label("what"),
            literal("").label("status"),
            func.count().label("found"),
        )
        .where(Membership.group_id == any_(ids_parameter(CountKind.MEMBERS)))
        .group_by(Membership.group_id)
    )
    status = cast(status_now(), Text).label("status")
    invitations = (
        select(
            Invitation.group_id, literal(CountKind.INVITATIONS.value).label("what"), status, func.count().label("found")
        )
        .where(Invitation.group_id == any_(ids_parameter(CountKind.INVITATIONS)))
        .group_by(Invitation.group_id, status)
    )
    return Statement(_CountRow, union_all(members, invitations))


_COUNTED = _counted()


@SharedQuery
async def count_by_group(
    reader: Reader, wanted: Sequence[tuple[int, CountKind]]
) -> Mapping[tuple[int, CountKind], Mapping[str, int]]:
    """Return counts by group and kind: invitations by status, members as one sum under ""."""
    groups = {kind.value: [group for group, what in wanted if what is kind] for kind in CountKind}
    counted: dict[tuple[int, CountKind], dict[str, int]] = {one: {} for one in wanted}
    for row in await reader.rows(_COUNTED, **groups):
        counted[row.group_id, CountKind(row.what)][row.status] = row.found
    return counted


async def member_count(reader: Reader, group_id: int) -> int:
    found = await count_by_group.read(reader, [(group_id, CountKind.MEMBERS)])
    return found[group_id, CountKind.MEMBERS].get("", 0)
