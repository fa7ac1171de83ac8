"""A group with long lists."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.world import World, make_world

_INVITE = text("""
    INSERT INTO invitations (group_id, email, named_by, search, role, status, invited_by, created_at, wants_mail, expires_at)
    SELECT :group, 'guest' || i || '@example.org', 'EMAIL', ' guest' || i, 'MEMBER', 'PENDING', :by,
        now() - i * interval '1 minute', false, now() + interval '9 days' FROM generate_series(1, 4999) i""")
_SEAT = text("""
    UPDATE seats SET membership_id = one.id, allocated_at = now(), allocated_by = :by
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM memberships WHERE group_id = :group) one
    WHERE group_id = :group AND number = place AND number < 500""")


async def make_large_world(people: People, engine: AsyncEngine) -> World:
    """Make a group of 1,006 members, 5,000 invitations and 500 seats, one of them free."""
    world = await make_world(people, engine, members=1000)
    bought = {"groupId": world.group, "seatCount": 500, "expiresAt": "2199-06-01T00:00:00Z"}
    await world.staff.mutate("setSeatPlan", bought, "")
    async with engine.begin() as connection:
        given = {"group": world.key, "by": world.administrator.key}
        await connection.execute(_INVITE, given)
        await connection.execute(_SEAT, given)
    return world
