"""Ten people who change a large group, each at their own pace."""

import asyncio
import random
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Invitation
from tests.streams.changes import NEXT_YEAR
from tests.support.people import Person
from tests.support.world import World

MOVERS, ACTS, SEATS = 24, 40, 4
LONG_AGO = datetime.now(UTC) - timedelta(days=30)


async def prepare(world: World, engine: AsyncEngine, movers: Sequence[Person]) -> None:
    """Set a small seat plan, leave one administrator, and add invitations that have expired."""
    plan = {"groupId": world.group, "seatCount": SEATS, "expiresAt": NEXT_YEAR}
    await world.staff.mutate("setSeatPlan", plan, "")
    demoted = {"memberId": world.membership("other_administrator"), "role": "FACILITATOR"}
    await world.administrator.mutate("setMemberRole", demoted, "")
    expired = {"named_by": "EMAIL", "search": "", "role": "MEMBER", "status": "EXPIRED", "wants_mail": False}
    times = dict.fromkeys(("created_at", "mailed_at"), LONG_AGO) | {"expires_at": LONG_AGO + timedelta(days=1)}
    common = expired | times | {"group_id": world.key, "invited_by": world.administrator.key}
    async with engine.begin() as connection:
        await connection.execute(insert(Invitation), [common | {"email": one.email} for one in movers[::2]])


def ten_writers(
    world: World, movers: Sequence[Person], crowd: Sequence[str], urls: Sequence[str]
) -> list[Coroutine[Any, Any, None]]:
    return [
        *(_moving(world, movers[place::6], urls[place % 2]) for place in range(6)),
        _inviting(world.other_facilitator.at(urls[0]), world, movers),
        _inviting(world.other_administrator.at(urls[1]), world, movers),
        _managing(world.facilitator.at(urls[0]), world, crowd[::2]),
        _managing(world.administrator.at(urls[1]), world, crowd[1::2]),
    ]


async def _moving(world: World, people: Sequence[Person], url: str) -> None:
    """Join, leave, ask for a seat, and change names."""
    inside: set[int] = set()
    for number in range(ACTS):
        one, act = random.choice(people).at(url), random.random()
        if act < 0.3:
            await one.mutate("updateProfile", {"name": f"Renamed {number} {one.key}"}, "")
        elif one.key not in inside:
            await one.mutate("joinGroup", {"groupId": world.group}, "")
            inside.add(one.key)
        elif act < 0.5:
            waiting = {"groupId": world.group, "waiting": random.random() < 0.7}
            await one.mutate("requestSeat", waiting, "")
        else:
            await one.mutate("leaveGroup", {"groupId": world.group}, "")
            inside.discard(one.key)
        await _pause()


async def _inviting(manager: Person, world: World, movers: Sequence[Person]) -> None:
    """Invite, and cancel some of it."""
    for _ in range(ACTS):
        given = {"groupId": world.group, "addresses": random.choice(movers).email, "sendMail": False}
        made = (await manager.mutate("inviteMembers", given, "results { invitation { id } }"))["results"][0]
        if made["invitation"] is not None and random.random() < 0.5:
            await manager.mutate("cancelInvitation", {"invitationId": made["invitation"]["id"]}, "")
        await _pause()


async def _managing(manager: Person, world: World, crowd: Sequence[str]) -> None:
    """Rename the group, remove and promote members; as administrator also appoint another one, and give seats."""
    left = random.sample(crowd, len(crowd))
    deputy, seated = left.pop(), [left.pop() for _ in range(SEATS * 2)]
    for number in range(ACTS):
        act = random.random()
        if act < 0.1:
            await manager.mutate("updateGroup", {"groupId": world.group, "name": f"Group {number} {manager.key}"}, "")
        elif act < 0.35:
            await manager.mutate("removeMember", {"memberId": left.pop()}, "")
        elif manager.key != world.administrator.key or act < 0.6:
            role = random.choice(["MEMBER", "FACILITATOR"])
            await manager.mutate("setMemberRole", {"memberId": random.choice(left), "role": role}, "")
        elif act < 0.75:
            role = random.choice(["MEMBER", "ADMINISTRATOR"])
            await manager.mutate("setMemberRole", {"memberId": deputy, "role": role}, "")
        else:
            field = random.choice(["allocateSeat", "allocateSeat", "releaseSeat"])
            await manager.mutate(field, {"memberId": random.choice(seated)}, "")
        await _pause()


async def _pause() -> None:
    await asyncio.sleep(random.random() / 20)
