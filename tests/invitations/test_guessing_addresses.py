"""Inviting does not reveal whose address a guessed one is."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People, Person
from tests.support.world import World, make_world

RESULTS = "invitedCount results { error { code message } invitation { status role delivery } }"


async def invite(world: World, recipients: list[dict[str, Any]], **given: Any) -> Any:
    invited = {"groupId": world.group, "recipients": recipients, **given}
    return await world.facilitator.mutate("inviteMembers", invited, RESULTS)


def picked(person: Person, role: str) -> dict[str, Any]:
    return {"account": {"accountId": person.id, "role": role}}


def guessed(email: str, role: str = "MEMBER") -> dict[str, Any]:
    return {"email": {"email": email, "role": role}}


async def shared(world: World, people: People) -> Person:
    """Somebody whom the facilitator may find, and whose address they do not know."""
    target = await people("Target")
    made = await world.facilitator.mutate("createGroup", {"name": "Elsewhere"}, "group { id }")
    given = {"groupId": made["group"]["id"], "recipients": [guessed(target.email)]}
    await world.facilitator.mutate("inviteMembers", given, "")
    overview = await target.ok("{ viewer { invitations { nodes { id } } } }")
    await target.mutate("acceptInvitation", {"invitationId": overview["viewer"]["invitations"]["nodes"][0]["id"]}, "")
    return target


@pytest.mark.parametrize("role", ["MEMBER", "ADMINISTRATOR"])
@pytest.mark.parametrize("order", ["first", "last"])
@pytest.mark.parametrize("findable", [True, False])
async def test_a_refused_entry_tells_nothing_of_a_guess(
    role: str, order: str, findable: bool, people: People, engine: AsyncEngine
) -> None:
    answers = []
    for hits in (True, False):
        world = await make_world(people, engine)
        target = await shared(world, people) if findable else await people("Target")
        guess = target.email if hits else f"nobody.{world.key}@example.org"
        refused = picked(target, "ADMINISTRATOR")
        entries = [refused, guessed(guess, role)] if order == "first" else [guessed(guess, role), refused]
        answers.append(await invite(world, entries))
    assert answers[0] == answers[1]
    codes = [result["error"] and result["error"]["code"] for result in answers[0]["results"]]
    if order == "last":
        codes.reverse()
    assert codes[0] in ("ROLE_NOT_ALLOWED", "UNKNOWN_PERSON")
    assert codes[1] == (None if role == "MEMBER" else "ROLE_NOT_ALLOWED")


async def test_a_guess_that_is_right_leaves_its_trace(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    target = await shared(world, people)
    wrong = [guessed(f"guess{number}.{world.key}@example.org") for number in range(20)]
    payload = await invite(world, [picked(target, "ADMINISTRATOR"), *wrong[:10], guessed(target.email), *wrong[10:]])
    first, *guesses = payload["results"]
    assert first["error"]["code"] == "ROLE_NOT_ALLOWED"
    assert {str(result) for result in guesses} == {str(guesses[0])}
    assert guesses[0]["error"] is None
    # The guessed person is notified, as of any invitation.
    assert (await target.ok("{ viewer { badge { total } } }"))["viewer"]["badge"]["total"] >= 1
    history = [row["subject"] for row in (await world.state())["history"] if row["action"] == "INVITATION_SENT"]
    assert target.email in history


async def test_two_ways_of_naming_somebody_are_not_compared(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    target = await shared(world, people)
    entries = [picked(target, "MEMBER"), guessed(target.email), guessed(target.email.upper()), picked(target, "MEMBER")]
    payload = await invite(world, entries)
    codes = [result["error"] and result["error"]["code"] for result in payload["results"]]
    assert codes == [None, "ALREADY_INVITED", "DUPLICATE_RECIPIENT", "DUPLICATE_RECIPIENT"]
    # A pending invitation would reveal which entry it was.
    assert [result["invitation"] is None for result in payload["results"]] == [False, True, True, True]
    assert payload["invitedCount"] == 1


@pytest.mark.parametrize("order", ["first", "last"])
async def test_a_question_does_not_compare_entries(order: str, people: People, engine: AsyncEngine) -> None:
    """Asking leaves no trace with whoever is guessed at."""
    answers = []
    for hits in (True, False):
        world = await make_world(people, engine)
        target = await shared(world, people)
        guess = target.email if hits else f"nobody.{world.key}@example.org"
        entries = [picked(target, "MEMBER"), guessed(guess)]
        given = {"groupId": world.group, "recipients": entries if order == "first" else entries[::-1]}
        check = (
            "query($i: InviteMembersInput!) { checkRecipients(input: $i) { readyCount results { error { code } } } }"
        )
        answers.append(await world.facilitator.ok(check, i=given))
    assert answers[0] == answers[1]
