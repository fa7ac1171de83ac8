"""Test data with objects of every type, and what each caller may see of them, computed from the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import (
    AccessToken,
    Account,
    Assignment,
    Base,
    Caseload,
    Group,
    History,
    Invitation,
    InvitationBatch,
    InviteCode,
    Membership,
    Notification,
    Patient,
    Resource,
    Seat,
    SeatPlan,
    Staff,
)
from graph import ids
from rules.roles import MANAGERS, Role
from rules.tokens import invitation_token
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.servers import SECRET_KEY
from tests.support.world import World, make_world

KEYS = (SECRET_KEY.encode(),)
NEXT_YEAR = (datetime.now(UTC) + timedelta(days=365)).isoformat()
SEEN_ROLES = ("stranger", "invitee", "member", "facilitator", "administrator", "staff")


@dataclass
class Universe:
    """A `World` with more objects, and other groups that its people do not belong to.

    Args:
        named: Invited by account; the managers do not know the address.
        elsewhere: The administrator of a group that the others do not know of.
        patient: On the facilitator's caseload, and in no group.
        code: The group's invite code.
        secrets: The secrets of the access tokens.
    """

    world: World
    named: Person
    elsewhere: Person
    patient: Person
    code: str
    engine: AsyncEngine
    secrets: list[str] = field(default_factory=list)

    def caller(self, role: str) -> Person:
        found: Person = getattr(self.world, role)
        return found

    def key_of(self, kind: str, visibility: "Visibility", **wanted: Any) -> str:
        """Return the global ID of the first row of a type with these values."""
        rows = visibility.rows[next(table for table, name in _GUARDED.items() if name == kind)]
        found = next(row for row in rows if all(getattr(row, name) == value for name, value in wanted.items()))
        return str(ids.encode(kind, found.id))


async def succeed(person: Person, mutation: str, selection: str, **given: Any) -> Any:
    """Run a mutation that must succeed; return its payload."""
    payload = await person.mutate(mutation, given, selection)
    assert codes(payload) == [], (mutation, payload)
    return payload


async def make_universe(people: People, engine: AsyncEngine) -> Universe:
    """Make an object of each type, most of them through the API."""
    world = await make_world(people, engine)
    named, elsewhere, patient = await people.many(["Named Only", "Elsewhere", "Patient Zero"])
    admin, facilitator = world.administrator, world.facilitator
    await _make_other_groups(elsewhere, named, world)
    await succeed(
        world.staff, "setSeatPlan", "seatPlan { seatCount }", groupId=world.group, seatCount=3, expiresAt=NEXT_YEAR
    )
    for role in ("other_member", "facilitator"):
        await succeed(admin, "allocateSeat", "seat { id }", memberId=world.membership(role))
    for role in ("member", "other_facilitator"):
        await succeed(world.caller(role), "requestSeat", "member { id }", groupId=world.group)  # type: ignore[arg-type]
    await succeed(admin, "inviteMembers", "batch { id }", groupId=world.group, recipients=[
        {"account": {"accountId": named.id}}, {"email": {"email": f"ghost.{world.key}@example.org"}},
    ])  # fmt: skip
    code = (await succeed(facilitator, "generateInviteCode", "inviteCode { code }", groupId=world.group))["inviteCode"][
        "code"
    ]
    shared = await succeed(
        facilitator, "shareResource", "resource { id }", groupId=world.group, kind="WORKBOOK", title="A"
    )
    await succeed(admin, "assignResource", "assignments { id }", resourceId=shared["resource"]["id"])
    await succeed(world.other_member, "completeAssignment", "assignment { id }",
               assignmentId=await _assignment_of(engine, world.members["other_member"]))  # fmt: skip
    universe = Universe(world, named, elsewhere, patient, code, engine)
    for person in (world.member, world.facilitator, world.administrator, world.staff, elsewhere):
        made = await succeed(person, "createAccessToken", "secret", name="Partner", scopes=["READ"])
        universe.secrets.append(made["secret"])
    await _insert_what_the_api_cannot_make(world, patient, engine)
    return universe


async def _make_other_groups(elsewhere: Person, named: Person, world: World) -> None:
    """Make a group that `named` and the administrator share, so that they find each other, and two other groups."""
    common = await succeed(world.administrator, "createGroup", "group { id }", name="Shared", joinPolicy="OPEN")
    await succeed(named, "joinGroup", "member { id }", groupId=common["group"]["id"])
    for name, policy, address in (
        ("Hidden", "INVITE_ONLY", f"{world.invitee.email} {world.stranger.email} nobody.{world.key}@example.org"),
        ("Open", "OPEN", f"nobody.else.{world.key}@example.org"),
    ):
        made = await succeed(elsewhere, "createGroup", "group { id }", name=name, joinPolicy=policy)
        key = made["group"]["id"]
        await succeed(elsewhere, "inviteMembers", "invitedCount", groupId=key, addresses=address)
        await succeed(elsewhere, "generateInviteCode", "inviteCode { code }", groupId=key)
        shared = await succeed(
            elsewhere, "shareResource", "resource { id }", groupId=key, kind="WORKBOOK", title="Theirs"
        )
        await succeed(elsewhere, "assignResource", "assignments { id }", resourceId=shared["resource"]["id"])


async def _assignment_of(engine: AsyncEngine, membership: int) -> str:
    async with engine.connect() as connection:
        found = await connection.scalar(select(Assignment.id).where(Assignment.membership_id == membership))
    return str(ids.encode("Assignment", found or 0))


async def _insert_what_the_api_cannot_make(world: World, patient: Person, engine: AsyncEngine) -> None:
    """Write to the tables what the API cannot make: failed mails, past invitations, other people's caseloads."""
    failed = {"delivery": "FAILED", "delivery_error": f"550 nobody called {world.key} here"}
    now = datetime.now(UTC)
    async with engine.begin() as connection:
        await connection.execute(update(Invitation).where(Invitation.id == world.invitation_key).values(**failed))
        accepted = insert(Invitation).values(
            group_id=world.key, email=world.member.email, named_by="EMAIL", search="", role="MEMBER", status="ACCEPTED",
            invited_by=world.administrator.key, created_at=now - timedelta(days=3), expires_at=now + timedelta(days=3),
            responded_at=now - timedelta(days=2), wants_mail=False,
        )  # fmt: skip
        key = (await connection.execute(accepted.returning(Invitation.id))).scalar_one()
        mine = update(Membership).where(Membership.id == world.members["member"])
        await connection.execute(mine.values(invitation_id=key))
        await connection.execute(update(Membership).where(Membership.id == world.members["other_member"]).values(
            invite_code_id=select(InviteCode.id).where(InviteCode.group_id == world.key).scalar_subquery()
        ))  # fmt: skip
        for therapist in (world.facilitator, world.stranger):
            await connection.execute(insert(Caseload).values(account_id=therapist.key, patient_limit=20))
            for listed in (world.member, patient):
                one = insert(Patient).values(caseload_id=therapist.key, account_id=listed.key, added_at=now)
                await connection.execute(one)


