"""Streams: what they send, in which order, and how they are refused and end."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from websockets.exceptions import ConnectionClosed

from tests.support.client import codes
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import ROLES, make_world

INVITATIONS = "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { cursor kind invitation { email } } }"
MEMBERS = "subscription($g: ID!, $a: String) { memberChanges(groupId: $g, after: $a) { cursor kind memberId memberCount member { role } } }"
NOTIFICATIONS = (
    "subscription($a: String) { notifications(after: $a) { cursor kind notification { kind readAt } badge { total } } }"
)
OVERVIEW = (
    "subscription($a: String) { viewerInvitations(after: $a) { cursor kind invitation { status } badge { total } } }"
)
CHANGES = "subscription($g: ID!, $a: String) { groupChanges(groupId: $g, after: $a) { cursor kind } }"
OWN_CHANGES = "subscription($a: String) { viewerChanges(after: $a) { cursor kind } }"
BADGE = "subscription { badge { total unreadNotifications pendingInvitations } }"

REFUSALS = {
    # anonymous, stranger, invitee, member, facilitator, administrator, staff
    INVITATIONS: "U N N F ok ok F",
    MEMBERS: "U N N ok ok ok F",
    CHANGES: "U N N ok ok ok ok",
}
SHORT = {"U": "UNAUTHENTICATED", "N": "NOT_FOUND", "F": "FORBIDDEN"}


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize("document", REFUSALS, ids=["invitationChanges", "memberChanges", "groupChanges"])
async def test_each_role_may_follow_the_streams_that_the_table_says(
    document: str, who: str, url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    expected = REFUSALS[document].split()[ROLES.index(who)]
    async with stream(url, world.caller(who).token, document, g=world.group) as heard:
        if expected == "ok":
            await heard.quiet(0.2)
        else:
            assert await heard.error() == SHORT[expected]
            await heard.quiet(0.2)


async def test_nobody_hears_nothing(url: str) -> None:
    for document in (NOTIFICATIONS, OVERVIEW, BADGE, OWN_CHANGES):
        async with stream(url, None, document) as heard:
            assert await heard.error() == "UNAUTHENTICATED"


@pytest.mark.parametrize("after", ["nonsense", "", "MS5nOjEuMA", "x" * 3000])
async def test_cursors_of_other_streams(after: str, url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with stream(url, world.administrator.token, INVITATIONS, g=world.group, a=after) as heard:
        assert await heard.error() == "BAD_REQUEST"
    own = (await world.administrator.ok("{ viewer { liveCursor } }"))["viewer"]["liveCursor"]
    async with stream(url, world.administrator.token, INVITATIONS, g=world.group, a=own) as heard:
        assert await heard.error() == "BAD_REQUEST"
    async with stream(url, world.stranger.token, NOTIFICATIONS, a=own) as heard:
        assert await heard.error() == "BAD_REQUEST"


async def test_from_a_cursor_on_each_once(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    cursor = (await world.administrator.ok("query($g: ID!) { group(id: $g) { liveCursor } }", g=world.group))["group"][
        "liveCursor"
    ]
    addresses = [f"n{number}.{world.key}@example.org" for number in range(20)]
    given = {"groupId": world.group, "addresses": " ".join(addresses), "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")
    heard: list[str] = []
    while len(heard) < 20:
        async with stream(url, world.administrator.token, INVITATIONS, g=world.group, a=cursor) as screen:
            for _ in range(3):
                if len(heard) < 20:
                    event = (await screen.next())["invitationChanges"]
                    heard.append(event["invitation"]["email"])
                    cursor = event["cursor"]
    assert heard == addresses


async def test_a_members_own_removal_ends_the_stream(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with (
        stream(url, world.member.token, MEMBERS, g=world.group) as own,
        stream(url, world.other_member.token, MEMBERS, g=world.group) as others,
    ):
        await own.begun()
        await others.begun()
        gone = world.membership("member")
        assert codes(await world.administrator.mutate("removeMember", {"memberId": gone}, "")) == []
        assert await own.error() == "NOT_FOUND"
        event = (await others.next())["memberChanges"]
        assert (event["kind"], event["memberId"], event["member"], event["memberCount"]) == ("REMOVED", gone, None, 5)


async def test_a_role_changes_what_is_heard_and_removal_ends_it(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    admin, given = world.administrator, {"groupId": world.group, "sendMail": False}
    made = await admin.ok("query($g: ID!) { group(id: $g) { liveCursor } }", g=world.group)
    async with stream(url, world.facilitator.token, CHANGES, g=world.group, a=made["group"]["liveCursor"]) as heard:
        await admin.mutate("inviteMembers", {**given, "addresses": "before@example.org"}, "")
        assert (await heard.next())["groupChanges"]["kind"] == "INVITATION_CREATED"
        lowered = {"memberId": world.membership("facilitator"), "role": "MEMBER"}
        await admin.mutate("setMemberRole", lowered, "")
        await admin.mutate("inviteMembers", {**given, "addresses": "after@example.org"}, "")
        await admin.mutate("updateGroup", {"groupId": world.group, "name": "Friday"}, "")
        kinds = [(await heard.next())["groupChanges"]["kind"] for _ in range(2)]
        assert kinds == ["ROLE_CHANGED", "GROUP_UPDATED"]
        await admin.mutate("setMemberRole", {**lowered, "role": "FACILITATOR"}, "")
        await admin.mutate("inviteMembers", {**given, "addresses": "again@example.org"}, "")
        kinds = [(await heard.next())["groupChanges"]["kind"] for _ in range(2)]
        assert kinds == ["ROLE_CHANGED", "INVITATION_CREATED"]
        await admin.mutate("removeMember", {"memberId": lowered["memberId"]}, "")
        assert await heard.error() == "NOT_FOUND"


async def test_all_read_at_once_is_told_as_one(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    shared = {"groupId": world.group, "kind": "WORKBOOK"}
    for title in ("A", "B", "C"):
        await world.administrator.mutate("shareResource", {**shared, "title": title}, "")
    asked = "{ viewer { liveCursor notifications { nodes { id } } } }"
    viewer = (await world.member.ok(asked))["viewer"]
    named = [node["id"] for node in viewer["notifications"]["nodes"]]
    await world.member.mutate("markNotificationsRead", {"ids": named[:2]}, "")
    await world.member.mutate("markNotificationsRead", {"all": True}, "")
    async with (
        stream(url, world.member.token, NOTIFICATIONS, a=viewer["liveCursor"]) as centre,
        stream(url, world.member.token, OWN_CHANGES, a=viewer["liveCursor"]) as own,
    ):
        events = [(await centre.next())["notifications"] for _ in range(3)]
        assert [event["kind"] for event in events] == ["READ", "READ", "ALL_READ"]
        assert [event["notification"] is None for event in events] == [False, False, True]
        told = [(await own.next())["viewerChanges"]["kind"] for _ in range(2)]
        assert told == ["NOTIFICATIONS_READ"] * 2
        await world.member.mutate("updateProfile", {"name": "At The End"}, "")
        assert (await own.next())["viewerChanges"]["kind"] == "PROFILE_CHANGED"


async def test_a_role_lowered_ends_what_it_allowed(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    async with (
        stream(url, world.facilitator.token, INVITATIONS, g=world.group) as managed,
        stream(url, world.facilitator.token, MEMBERS, g=world.group) as seen,
    ):
        await managed.begun()
        await seen.begun()
        lowered = {"memberId": world.membership("facilitator"), "role": "MEMBER"}
        await world.administrator.mutate("setMemberRole", lowered, "")
        await world.administrator.mutate(
            "inviteMembers", {"groupId": world.group, "addresses": "after@example.org", "sendMail": False}, ""
        )
        assert await managed.error() == "FORBIDDEN"
        event = (await seen.next())["memberChanges"]
        assert (event["kind"], event["member"]) == ("ROLE_CHANGED", {"role": "MEMBER"})


async def test_an_open_groups_former_member_is_forbidden(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine, join_policy="OPEN")
    async with stream(url, world.member.token, MEMBERS, g=world.group) as own:
        await own.begun()
        await world.administrator.mutate("removeMember", {"memberId": world.membership("member")}, "")
        assert await own.error() == "FORBIDDEN"


async def test_logging_out_ends_streams(url: str, people: People) -> None:
    person = await people()
    async with stream(url, person.token, BADGE) as heard:
        await heard.next()
        await person.ok("mutation { logOut { userErrors { code } } }")
        with pytest.raises(ConnectionClosed):
            async with asyncio.timeout(30):
                while True:
                    assert '"next"' not in str(await heard.socket.recv())
        assert heard.socket.close_code == 4403


async def test_the_centre_and_the_overview(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    async with (
        stream(url, guest.token, NOTIFICATIONS) as centre,
        stream(url, guest.token, OVERVIEW) as overview,
        stream(url, guest.token, BADGE) as badge,
    ):
        assert (await badge.next())["badge"]["total"] == 0
        await centre.begun()
        await overview.begun()
        given = {"groupId": world.group, "addresses": guest.email, "sendMail": False}
        made = await world.administrator.mutate("inviteMembers", given, "results { invitation { id } }")
        created = (await centre.next())["notifications"]
        assert (created["kind"], created["notification"]) == (
            "CREATED",
            {"kind": "INVITATION_RECEIVED", "readAt": None},
        )
        asked = (await overview.next())["viewerInvitations"]
        assert (asked["kind"], asked["invitation"], asked["badge"]) == ("CREATED", {"status": "PENDING"}, {"total": 1})
        assert (await badge.next())["badge"] == {"total": 1, "unreadNotifications": 1, "pendingInvitations": 1}
        answer = {"invitationId": made["results"][0]["invitation"]["id"]}
        await guest.mutate("declineInvitation", answer, "")
        assert (await overview.next())["viewerInvitations"]["kind"] == "DECLINED"
        read = (await centre.next())["notifications"]
        assert read["kind"] == "READ"
        assert read["notification"]["readAt"] is not None
        assert (await badge.next())["badge"] == {"total": 0, "unreadNotifications": 0, "pendingInvitations": 0}
    told = "{ viewer { notifications { nodes { kind actor { name } message } } } }"
    entry = (await world.administrator.ok(told))["viewer"]["notifications"]["nodes"][0]
    assert entry["kind"] == "INVITATION_DECLINED"
    assert guest.email in entry["message"]


async def test_a_batch_until_it_is_finished(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    addresses = " ".join(f"b{number}.{world.key}@example.org" for number in range(40))
    made = await world.administrator.mutate(
        "inviteMembers", {"groupId": world.group, "addresses": addresses}, "batch { id total }"
    )
    assert made["batch"]["total"] == 40
    document = "subscription($id: ID!) { invitationBatch(id: $id) { total sent failed remaining finishedAt } }"
    async with stream(url, world.member.token, document, id=made["batch"]["id"]) as refused:
        assert await refused.error() == "NOT_FOUND"
    async with stream(url, world.stranger.token, document, id=made["batch"]["id"]) as refused:
        assert await refused.error() == "NOT_FOUND"
    async with stream(url, world.administrator.token, document, id=made["batch"]["id"]) as bar:
        shown = (await bar.next())["invitationBatch"]
        while shown["finishedAt"] is None:
            before = shown["remaining"]
            shown = (await bar.next())["invitationBatch"]
            assert shown["remaining"] < before
        assert (shown["sent"], shown["failed"], shown["remaining"]) == (40, 0, 0)
        assert (await bar.message())["type"] == "complete"


async def test_marking_read(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    for role in ("FACILITATOR", "MEMBER", "FACILITATOR"):
        given = {"memberId": world.membership("other_member"), "role": role}
        await world.administrator.mutate("setMemberRole", given, "")
    mine = world.other_member
    asked = "{ viewer { notifications(unreadOnly: true) { totalCount nodes { id } } badge { unreadNotifications } } }"
    unread = (await mine.ok(asked))["viewer"]
    assert unread["notifications"]["totalCount"] == 3
    ids = [node["id"] for node in unread["notifications"]["nodes"]]
    selection = "badge { unreadNotifications }"
    assert (await world.stranger.mutate("markNotificationsRead", {"ids": ids}, selection))["badge"][
        "unreadNotifications"
    ] == 0
    assert (await mine.ok(asked))["viewer"]["badge"]["unreadNotifications"] == 3
    one = await mine.mutate("markNotificationsRead", {"ids": [ids[0], "nonsense", world.group]}, selection)
    assert one["badge"]["unreadNotifications"] == 2
    assert (await mine.mutate("markNotificationsRead", {"all": True}, selection))["badge"]["unreadNotifications"] == 0
    assert await mine.refused("markNotificationsRead", {"all": False}) == "BAD_REQUEST"
    assert await mine.refused("markNotificationsRead", {}) == "BAD_REQUEST"
