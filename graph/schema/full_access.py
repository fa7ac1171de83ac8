from collections.abc import Sequence
from hashlib import sha256

import strawberry

from db.queries.members import MemberRow
from execution import SelectedNames
from graph import ids
from graph.context import Context
from graph.fields import loaded_by, relation
from graph.schema.enums import describe
from graph.schema.members import Member, member_of
from graph.schema.node import LazyGroup
from rules.caller import RequiredScope, authorise
from rules.seats import AccessReason, access_reason, has_full_access

_ALONE = frozenset({"__typename", "id", "role", "joinedAt", "joinedBy", "seatWaitPosition", "hasFullAccess"})

describe(
    AccessReason,
    "Why a person has full access to what a group has paid for, or why not.",
    SEAT_HELD="Full access: the member holds a seat, and the plan is in force.",
    NO_SEATS_NEEDED="Full access: the group has no seat plan.",
    NOT_A_MEMBER="No access: the person is not a member.",
    NO_SEAT="No full access: the member holds no seat.",
    PLAN_NOT_STARTED="No full access: the seat plan starts later.",
    PLAN_EXPIRED="No full access: the seat plan has ended.",
)


async def _groups(context: Context, keys: Sequence[int]) -> list[LazyGroup | None]:
    from graph.schema.groups import load_groups  # noqa: PLC0415 - two nouns that name each other

    authorise(context.personal_caller(), RequiredScope.READ)
    return await load_groups(context, keys)


def _members(answers: Sequence["Access"], context: Context, selected: SelectedNames) -> list[Member | None]:
    if not selected.direct <= _ALONE:
        authorise(context.personal_caller(), RequiredScope.READ)
    return [member_of(answer.row) if answer.row is not None else None for answer in answers]


@strawberry.type(description="Whether a person may use what a group has paid for.")
class Access:
    id: strawberry.ID = strawberry.field(
        description="An ID for caches, the same for every answer about a person in a group."
    )
    group_key: strawberry.Private[int]
    row: strawberry.Private[MemberRow | None]
    has_full_access: bool = strawberry.field(
        description="Whether the person has full access to what the group has paid for."
    )
    reason: AccessReason = strawberry.field(description="Why the person has full access, or why not.")
    seat_wait_position: int | None = strawberry.field(
        description="The position in the line for a seat, 1 for the next; null for a person who does not wait. For the "
        "member, administrators and staff; null for others."
    )

    group: LazyGroup | None = loaded_by(
        _groups,
        "group_key",
        description="The group that was asked about; null if the viewer may not see it. A token with the scope "
        "READ_ACCESS alone gets null and a FORBIDDEN error.",
    )
    member: Member | None = relation(
        _members,
        description="The membership of the person; null for a person who is not a member. A token with the scope "
        "READ_ACCESS alone can read only `id`, `role`, `joinedAt`, `joinedBy`, `seatWaitPosition` and `hasFullAccess` "
        "of it, else it gets a FORBIDDEN error.",
    )


def full_access_of(group_key: int, person: int | str, row: MemberRow | None, *, position_shown: bool) -> Access:
    """Build the answer about a person, who is named by account, or by address where there is no member with it."""
    named = person if isinstance(person, int) else sha256(person.encode(errors="surrogatepass")).hexdigest()
    reason = access_reason(row)
    position = row.position if row is not None and position_shown else None
    return Access(
        id=ids.opaque("Access", group_key, named),
        group_key=group_key,
        row=row,
        has_full_access=has_full_access(reason),
        reason=reason,
        seat_wait_position=position,
    )