class Visibility:
    """What each account may see, computed from the tables by the rules of the product.

    `all` maps each secret to its kind; `of` returns those that an account may see. Secrets are addresses, links, codes,
    mail servers' messages, and global IDs of objects that not everybody may know of.
    """

    def __init__(
        self, rows: dict[str, list[Any]], staff: Iterable[int], codes: dict[str, int], never: Iterable[str]
    ) -> None:
        self.rows = rows
        self.staff = set(staff)
        self.codes = codes
        self.roles = {(row.group_id, row.account_id): Role(row.role) for row in rows["memberships"]}
        self.address = {row.id: row.email for row in rows["accounts"]}
        self.open = {row.id for row in rows["groups"] if row.join_policy == "OPEN"}
        self.all: dict[str, str] = dict.fromkeys(codes, "code") | dict.fromkeys(never, "an access token's secret")
        for row in rows["accounts"]:
            self.all[row.email] = "address"
        for row in rows["invitations"]:
            self.all[row.email] = "address"
            if row.status == "PENDING":
                self.all[self.link(row)] = "link"
            if row.delivery_error:
                self.all[row.delivery_error] = "delivery error"
        for table, kind in _GUARDED.items():
            for row in rows[table]:
                self.all[str(ids.encode(kind, row.id))] = kind

    def link(self, invitation: Any) -> str:
        """Return the personal token in an invitation's link."""
        return invitation_token(KEYS, invitation.id, invitation.version)

    def of(self, account: int) -> set[str]:
        """Return all secrets that an account may see."""
        seen = {code for code, group in self.codes.items() if self.roles.get((group, account)) in MANAGERS}
        for row in self.rows["accounts"]:
            if row.id == account or account in self.staff or self._manages_group_of(account, row.id):
                seen.add(row.email)
        for row in self.rows["invitations"]:
            seen |= self._of_invitation(account, row)
        for table, kind in _GUARDED.items():
            seen |= {str(ids.encode(kind, row.id)) for row in self.rows[table] if self._sees(account, kind, row)}
        return seen

    def _of_invitation(self, account: int, row: Any) -> set[str]:
        seen: set[str] = set()
        role, is_invitee = self.roles.get((row.group_id, account)), self.address[account] == row.email
        manages = role in MANAGERS
        if is_invitee or account in self.staff:
            seen.add(row.email)
        if manages and (row.named_by == "EMAIL" or row.status == "ACCEPTED"):
            seen.add(row.email)
        if manages and row.status == "PENDING":
            seen.add(self.link(row))
        if manages and row.delivery_error and row.delivery == "FAILED":
            seen.add(row.delivery_error)
        return seen

    def _manages_group_of(self, account: int, other: int) -> bool:
        groups = {group for group, who in self.roles if who == other}
        return any(self.roles.get((group, account)) in MANAGERS for group in groups)

    def _sees(self, account: int, kind: str, row: Any) -> bool:
        """Whether an account may know of a row."""
        role, is_staff = self.roles.get((getattr(row, "group_id", 0), account)), account in self.staff
        members = {one.id: one for one in self.rows["memberships"]}
        match kind:
            case "Member" | "Resource" | "SeatPlan":
                return role is not None or is_staff
            case "Invitation":
                return role in MANAGERS or is_staff or self.address[account] == row.email
            case "InviteCode" | "InvitationBatch":
                return role in MANAGERS
            case "HistoryEntry":
                return role in MANAGERS or is_staff
            case "Assignment":
                return role in MANAGERS or is_staff or members[row.membership_id].account_id == account
            case "Seat":
                own = row.membership_id is not None and members[row.membership_id].account_id == account
                return role is Role.ADMINISTRATOR or is_staff or own
            case "Patient":
                return bool(row.caseload_id == account) or is_staff
            case "Caseload":
                return bool(row.account_id == account) or is_staff
            case "AccessToken" | "Notification":
                return bool(row.account_id == account)
            case "Viewer":
                return bool(row.id == account)
            case "Group":
                is_invited = any(
                    one.email == self.address[account] and one.group_id == row.id for one in self.rows["invitations"]
                )
                return (row.id, account) in self.roles or row.id in self.open or is_staff or is_invited
        raise AssertionError(kind)


