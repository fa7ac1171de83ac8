from sqlalchemy import insert, or_, update

from actions.groups.joining import join, load_new_member
from actions.work import ProblemsError, Work
from db.access import LockedGroup, lock_group, open_group
from db.tables import Group, Invitation, InviteCode
from live.event_kinds import EventKind
from rules.history import HistoryAction
from rules.names import search_text, sort_key
from rules.problems import Problem
from rules.refusals import forbidden
from rules.roles import JoinedBy, JoinPolicy, Permission, Role
from rules.text import check_line, check_text
from rules.transitions import InvitationStatus

NAME_LENGTH = 120
DESCRIPTION_LENGTH = 10_000


def _check_texts(name: str | None, description: str | None) -> dict[str, str]:
    checked: dict[str, str | Problem] = {}
    if name is not None:
        checked["name"] = check_line(name, NAME_LENGTH, "name")
    if description is not None:
        checked["description"] = check_text(description, DESCRIPTION_LENGTH, "description", required=False)
    problems = [value for value in checked.values() if isinstance(value, Problem)]
    if problems:
        raise ProblemsError(*problems)
    fields = {key: value for key, value in checked.items() if isinstance(value, str)}
    if "name" in fields:
        fields |= {"sort_name": sort_key(fields["name"]), "search": search_text(fields["name"])}
    return fields


async def create(work: Work, name: str, description: str, join_policy: JoinPolicy, *, discreet: bool) -> int:
    """Create a group with the caller as ADMINISTRATOR."""
    creator = work.caller.account
    if work.config.group_creation == "staff" and not work.caller.is_staff:
        raise forbidden("Only staff may make groups here.")
    fields = _check_texts(name, description)
    group_id: int = await work.value(
        insert(Group)
        .values(**fields, join_policy=join_policy, discreet=discreet, creator_id=creator, created_at=await work.clock())
        .returning(Group.id)
    )
    work.add_history(group_id, HistoryAction.GROUP_CREATED, fields["name"])
    locked = await lock_group(work, group_id)
    await join(work, locked, await load_new_member(work, creator), Role.ADMINISTRATOR, JoinedBy.CREATION)
    return group_id


async def edit(
    work: Work,
    group_id: int,
    name: str | None,
    description: str | None,
    join_policy: JoinPolicy | None,
    *,
    discreet: bool | None,
) -> int:
    """Change the given fields. If nothing differs, neither history nor events are written."""
    locked = await open_group(work, group_id, Permission.EDIT)
    fields: dict[str, object] = dict(_check_texts(name, description))
    if join_policy is not None:
        fields["join_policy"] = join_policy
    if discreet is not None:
        fields["discreet"] = discreet
    differs = [getattr(Group, key).is_distinct_from(value) for key, value in fields.items()]
    if differs:
        condition = differs[0]
        for more in differs[1:]:
            condition = condition | more
        changed = await work.value(
            update(Group).where(Group.id == group_id, condition).values(**fields).returning(Group.name)
        )
        if changed is not None:
            if (fields.get("name", locked.name), fields.get("discreet", locked.discreet)) != (
                locked.name,
                locked.discreet,
            ):
                await _store_old_name(work, locked)
            work.add_history(group_id, HistoryAction.GROUP_EDITED, changed)
            work.emit_group_event(group_id, EventKind.GROUP_EDITED, locked.id)
    return group_id


async def _store_old_name(work: Work, locked: LockedGroup) -> None:
    """Store the group's old name, and whether it was discreet, with its closed or expired invitations and codes."""
    values = {"closed_name": locked.name, "closed_discreet": locked.discreet}
    is_closed = or_(Invitation.status != InvitationStatus.PENDING, Invitation.expires_at <= locked.now)
    of_group = [Invitation.group_id == locked.id, Invitation.closed_name.is_(None)]
    await work.run(update(Invitation).where(*of_group, is_closed).values(values))
    is_spent = or_(InviteCode.expires_at <= locked.now, InviteCode.use_count >= InviteCode.max_uses)
    of_group = [InviteCode.group_id == locked.id, InviteCode.closed_name.is_(None)]
    await work.run(update(InviteCode).where(*of_group, is_spent).values(values))
