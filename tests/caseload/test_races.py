"""Parallel calls in every way of joining against few places, over two processes: never above the limit."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest

from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice, problems
from tests.support.client import codes
from tests.support.people import Person

PLACES = 5
REFUSALS = {"CASELOAD_FULL", "NOT_A_PATIENT", "UNKNOWN_PERSON", "ALREADY_MEMBER"}


async def sampled(
    practice: Practice, calls: list[Awaitable[list[str | None]]]
) -> tuple[list[list[str | None]], list[int]]:
    """What each call said, and what the database held meanwhile, again and again."""
    samples: list[int] = []
    done = asyncio.Event()

    async def sample() -> None:
        while not done.is_set():
            samples.append(await practice.counted())

    sampler = asyncio.create_task(sample())
    answers = await asyncio.gather(*calls)
    done.set()
    await sampler
    return list(answers), [*samples, await practice.counted()]


@pytest.mark.parametrize("seed", range(3))
async def test_forty_people_in_every_way_of_joining_never_exceed_five_places(
    opened: Opening, two: list[str], seed: int
) -> None:
    practice = await opened(PLACES + 2)
    listed = await practice.list_patients(2)
    groups = [practice.group, await practice.new_group(), await practice.new_group()]
    invite_codes = [await practice.code(group=group) for group in groups]
    joiners = await practice.people.many([f"Joiner {number}" for number in range(14)])
    rng = random.Random(seed)

    async def join(person: Person, place: int) -> list[str | None]:
        done = await person.at(rng.choice(two)).mutate(
            "joinWithCode", {"code": invite_codes[place % 3]}, "member { id }"
        )
        assert (done["member"] is None) == bool(done["userErrors"])
        return list(codes(done)) or [None]

    async def invite(addresses: list[str], place: int) -> list[str | None]:
        by = practice.therapist.at(rng.choice(two))
        return problems(await practice.invite(addresses, by=by, group=groups[place % 3]))

    async def add(person: Person, place: int) -> list[str | None]:
        given = {"groupId": groups[place % 3], "accountIds": [person.id]}
        done = await practice.therapist.at(rng.choice(two)).mutate("addExistingMembers", given, "members { id }")
        return list(codes(done)) or [None]

    calls: list[Callable[[], Awaitable[Any]]] = []
    calls += [partial(join, person, n) for n, person in enumerate(joiners)]
    calls += [partial(invite, practice.addresses(2), n) for n in range(14)]
    calls += [partial(add, rng.choice([*listed, *joiners]), n) for n in range(12)]
    rng.shuffle(calls)
    assert len(calls) == 40
    answers, samples = await sampled(practice, [call() for call in calls])
    refusals = {code for answer in answers for code in answer if code}
    assert refusals <= REFUSALS
    assert "CASELOAD_FULL" in refusals
    assert max(samples) == samples[-1] == PLACES + 2
    assert len(samples) > 3
    assert (await practice.read_counts())["remaining"] == 0


async def test_accepting_while_others_take_what_lapses(opened: Opening, two: list[str]) -> None:
    """Reserved places that are accepted, declined and lapse at the moment at which others ask for them."""
    practice = await opened(PLACES)
    guests = await practice.people.many([f"Guest {number}" for number in range(PLACES)])
    await practice.invite([guest.email for guest in guests])

    async def accept(guest: Person, place: int) -> list[str | None]:
        if place == 0:
            await practice.lapse(guest.email)
        return list(codes(await practice.accept(guest.at(two[place % 2])))) or [None] if place else [None]

    async def decline(guest: Person) -> list[str | None]:
        overview = await guest.ok("{ viewer { invitations { nodes { id } } } }")
        given = {"invitationId": overview["viewer"]["invitations"]["nodes"][0]["id"]}
        return list(codes(await guest.at(two[0]).mutate("declineInvitation", given, ""))) or [None]

    async def invite(place: int) -> list[str | None]:
        return problems(await practice.invite(practice.addresses(1), by=practice.therapist.at(two[place % 2])))

    calls: list[Awaitable[list[str | None]]] = [accept(guest, place) for place, guest in enumerate(guests[:4])]
    calls += [decline(guests[4]), *(invite(place) for place in range(12))]
    answers, samples = await sampled(practice, calls)
    assert {code for answer in answers for code in answer if code} <= {"CASELOAD_FULL"}
    assert max(samples) <= PLACES
    assert samples[-1] >= 3