_GUARDED = {
    "memberships": "Member",
    "resources": "Resource",
    "invitations": "Invitation",
    "invite_codes": "InviteCode",
    "invitation_batches": "InvitationBatch",
    "history": "HistoryEntry",
    "assignments": "Assignment",
    "seats": "Seat",
    "patients": "Patient",
    "access_tokens": "AccessToken",
    "notifications": "Notification",
    "groups": "Group",
    "accounts": "Viewer",
    "seat_plans": "SeatPlan",
    "caseloads": "Caseload",
}
_TABLES: tuple[type[Base], ...] = (
    Account, Group, Membership, Resource, Invitation, InviteCode, InvitationBatch, History, Assignment, Seat, Patient,
    AccessToken, Notification, SeatPlan, Caseload,
)  # fmt: skip


async def read_visibility(universe: Universe) -> Visibility:
    """Compute what each account may see now."""
    async with universe.engine.connect() as connection:
        rows = {}
        for table in _TABLES:
            columns = table.__table__.c
            key = [] if "id" in columns else [next(iter(table.__table__.primary_key)).label("id")]
            found = await connection.execute(select(*columns, *key))
            rows[table.__tablename__] = list(found.all())
        staff = (await connection.execute(select(Account.id).join(Staff, Staff.email == Account.email))).scalars().all()
    return Visibility(rows, staff, {universe.code: universe.world.key}, universe.secrets)
