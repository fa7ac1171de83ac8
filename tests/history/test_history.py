"""What entries of the history say, in whose name, and how they are read."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Caseload, Group, History, Membership, Patient
from graph import ids
from rules.addresses import mask
from tests.conftest import Counted
from tests.history.steps import HISTORY, entries, invitation, member, of_group, played
from tests.support.client import codes
from tests.support.databases import blocked
from tests.support.people import People, Person
from tests.support.world import make_world, set_invitation


async def test_a_group_begins_with_its_creation(counted: Counted) -> None:
    person = await counted.people("Ada")
    made = await person.mutate(
        "createGroup", {"name": "Chess"}, "group { history { nodes { action subject actor { name } } } }"
    )
    assert [tuple(one.values()) for one in made["group"]["history"]["nodes"]] == [
        ("MEMBER_JOINED", "Ada", {"name": "Ada"}),
        ("GROUP_CREATED", "Chess", {"name": "Ada"}),
    ]


async def test_declined_and_cancelled(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await played(world, "declineInvitation", "invitee", invitation(world))
    await played(world, "declineInvitation", "invitee", invitation(world))
    assert await entries(world) == [("INVITATION_DECLINED", world.invitee.email, None)]
    await set_invitation(world, status="PENDING", responded_at=None)
    await played(world, "cancelInvitation", "facilitator", invitation(world))
    assert (await entries(world))[1:] == [("INVITATION_CANCELLED", world.invitee.email, "Facilitator")]


async def test_an_address_that_the_inviter_did_not_give_is_not_written_down(counted: Counted) -> None:
    world, named = await make_world(counted.people, counted.engine), await counted.people("Named")
    async with counted.engine.begin() as connection:  # somebody whom the administrator may find
        other = insert(Group).values(
            name="Other", sort_name="other", search=" other", description="", join_policy="INVITE_ONLY", discreet=False,
            creator_id=named.key,
        )  # fmt: skip
        key = (await connection.execute(other.returning(Group.id))).scalar_one()
        for person in (named, world.administrator):
            both = {"group_id": key, "account_id": person.key, "role": "MEMBER", "joined_by": "INVITATION"}
            await connection.execute(insert(Membership).values(joined_at=datetime.now(UTC), **both))
    one = {"account": {"accountId": named.id}}
    done = await played(
        world,
        "inviteMembers",
        "administrator",
        {"groupId": world.group, "recipients": [one]},
        "results { invitation { id } }",
    )
    key_of_it = done["results"][0]["invitation"]["id"]
    await named.mutate("acceptInvitation", {"invitationId": key_of_it}, "")
    shown = mask(named.email)
    assert [(action, subject) for action, subject, _ in await entries(world)] == [
        ("INVITATION_SENT", shown),
        ("MEMBER_JOINED", "Named"),
        ("INVITATION_ACCEPTED", shown),
    ]


async def test_changes_by_the_clock_have_no_actor(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await set_invitation(world, expires_at=datetime.now(UTC) - timedelta(minutes=1), mailed_at=None)
    await played(world, "inviteMembers", "facilitator", {"groupId": world.group, "addresses": world.invitee.email})
    assert sorted(await entries(world)) == [
        ("INVITATION_EXPIRED", world.invitee.email, None),
        ("INVITATION_SENT", world.invitee.email, "Facilitator"),
    ]


async def test_an_invitation_that_nobody_may_give_any_more_is_cancelled_by_nobody(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await set_invitation(world, role="FACILITATOR", invited_by=world.member.key)
    payload = await world.invitee.mutate("acceptInvitation", invitation(world), "")
    assert codes(payload) == ["INVITATION_NOT_PENDING"]
    assert await entries(world) == [("INVITATION_CANCELLED", world.invitee.email, None)]


async def test_added_by_hand_accepts_in_the_name_of_who_added(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    async with counted.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        listed = {"caseload_id": world.facilitator.key, "account_id": world.invitee.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    await played(world, "addExistingMembers", "facilitator", {"groupId": world.group, "accountIds": [world.invitee.id]})
    assert await entries(world) == [
        ("MEMBER_ADDED", "Invitee", "Facilitator"),
        ("INVITATION_ACCEPTED", world.invitee.email, "Facilitator"),
    ]


async def test_failed_changes_leave_no_history(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    for field, given in (
        ("shareResource", of_group(kind="LINK", title="x")),
        ("generateInviteCode", of_group(maxUses=0)),
        ("inviteMembers", of_group(addresses="x@example.org", body="no link")),
        ("allocateSeat", member("member")),
        ("setMemberRole", member("other_administrator", role="MEMBER")),
    ):
        role = "administrator" if field == "allocateSeat" else "facilitator"
        person: Person = getattr(world, role)
        assert codes(await person.mutate(field, given(world), "")) != []
    assert await entries(world) == []


async def test_it_is_read_page_by_page_newest_first(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    same = datetime.now(UTC)
    async with counted.engine.begin() as connection:
        for number in range(7):
            row = {
                "group_id": world.key,
                "action": "GROUP_EDITED",
                "subject": str(number),
                "actor_id": world.member.key,
            }
            await connection.execute(insert(History).values(at=same, **row))
    read, after = [], None
    while True:
        page = (await world.facilitator.ok(HISTORY, id=world.group, first=3, after=after))["group"]["history"]
        read += [one["subject"] for one in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        await played(
            world, "updateGroup", "facilitator", of_group(description=f"{len(read)}")(world)
        )  # does not shift the pages
    assert read == ["6", "5", "4", "3", "2", "1", "0"]


async def test_an_entry_is_a_node_to_those_who_may_read_it(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    await played(world, "updateGroup", "facilitator", of_group(name="Thursday")(world))
    async with counted.engine.connect() as connection:
        key = await connection.scalar(select(func.max(History.id)).where(History.group_id == world.key))
    document = "query($id: ID!) { node(id: $id) { ... on HistoryEntry { action subject } } }"
    for role in ("facilitator", "administrator", "staff"):
        found = await getattr(world, role).ok(document, id=ids.encode("HistoryEntry", key or 0))
        assert found["node"] == {"action": "GROUP_EDITED", "subject": "Thursday"}
    for role in ("member", "stranger", "invitee"):
        assert (await getattr(world, role).ok(document, id=ids.encode("HistoryEntry", key or 0)))["node"] is None


async def test_a_change_that_waited_has_the_time_of_its_lock(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with engine.connect() as connection, connection.begin() as held:
        await connection.execute(text("SELECT 1 FROM groups WHERE id = :key FOR UPDATE"), {"key": world.key})
        leaving = asyncio.create_task(world.member.mutate("leaveGroup", {"groupId": world.group}, ""))
        await blocked(engine, 1)
        let_go: datetime = (await connection.execute(text("SELECT clock_timestamp()"))).scalar_one()
        await held.commit()
    assert codes(await leaving) == []
    asked = "query($g: ID!) { group(id: $g) { history(first: 1) { nodes { action at } } } }"
    (last,) = (await world.administrator.ok(asked, g=world.group))["group"]["history"]["nodes"]
    assert last["action"] == "MEMBER_LEFT"
    assert datetime.fromisoformat(last["at"]) >= let_go
