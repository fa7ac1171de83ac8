from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Text, any_, cast, func, literal, select, union_all

from db.bulk import ids_parameter
from db.queries.invitations import status_now
from db.reader import Reader, SharedQuery
from db.statements import Statement
from db.tables import Invitation, Membership


class Figure(StrEnum):
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
            literal(Figure.MEMBERS.value).label("what"),
            literal("").label("status"),
            func.count().label("found"),
        )
        .where(Membership.group_id == any_(ids_parameter(Figure.MEMBERS)))
        .group_by(Membership.group_id)
    )
    status = cast(status_now(), Text).label("status")
    invitations = (
        select(
            Invitation.group_id, literal(Figure.INVITATIONS.value).label("what"), status, func.count().label("found")
        )
        .where(Invitation.group_id == any_(ids_parameter(Figure.INVITATIONS)))
        .group_by(Invitation.group_id, status)
    )
    return Statement(_CountRow, union_all(members, invitations))


_COUNTED = _counted()


@SharedQuery
async def figures(
    reader: Reader, wanted: Sequence[tuple[int, Figure]]
) -> Mapping[tuple[int, Figure], Mapping[str, int]]:
    """Return counts by group and figure: invitations by status, members as one sum under ""."""
    groups = {figure.value: [group for group, what in wanted if what is figure] for figure in Figure}
    counted: dict[tuple[int, Figure], dict[str, int]] = {one: {} for one in wanted}
    for row in await reader.rows(_COUNTED, **groups):
        counted[row.group_id, Figure(row.what)][row.status] = row.found
    return counted


async def member_count(reader: Reader, group_id: int) -> int:
    found = await figures.read(reader, [(group_id, Figure.MEMBERS)])
    return found[group_id, Figure.MEMBERS].get("", 0)
