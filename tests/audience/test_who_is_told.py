"""Who is told what of a group: whoever may know it when it happens, when it is sent and when it is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.mail.mail_results import MailResult, record_results
from actions.perform import perform
from actions.work import Services
from db.tables import Group, Membership
from live.hub import Hub
from rules.caller import Caller
from rules.config import Config
from rules.notification_recipients import choose_recipients, may_know
from rules.notifications import NotificationKind
from rules.roles import Role
from rules.transitions import MailState
from tests.audience.audience import NO_LONGER, Audience, make_audience
from tests.support.client import codes
from tests.support.notifications import said_kinds
from tests.support.people import People
from tests.support.socket import stream

A, F, M = Role.ADMINISTRATOR, Role.FACILITATOR, Role.MEMBER
KNOWN_BY = {
    "INVITATION_RECEIVED": {A, F, M, None},
    "INVITATION_ACCEPTED": {A, F},
    "INVITATION_DECLINED": {A, F},
    "INVITATION_EMAIL_FAILED": {A, F},
    "MEMBER_JOINED": {A, F},
    "ADDED_TO_GROUP": {A, F, M},
    "REMOVED_FROM_GROUP": {A, F, M, None},
    "ROLE_CHANGED": {A, F, M},
    "SEAT_ALLOCATED": {A, F, M},
    "SEAT_RELEASED": {A, F, M},
    "SEAT_PLAN_EXPIRING": {A},
    "RESOURCE_SHARED": {A, F, M},
    "RESOURCE_ASSIGNED": {A, F, M},
    "ASSIGNMENT_COMPLETED": {A, F},
    "CASELOAD_FULL": {A, F, M},
}


@pytest.mark.parametrize("kind", NotificationKind)
def test_each_role_may_know_what_the_table_says(kind: NotificationKind) -> None:
    assert {role for role in (A, F, M, None) if may_know(kind, role)} == KNOWN_BY[kind]


def test_where_nobody_concerned_may_know_the_administrators_hear() -> None:
    kind = NotificationKind.INVITATION_ACCEPTED
    assert choose_recipients(kind, [7], {7: F, 1: A, 2: A}) == [7]
    assert choose_recipients(kind, [7], {7: M, 1: A, 2: A}) == [1, 2]
    assert choose_recipients(kind, [7], {1: A}) == [1]
    assert choose_recipients(kind, [1], {1: A, 2: A}) == [1]


async def stays(_: Audience) -> None:
    """Still a facilitator."""


async def leaves(audience: Audience) -> None:
    assert codes(await audience.world.facilitator.mutate("leaveGroup", {"groupId": audience.world.group}, "")) == []


async def is_removed(audience: Audience) -> None:
    given = {"memberId": audience.world.membership("facilitator")}
    assert codes(await audience.world.administrator.mutate("removeMember", given, "")) == []


async def is_demoted(audience: Audience) -> None:
    given = {"memberId": audience.world.membership("facilitator"), "role": "MEMBER"}
    assert codes(await audience.world.administrator.mutate("setMemberRole", given, "")) == []


async def accept(audience: Audience) -> None:
    assert codes(await audience.guest.mutate("acceptInvitation", {"invitationId": audience.invitation}, "")) == []


async def decline(audience: Audience) -> None:
    assert codes(await audience.guest.mutate("declineInvitation", {"invitationId": audience.invitation}, "")) == []


async def fail(audience: Audience) -> None:
    services = Services(
        audience.engine, Hub("memory://", ""), Config(secret_keys=(b"k" * 32,), public_url="http://localhost")
    )
    result = MailResult(await audience.mail_id(), MailState.FAILED, "550 nobody here")
    await perform(services, Caller(), lambda work: record_results(work, [result]))


INSIDE = ["facilitator", "administrator", "other_administrator", "other_facilitator", "member"]
HAPPENINGS = [(accept, "INVITATION_ACCEPTED"), (decline, "INVITATION_DECLINED"), (fail, "INVITATION_EMAIL_FAILED")]


@pytest.mark.parametrize(("happens", "kind"), HAPPENINGS)
@pytest.mark.parametrize("change", [stays, leaves, is_removed, is_demoted])
async def test_an_answer_is_told_to_the_inviter_or_else_to_administrators(
    change: Callable[[Audience], Any],
    happens: Callable[[Audience], Any],
    kind: str,
    people: People,
    engine: AsyncEngine,
) -> None:
    audience = await make_audience(people, engine)
    await change(audience)
    await happens(audience)
    hearing = ["facilitator"] if change is stays else ["administrator", "other_administrator"]
    assert await audience.notified(kind, INSIDE) == hearing
    assert kind in await said_kinds(engine, audience.world.key)
    assert await audience.mailed(kind, INSIDE) == (hearing if kind == "INVITATION_ACCEPTED" else [])


@pytest.mark.parametrize("change", [leaves, is_removed, is_demoted])
async def test_a_queued_mail_is_dropped_once_its_recipient_may_not_know(
    change: Callable[[Audience], Any], people: People, engine: AsyncEngine
) -> None:
    audience = await make_audience(people, engine)
    await accept(audience)
    assert await audience.written("INVITATION_ACCEPTED") is not None
    await change(audience)
    assert await audience.written("INVITATION_ACCEPTED") is None


NOTIFICATIONS = """{ viewer { badge { total unreadNotifications } notifications(first: 50) {
    nodes { kind message details { group person } url readAt group { id } actor { name } member { id } } } } }"""


@pytest.mark.parametrize("discreet", [False, True])
@pytest.mark.parametrize(
    ("change", "own"), [(leaves, []), (is_removed, ["REMOVED_FROM_GROUP"]), (is_demoted, ["ROLE_CHANGED"])]
)
async def test_earlier_notifications_are_read_and_say_no_more(
    change: Callable[[Audience], Any], own: list[str], discreet: bool, people: People, engine: AsyncEngine
) -> None:
    audience = await make_audience(people, engine, discreet=discreet)
    facilitator = audience.world.facilitator
    async with engine.begin() as connection:
        await connection.execute(update(Group).where(Group.id == audience.world.key).values(join_policy="OPEN"))
    await accept(audience)
    assert codes(await audience.world.stranger.mutate("joinGroup", {"groupId": audience.world.group}, "")) == []
    before = (await facilitator.ok(NOTIFICATIONS))["viewer"]
    assert before["badge"]["unreadNotifications"] == 2
    assert all("Wednesday" in node["message"] and node["readAt"] is None for node in before["notifications"]["nodes"])
    assert [node["details"] for node in before["notifications"]["nodes"]] == [
        {"group": "Wednesday", "person": name} for name in ("Stranger", "Gus Guest")
    ]
    async with stream(facilitator.url, facilitator.token, "subscription { badge { total } }") as badge:
        assert (await badge.next())["badge"]["total"] == 2
        await change(audience)
        total = 2
        while total != len(own):
            total = (await badge.next())["badge"]["total"]
    after = (await facilitator.ok(NOTIFICATIONS))["viewer"]["notifications"]["nodes"]
    assert [node["kind"] for node in after if node["readAt"] is None] == own
    old = [node for node in after if node["kind"] in ("MEMBER_JOINED", "INVITATION_ACCEPTED")]
    assert [(node["message"], node["details"], node["actor"]) for node in old] == [(NO_LONGER, None, None)] * 2
    assert all(node["readAt"] for node in old)
    if change is not is_demoted:
        assert {node["url"].rpartition("/")[2] for node in after} == {"invitations"}


async def test_a_removed_resources_notifications_are_read(people: People, engine: AsyncEngine) -> None:
    audience = await make_audience(people, engine)
    world = audience.world
    given = {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep"}
    kept, gone = [
        (await world.administrator.mutate("shareResource", given, "resource { id }"))["resource"]["id"] for _ in "ab"
    ]
    for resource in (kept, gone):
        await world.administrator.mutate("assignResource", {"resourceId": resource}, "")
    unread = "{ viewer { badge { unreadNotifications } } }"
    assert (await world.member.ok(unread))["viewer"]["badge"]["unreadNotifications"] == 4
    assert codes(await world.facilitator.mutate("removeResource", {"resourceId": gone}, "")) == []
    assert (await world.member.ok(unread))["viewer"]["badge"]["unreadNotifications"] == 2


async def test_only_members_at_the_end_of_a_change_are_notified(people: People, engine: AsyncEngine) -> None:
    """Whatever an action asks for: the last word is with the one check before the commit."""
    audience = await make_audience(people, engine)
    async with engine.begin() as connection:
        gone = Membership.id == audience.world.members["other_facilitator"]
        await connection.execute(delete(Membership).where(gone))
    await audience.notice_all("MEMBER_JOINED", INSIDE)
    assert await audience.notified("MEMBER_JOINED", INSIDE) == ["facilitator", "administrator", "other_administrator"]


async def test_completing_tells_an_assigner_who_still_manages(people: People, engine: AsyncEngine) -> None:
    audience = await make_audience(people, engine)
    await audience.change_role("administrator", "MEMBER")
    done = await audience.world.member.mutate("completeAssignment", {"assignmentId": audience.world.assignment}, "")
    assert codes(done) == []
    assert await audience.notified("ASSIGNMENT_COMPLETED", INSIDE) == []
