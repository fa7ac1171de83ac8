"""What changes for the viewer names the viewer by an ID, so that a normalising cache keeps itself."""

from sqlalchemy.ext.asyncio import AsyncEngine

from graph import ids
from tests.support.client import codes
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.socket import stream
from tests.support.world import make_world

VIEWER = "query($id: ID!) { node(id: $id) { ... on Viewer { id account { id } isStaff } } }"


async def test_the_viewer_is_a_node_for_itself_alone(people: People) -> None:
    anna, max_ = await people.many(["Anna", "Max"])
    own = (await anna.ok("{ viewer { id __typename } }"))["viewer"]
    assert own == {"id": ids.encode("Viewer", anna.key), "__typename": "Viewer"}
    node = (await anna.ok(VIEWER, id=own["id"]))["node"]
    assert node == {"id": own["id"], "account": {"id": anna.id}, "isStaff": False}
    assert (await max_.ok(VIEWER, id=own["id"]))["node"] is None


async def test_the_id_is_there_before_a_password_is_set(people: People, mailbox: Mailbox) -> None:
    anna = await people("Anna")
    await anna.mutate("requestOneTimeLogin", {"email": anna.email}, "")
    token = token_in(await mailbox.wait(anna.email), "login")
    selection = "viewer { id mustSetPassword account { id } }"
    viewer = (await anna.mutate("logInWithOneTimeLink", {"token": token}, selection))["viewer"]
    assert viewer == {"id": ids.encode("Viewer", anna.key), "mustSetPassword": True, "account": {"id": anna.id}}


async def test_what_changes_the_viewers_own_lists_names_the_viewer(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    boss, member = world.administrator, world.member
    mine = "viewer { memberships { nodes { group { name } } } }"
    made = await boss.mutate("createGroup", {"name": "Another"}, mine)
    names = {node["group"]["name"] for node in made["viewer"]["memberships"]["nodes"]}
    assert names == {"Another", "Wednesday"}
    refused = await boss.mutate("createGroup", {"name": ""}, mine)
    assert (refused["viewer"], codes(refused)) == (None, ["BLANK"])

    tokens = "viewer { accessTokens { id } }"
    token = await member.mutate(
        "createAccessToken", {"name": "a", "scopes": ["READ"]}, f"accessToken {{ id }} {tokens}"
    )
    assert token["viewer"] == {"accessTokens": [token["accessToken"]]}
    gone = await member.mutate("revokeAccessToken", token["accessToken"], tokens)
    assert gone["viewer"] == {"accessTokens": []}

    own = "viewer { assignments { nodes { completedAt } } }"
    done = await member.mutate("completeAssignment", {"assignmentId": world.assignment}, own)
    assert done["viewer"]["assignments"]["nodes"][0]["completedAt"]
    given = {"resourceId": world.resource, "memberIds": [world.membership("administrator")]}
    assigned = await boss.mutate("assignResource", given, own)
    assert assigned["viewer"]["assignments"]["nodes"] == [{"completedAt": None}]
    for field in ("unassignResource", "removeResource"):
        assert (await boss.mutate(field, {"resourceId": world.resource}, own))["viewer"]["assignments"]["nodes"] == []


async def test_a_badge_has_one_id_for_each_account(people: People) -> None:
    anna, max_ = await people.many(["Anna", "Max"])
    first = (await anna.ok("{ viewer { badge { id } } }"))["viewer"]["badge"]["id"]
    payload = await anna.mutate("markNotificationsRead", {"all": True}, "badge { id } viewer { badge { id } }")
    assert payload == {"badge": {"id": first}, "viewer": {"badge": {"id": first}}, "userErrors": []}
    async with stream(anna.url, anna.token, "subscription { badge { id } }") as badge:
        assert await badge.next() == {"badge": {"id": first}}
    assert (await max_.ok("{ viewer { badge { id } } }"))["viewer"]["badge"]["id"] != first
    assert (await anna.ok("query($id: ID!) { node(id: $id) { id } }", id=first))["node"] is None


async def test_leaving_names_the_viewer_who_is_in_the_group_no_more(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    selection = "viewer { id memberships { nodes { id } } }"
    payload = await world.member.mutate("leaveGroup", {"groupId": world.group}, selection)
    assert payload["viewer"] == {"id": ids.encode("Viewer", world.member.key), "memberships": {"nodes": []}}
    await world.administrator.mutate("removeMember", {"memberId": world.membership("other_administrator")}, "")
    refused = await world.administrator.mutate("leaveGroup", {"groupId": world.group}, "viewer { id }")
    assert (refused["viewer"], codes(refused)) == (None, ["LAST_ADMINISTRATOR"])


async def test_events_of_an_account_name_its_viewer(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    newcomer = await people("Newcomer")
    invitations = "subscription { viewerInvitations { viewer { id invitations { totalCount } } badge { id } } }"
    notifications = "subscription { notifications { viewer { id badge { id } } badge { id } } }"
    async with (
        stream(newcomer.url, newcomer.token, invitations) as invited,
        stream(newcomer.url, newcomer.token, notifications) as notified,
    ):
        await invited.begun()
        await notified.begun()
        given = {"groupId": world.group, "addresses": newcomer.email}
        await world.administrator.mutate("inviteMembers", given, "invitedCount")
        event = (await invited.next())["viewerInvitations"]
        assert event["viewer"] == {"id": ids.encode("Viewer", newcomer.key), "invitations": {"totalCount": 1}}
        event = (await notified.next())["notifications"]
        assert event["viewer"] == {"id": ids.encode("Viewer", newcomer.key), "badge": event["badge"]}
