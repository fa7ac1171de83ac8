"""The statement that checks many stream subscribers at once finds all that the check of a single subscriber finds."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Update, delete, insert, text, update

from db.tables import AccessToken, Group, Membership, Session
from graph import subscription_access
from graph.subscription_access import StreamAccess, find_changed_access
from rules.caller import Caller, Scope
from rules.roles import Permission
from rules.tokens import Secret, digest, new_secret
from tests.permissions.conftest import SchemaWalk
from tests.support.world import World, make_world


def _session(world: World, **values: Any) -> Update:
    return update(Session).where(Session.account_id == world.facilitator.key).values(**values)


def _member(world: World, person: str, **values: Any) -> Update:
    key = getattr(world, person).key
    theirs = (Membership.group_id == world.key, Membership.account_id == key)
    return update(Membership).where(*theirs).values(**values)


def _token(world: World, **values: Any) -> Update:
    return update(AccessToken).where(AccessToken.account_id == world.other_facilitator.key).values(**values)


# What happens, and whom of (administrator, facilitator by session, other facilitator by token) it changes.
CHANGES: dict[str, tuple[Callable[[World], Any], list[int]]] = {
    "nothing": (lambda world: text("SELECT 1"), []),
    "session ended": (lambda world: _session(world, ended_at=datetime.now(UTC)), [1]),
    "session expired": (lambda world: _session(world, expires_at=datetime.now(UTC) - timedelta(seconds=1)), [1]),
    "password wanted": (lambda world: _session(world, must_set_password=True), [1]),
    "session deleted": (lambda world: delete(Session).where(Session.account_id == world.facilitator.key), [1]),
    "token revoked": (lambda world: _token(world, revoked_at=datetime.now(UTC)), [2]),
    "token expired": (lambda world: _token(world, expires_at=datetime.now(UTC) - timedelta(seconds=1)), [2]),
    "role": (lambda world: _member(world, "facilitator", role="MEMBER"), [1]),
    "role raised": (lambda world: _member(world, "other_facilitator", role="ADMINISTRATOR"), [2]),
    "left": (lambda world: delete(Membership).where(Membership.id == world.members["facilitator"]), [1]),
    "only administrator": (lambda world: _member(world, "other_administrator", role="MEMBER"), [0]),
    "group opened": (lambda world: update(Group).where(Group.id == world.key).values(join_policy="OPEN"), [0, 1, 2]),
}


@pytest.mark.parametrize("change", CHANGES)
async def test_each_change_of_access_is_found(change: str, walk: SchemaWalk) -> None:
    world, accesses = await _accesses(walk)
    statement, expected = CHANGES[change]
    async with walk.engine.begin() as connection:
        await connection.execute(statement(world))
    found = [place for place, access in enumerate(accesses) if await find_changed_access([access], time.monotonic())]
    assert found == expected
    # The two facilitators have equal standing, so one check serves both.
    both = await find_changed_access(accesses[1:], time.monotonic())
    assert sorted(both) == [place - 1 for place in expected if place]


async def test_a_recent_check_holds_for_answers_made_before_it(
    walk: SchemaWalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription_access, "RECENTLY", 60.0)  # so that the check is still recent on a busy machine
    world, accesses = await _accesses(walk)
    made_at = time.monotonic()
    await accesses[1].check()
    async with walk.engine.begin() as connection:
        await connection.execute(_session(world, ended_at=datetime.now(UTC)))
    assert not await find_changed_access([accesses[1]], made_at)
    assert await find_changed_access([accesses[1]], time.monotonic())


async def test_staff_are_checked_one_by_one(walk: SchemaWalk) -> None:
    people, engine, schema = walk
    world = await make_world(people, engine)
    caller = await schema.caller(world.staff, is_staff=True)
    access = StreamAccess(caller, schema.services.config, schema.feeds.loader, world.key, Permission.SEE)
    await access.check()
    assert not await find_changed_access([access], time.monotonic())
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM staff WHERE email = :email"), {"email": world.staff.email})
    assert await find_changed_access([access], time.monotonic()) == [0]


async def _accesses(walk: SchemaWalk) -> tuple[World, list[StreamAccess]]:
    """Return checked subscribers: an administrator and a facilitator with sessions, another facilitator with a token."""
    people, engine, schema = walk
    world = await make_world(people, engine)
    async with engine.begin() as connection:
        values = {"name": "App", "scopes": ["READ"], "digest": digest(new_secret(Secret.ACCESS_TOKEN))}
        made = insert(AccessToken).values(account_id=world.other_facilitator.key, **values).returning(AccessToken.id)
        token_id = (await connection.execute(made)).scalar_one()
    by_token = replace(
        Caller(account_id=world.other_facilitator.key), token_id=token_id, scopes=frozenset({Scope.READ})
    )
    callers = [await schema.caller(who, is_staff=False) for who in (world.administrator, world.facilitator)]
    config, loader = schema.services.config, schema.feeds.loader
    accesses = [
        StreamAccess(caller, config, loader, world.key, Permission.REQUEST_SEAT) for caller in (*callers, by_token)
    ]
    for access in accesses:
        await access.check()
    return world, accesses
