"""What the screens of R and O cost: one query each, five statements at most, sign-in and all, whatever the size."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from db.bulk import insert_rows
from db.tables import Caseload, Group, Invitation, InvitationBatch, Membership, Patient
from tests.conftest import Counted
from tests.support.people import Person
from tests.support.world import World, make_world

NOW = datetime.now(UTC)
MOST = 5

# O: the manager sees who accepted, declined or has yet to answer, and may cancel. One group, and all of the manager's.
_INVITATIONS = """invitations(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes {
    id email role status createdAt expiresAt respondedAt delivery deliveryError sentCount lastSentAt resendableAt url
    viewerActions invitee { name username email } invitedBy { name } } }"""
MANAGERS = f"""query($id: ID!) {{ group(id: $id) {{ name description viewerActions
    invitationCounts {{ pending accepted declined cancelled expired total }} {_INVITATIONS} }} }}"""
MANAGERS_ALL = """{ viewer { badge { total } memberships(first: 100) { nodes { role group { id name viewerActions memberCount
    invitationCounts { pending accepted declined cancelled expired total } } } } } }"""
# O: the invitee sees all that waits for an answer, across groups, behind an indicator.
INVITEES = """{ viewer { badge { unreadNotifications pendingInvitations total }
    invitations(first: 100) { totalCount nodes { id role status createdAt expiresAt viewerActions invitedBy { name username }
        group { groupId name description memberCount needsSeat facilitator { name } } } } } }"""
# R: the panel behind the button Invite: the code under Share, the places left, the text; and its drop-down, as one types.
PANEL = """query($id: ID!) { group(id: $id) { name viewerActions caseloadRemaining
    invitationCounts { pending total } inviteCode { code url printUrl status useCount qrCode { svg svgUrl } }
    invitationTemplate { subject body } } }"""
DROP_DOWN = """query($id: ID!) { group(id: $id) { inviteCandidates(search: "crowd", first: 10) {
    isMember account { id name username } pendingInvitation { id status } } } }"""
ADD_EXISTING = """{ viewer { caseload { limit count reserved remaining upgradeUrl
    patients(first: 100) { totalCount nodes { addedAt account { id name username } groups { name } } } } } }"""
# R: the tab Members with the button Add Member.
MEMBERS = """query($id: ID!) { group(id: $id) { name viewerActions memberCount members(first: 100) {
    totalCount pageInfo { hasNextPage endCursor } nodes {
        id role joinedAt joinedBy viewerActions account { id name username email } } } } }"""
SCREENS = {
    "O: one group's invitations": (MANAGERS, "facilitator"),
    "O: all groups' invitations": (MANAGERS_ALL, "facilitator"),
    "O: one's own invitations": (INVITEES, "invitee"),
    "R: the invite panel": (PANEL, "facilitator"),
    "R: its drop-down": (DROP_DOWN, "facilitator"),
    "R: add existing": (ADD_EXISTING, "facilitator"),
    "R: the members": (MEMBERS, "facilitator"),
}


async def crowded(counted: Counted, size: int) -> World:
    """A group with so many members, invitations and patients; its facilitator and its invitee are in, or asked into, many."""
    world = await make_world(counted.people, counted.engine, members=size)
    strangers = await counted.people.many([f"Crowd {number}" for number in range(size)])
    async with counted.engine.begin() as connection:
        batch = insert(InvitationBatch).values(
            group_id=world.key, account_id=world.facilitator.key, subject="", body=""
        )
        key = (await connection.execute(batch.returning(InvitationBatch.id))).scalar_one()
        asked = _invitations([world.key] * size, [one.email for one in strangers], world.administrator.key)
        await insert_rows(connection, Invitation, asked | {"batch_id": [key] * size})
        groups = await insert_rows(connection, Group, {
            "name": [f"Group {number}" for number in range(size)], "sort_name": ["group"] * size, "search": [" group"] * size,
            "description": [""] * size, "join_policy": ["INVITE_ONLY"] * size, "discreet": [False] * size,
            "creator_id": [world.administrator.key] * size,
        })  # fmt: skip
        for person, role in ((world.administrator, "ADMINISTRATOR"), (world.facilitator, "FACILITATOR")):
            await insert_rows(connection, Membership, {
                "group_id": groups, "account_id": [person.key] * size, "role": [role] * size, "joined_at": [NOW] * size,
                "joined_by": ["INVITATION"] * size,
            })  # fmt: skip
        await insert_rows(
            connection, Invitation, _invitations(groups, [world.invitee.email] * size, world.facilitator.key)
        )
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key, patient_limit=5000))
        listed = {"caseload_id": [world.facilitator.key] * size, "account_id": [one.key for one in strangers]}
        await insert_rows(connection, Patient, listed | {"added_at": [NOW] * size})
    return world


def _invitations(groups: list[int], emails: list[str], by: int) -> dict[str, list[Any]]:
    size = len(emails)
    every: dict[str, Any] = {
        "named_by": "EMAIL", "search": "", "role": "MEMBER", "invited_by": by, "created_at": NOW, "wants_mail": True,
        "expires_at": NOW + timedelta(days=9), "delivery": "SENT",
    }  # fmt: skip
    columns: dict[str, list[Any]] = {name: [value] * size for name, value in every.items()}
    return columns | {"group_id": groups, "email": emails}


@pytest.fixture(scope="module", params=[10, 1000])
async def world(request: pytest.FixtureRequest, counted: Counted) -> World:
    return await crowded(counted, request.param)


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_screen_takes_one_query_and_few_statements(screen: str, world: World, counted: Counted) -> None:
    document, role = SCREENS[screen]
    person: Person = getattr(world, role)
    if screen == "R: the invite panel":
        await person.mutate("generateInviteCode", {"groupId": world.group}, "")
    variables = {"id": world.group} if "$id" in document else {}
    counted.statements.clear()
    found = await person.ok(document, **variables)
    assert len(counted.statements) <= MOST, (len(counted.statements), counted.statements)
    lists = [
        value["nodes"]
        for one in found.values()
        for value in one.values()
        if isinstance(value, dict) and "nodes" in value
    ]
    assert all(len(nodes) >= 10 for nodes in lists)
