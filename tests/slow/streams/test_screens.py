"""Whatever a screen shows has an event: after each mutation, what was kept by events alone equals what is read anew."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from db.tables import Invitation
from tests.conftest import Counted
from tests.slow.streams.screens import OWN_SCREEN, Screen, following, group_screen
from tests.streams.changes import STEPS, Step, invitation, kept, member, of_group
from tests.streams.test_changes import GROUP_SUBSCRIBERS, OWN, newest_link, play, prepare
from tests.support.people import Person
from tests.support.waiting import until
from tests.support.world import World, make_world

EARLIER = [
    Step("inviteMembers", "facilitator", lambda w, _: {"groupId": w.group, "addresses": w.stranger.email, "sendMail": False},
         keep=("again", "results { invitation { id } }")),
    Step("cancelInvitation", "facilitator", kept(invitationId="again")),
    Step("updateInvitation", "other_administrator", invitation("ADMINISTRATOR")),
    Step("setMemberRole", "administrator", member("other_administrator", role="FACILITATOR")),
    Step("setMemberRole", "administrator", member("other_administrator", role="ADMINISTRATOR")),
    Step("updateInvitation", "other_administrator", invitation("MEMBER")),
    Step("updateGroup", "facilitator", of_group(joinPolicy="OPEN")),
    Step("joinGroup", "stranger", of_group()),
    Step("leaveGroup", "stranger", of_group()),
    Step("updateGroup", "facilitator", of_group(joinPolicy="INVITE_ONLY")),
]  # fmt: skip


async def test_every_screen_is_kept_by_events(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    patient, words = await prepare(counted, world)
    people: dict[str, Person] = {name: getattr(world, name) for name in OWN if name != "patient"} | {"patient": patient}
    await add_expired_invitation(world, world.stranger.email)
    screens = {}
    for name, person in people.items():
        group = [group_screen(name)] if name in GROUP_SUBSCRIBERS else []
        queries, events = zip(*group, OWN_SCREEN, strict=True)
        screens[name] = Screen(person, queries, events, {"g": world.group} if group else {})
    stale: list[Any] = []
    async with following(patient.url, screens):
        for screen in screens.values():
            await screen.read()
        for place, step in enumerate([*EARLIER, *STEPS]):
            if step.mutation == "logInWithOneTimeLink":
                words["link"] = await newest_link(counted, patient)
            await play(world, people, step, words)
            for name, screen in screens.items():
                stale += [(place, step.mutation, name, *one) for one in await unheard(screen)]
    assert stale == [], "\n".join(map(str, stale))


async def add_expired_invitation(world: World, address: str) -> None:
    """To somebody who joins, and leaves, in another way: a manager may resend it only meanwhile."""
    month, now = timedelta(days=30), datetime.now(UTC)
    columns: dict[str, Any] = {
        "group_id": world.key,
        "email": address,
        "invited_by": world.administrator.key,
        "created_at": now - 2 * month,
        "mailed_at": now - 2 * month,
        "expires_at": now - month,
        "named_by": "EMAIL",
        "role": "MEMBER",
        "status": "EXPIRED",
        "search": "",
        "wants_mail": True,
    }
    async with world.engine.begin() as connection:
        await connection.execute(insert(Invitation).values(**columns))


async def unheard(screen: Screen) -> list[Any]:
    """Return what no event has brought up to date; that events come at once, `test_changes` checks."""

    async def is_up_to_date() -> bool:
        return not await screen.differences()

    try:
        await until(is_up_to_date, seconds=10.0)
    except TimeoutError:
        found = await screen.differences()
        await screen.read()
        return found
    return []
