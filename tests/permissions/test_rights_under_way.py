"""Answers that were made together, and a role that was taken before they were sent: each is made anew."""

import time

from sqlalchemy import update

from db.tables import Membership
from graph.context import Context
from rules.roles import Permission
from tests.permissions.conftest import Schema
from tests.support.people import People
from tests.support.world import make_world


async def test_none_of_several_is_sent_as_an_earlier_role_saw_it(walked: tuple[People, object, Schema]) -> None:
    people, engine, schema = walked
    world = await make_world(people, engine)  # type: ignore[arg-type]
    context = Context(schema.services, schema.feeds, await schema.caller(world.administrator, is_staff=False))
    right = context.rest_on(world.key, Permission.SEE)
    await right.look()
    context.show("one", None, has_more=True)
    one = context.for_event()
    context.show("two", None)
    two, made = context.for_event(), time.monotonic()
    assert await one.still_holds(made)
    assert await two.still_holds(made)

    async with world.engine.begin() as connection:
        of_theirs = (Membership.group_id == world.key, Membership.account_id == world.administrator.key)
        await connection.execute(update(Membership).where(*of_theirs).values(role="MEMBER"))
    made = time.monotonic()
    assert not await one.still_holds(made)
    assert not await two.still_holds(made)
    assert await one.still_holds(time.monotonic())
    assert await two.still_holds(time.monotonic())
