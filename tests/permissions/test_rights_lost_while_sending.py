"""A value computed under a role that was lost before sending is computed again."""

from typing import Any

import orjson
import pytest
from sqlalchemy import update

from db.tables import Membership
from live.events import Event, append
from tests.permissions.conftest import Answers, SchemaWalk
from tests.support.world import World, make_world

DOCUMENT = "subscription($g: ID!) { memberChanges(groupId: $g) { kind } }"


@pytest.mark.parametrize("subscribers", [1, 2], ids=["own", "shared"])
async def test_no_event_is_sent_as_an_earlier_role_saw_it(subscribers: int, walk: SchemaWalk) -> None:
    people, engine, schema = walk
    world = await make_world(people, engine)
    executed: list[str] = []

    async def execute(event: Any, context: Any) -> bytes:
        """Show the subscriber's role, and change it while the second value is computed."""
        executed.append(context.standing.group_access.role)
        if len(executed) == 2:
            await demote_administrator(world)
        return orjson.dumps({"role": executed[-1]})

    sinks = []
    for person in (world.administrator, world.other_administrator)[:subscribers]:
        caller = await schema.caller(person, is_staff=False)
        source = await schema.bound(DOCUMENT, {"g": world.group}).subscribe(schema.context(caller, DOCUMENT))
        sinks.append(Answers())
        await source.follow(sinks[-1], execute, DOCUMENT)
    async with engine.begin() as connection:
        heads = await append(connection, [Event(f"g:{world.key}", "member.JOINED", number) for number in (1, 2, 3)])
    schema.services.hub.hint(heads)
    assert [await sinks[0].next(30) for _ in range(3)] == [{"role": "MEMBER"}] * 3
    assert await sinks[0].next(0.3) is None
    for sink in sinks[1:]:
        assert [await sink.next(30) for _ in range(3)] == [{"role": "ADMINISTRATOR"}] * 3
    assert executed.count("ADMINISTRATOR") >= 3


async def demote_administrator(world: World) -> None:
    """Make the administrator a member without an event."""
    async with world.engine.begin() as connection:
        theirs = (Membership.group_id == world.key, Membership.account_id == world.administrator.key)
        await connection.execute(update(Membership).where(*theirs).values(role="MEMBER"))
