"""Answers that were made together, and a role that was taken before they were sent: each is made anew."""

import time

from sqlalchemy import update

from db.tables import Membership
from graph.context import StreamContext
from rules.roles import Permission
from tests.permissions.conftest import Schema
from tests.support.people import People
from tests.support.world import make_world


async def test_none_of_several_is_sent_as_an_earlier_role_saw_it(walked: tuple[People, object, Schema]) -> None:
    people, engine, schema = walked
    world = await make_world(people, engine)  # type: ignore[arg-type]
    context = StreamContext(schema.services, schema.feeds, await schema.caller(world.administrator, is_staff=False))
    access = context.require(world.key, Permission.SEE)
    await access.check()
    context.announce("one", None, has_more=True)
    one = context.for_event()
    context.announce("two", None)
    two, made = context.for_event(), time.monotonic()
    assert await one.recheck(made)
    assert await two.recheck(made)

    async with world.engine.begin() as connection:
        of_theirs = (Membership.group_id == world.key, Membership.account_id == world.administrator.key)
        await connection.execute(update(Membership).where(*of_theirs).values(role="MEMBER"))
    made = time.monotonic()
    assert not await one.recheck(made)
    assert not await two.recheck(made)
    assert await one.recheck(time.monotonic())
    assert await two.recheck(time.monotonic())
