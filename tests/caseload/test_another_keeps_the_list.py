"""Whoever invites onto a list that another keeps learns nothing of who is on it;."""

import asyncio
import itertools
import re
from typing import Any

import pytest
from sqlalchemy import text

from graph import ids
from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice, problems
from tests.support.browser import Browser, group_path
from tests.support.client import codes
from tests.support.mailbox import Mailbox
from tests.support.notifications import said_kinds
from tests.support.people import Person

FULL = "This group's list is full for the moment. Whoever keeps it has been told."
REMAINING = "query($g: ID!) { group(id: $g) { caseloadRemaining } }"


async def colleague_of(practice: Practice, role: str = "FACILITATOR") -> Person:
    """Somebody who helps to run the group and keeps no list."""
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role=role)
    return colleague


async def remaining(practice: Practice, person: Person) -> int | None:
    found: int | None = (await person.ok(REMAINING, g=practice.group))["group"]["caseloadRemaining"]
    return found


async def invite_one(practice: Practice, by: Person, address: str) -> tuple[Any, Any]:
    """The result without the recipient's name, and the places left."""
    payload = await practice.invite([address], by=by)
    [result] = payload["results"]
    shown = (payload["invitedCount"], result["invitation"] is not None, result["error"])
    return shown, await remaining(practice, by)


@pytest.mark.parametrize("places", [0, 1, 3])
async def test_patients_and_strangers_are_answered_alike(opened: Opening, places: int) -> None:
    practice = await opened(4 + places)
    colleague = await colleague_of(practice)
    listed = await practice.list_patients(3)
    await practice.invite([promised := practice.addresses(1)[0]])
    known = [listed[0].email, *practice.addresses(1), listed[1].email, *practice.addresses(1)]
    answers = [await invite_one(practice, colleague, address) for address in known]
    for (one, left), number in zip(answers, itertools.count(1)):
        assert left == max(0, places - number)
        assert one[:2] == ((1, True) if number <= places else (0, False))
        if one[2] is not None:
            assert (one[2]["code"], one[2]["message"], one[2]["url"]) == ("CASELOAD_FULL", FULL, None)
    elsewhere = await practice.new_group()
    await practice.bring(colleague, group=elsewhere, role="FACILITATOR")
    again = await practice.invite([promised], by=colleague, group=elsewhere)
    assert problems(again) == [None if places > 4 else "CASELOAD_FULL"]  # a reserved place counts, too
    assert await practice.counted() == sum(await practice.used()) <= 4 + places


async def test_a_patients_place_is_given_back_when_the_invitation_closes(opened: Opening) -> None:
    practice = await opened(3)
    colleague = await colleague_of(practice)
    patient, decliner = await practice.list_patients(2)
    assert problems(await practice.invite([patient.email], by=colleague)) == [None]
    assert await practice.used() == (2, 1)
    assert problems(await practice.invite([decliner.email], by=colleague)) == ["CASELOAD_FULL"]
    assert (await practice.accept(patient))["member"]["role"] == "MEMBER"
    assert await practice.used() == (2, 0)
    invited = await practice.invite([decliner.email], by=colleague)
    given = {"invitationId": invited["results"][0]["invitation"]["id"]}
    assert await practice.used() == (2, 1)
    assert codes(await colleague.mutate("cancelInvitation", given, "")) == []
    assert await practice.used() == (2, 0)


async def test_strangers_use_the_place_that_was_reserved(opened: Opening) -> None:
    practice = await opened(1)
    colleague = await colleague_of(practice)
    guest = await practice.people("Gus Guest")
    assert problems(await practice.invite([guest.email], by=colleague)) == [None]
    await practice.set_limit(0)
    assert (await practice.accept(guest))["member"]["role"] == "MEMBER"
    assert await practice.used() == (1, 0)


async def test_the_keeper_is_told_once_a_day_by_notification_and_mail(opened: Opening) -> None:
    practice = await opened(0)
    colleague = await colleague_of(practice)
    for _ in "ab":
        assert problems(await practice.invite(practice.addresses(2), by=colleague)) == ["CASELOAD_FULL"] * 2
    await practice.invite(practice.addresses(1))  # the keeper gets it in the answer
    assert await full_list_notices(practice.therapist) == [
        f"Cole League could not invite everybody to Group {practice.run}: your list of patients is full."
    ]
    assert "CASELOAD_FULL" in await said_kinds(practice.engine, ids.key("Group", practice.group))
    assert await full_list_notices(colleague) == []
    [(subject, words)] = await mailed(practice, practice.therapist)
    assert subject == "Your list of patients is full"
    assert "https://example.org/upgrade" in words
    assert await mailed(practice, colleague) == []


async def test_by_code_the_mail_goes_too_and_leads_where_the_notification_does(opened: Opening) -> None:
    practice = await opened(0)
    code = await practice.code()
    joiner = await practice.people("First")
    assert codes(await joiner.mutate("joinWithCode", {"code": code}, "")) == ["CASELOAD_FULL"]
    url = await place_told(practice, practice.therapist)
    assert url == "http://127.0.0.1:8000/console/patients"
    browser = Browser(practice.therapist.url).be(practice.therapist)
    assert (await browser.open("/console/patients")).status_code == 200
    # The console needs JavaScript; the group's page does without it.
    page = await browser.open(group_path(practice.group))
    assert page.status_code == 200
    assert "Your list of patients is full" in browser.text
    assert "https://example.org/upgrade" in page.text
    await browser.http.aclose()


async def test_a_code_of_anothers_tells_nothing_of_the_list(opened: Opening) -> None:
    practice = await opened(1)
    colleague = await colleague_of(practice)
    [patient] = await practice.list_patients(1)
    code = await practice.code(by=colleague)
    for joiner in (patient, await practice.people("Gus Guest")):
        assert codes(await joiner.mutate("joinWithCode", {"code": code}, "")) == ["CASELOAD_FULL"]
    assert len(await full_list_notices(practice.therapist)) == 1


async def test_resending_onto_anothers_caseload_needs_a_free_place(opened: Opening) -> None:
    practice = await opened(2)
    colleague = await colleague_of(practice)
    [patient] = await practice.list_patients(1)
    invited = await practice.invite([patient.email, *practice.addresses(1)])
    keys = [{"invitationId": result["invitation"]["id"]} for result in invited["results"]]
    assert await practice.used() == (1, 1)
    for given in keys:
        refused = await colleague.mutate("resendInvitation", given, "invitation { id }")
        assert (codes(refused), refused["userErrors"][0]["url"]) == (["CASELOAD_FULL"], None)
    assert len(await full_list_notices(practice.therapist)) == 1
    await practice.set_limit(3)
    assert codes(await colleague.mutate("resendInvitation", keys[0], "")) == []
    assert await practice.used() == (1, 2)
    async with practice.engine.begin() as connection:
        await connection.execute(
            text("UPDATE invitations SET mailed_at = mailed_at - interval '1 hour' WHERE caseload_id = :key"),
            {"key": practice.therapist.key},
        )
    assert codes(await colleague.mutate("resendInvitation", keys[0], "")) == []  # its own place stays kept
    assert await practice.counted() == 3


async def test_where_the_keeper_has_left_the_administrators_are_told(opened: Opening) -> None:
    practice = await opened(0)
    colleague = await colleague_of(practice, "ADMINISTRATOR")
    await practice.set_limit(5, of=colleague)  # a list that is not the full one
    code = await practice.code()
    assert codes(await practice.therapist.mutate("leaveGroup", {"groupId": practice.group}, "groupId")) == []
    joiner = await practice.people("First")
    assert codes(await joiner.mutate("joinWithCode", {"code": code}, "")) == ["CASELOAD_FULL"]
    assert await full_list_notices(practice.therapist) == []
    said = f"Somebody could not join Group {practice.run}: this group's list is full."
    assert await full_list_notices(colleague) == [said]
    assert "CASELOAD_FULL" in await said_kinds(practice.engine, ids.key("Group", practice.group))
    [(_, words)] = await mailed(practice, colleague)
    assert "upgrade" not in words
    place = f"http://127.0.0.1:8000/console{group_path(practice.group)}/members"
    assert await place_told(practice, colleague) == place
    browser = Browser(colleague.url).be(colleague)
    page = await browser.open("/invitations")
    assert re.search(rf'<a href="{re.escape(place)}"[^>]*>Somebody could not join', page.text)
    await browser.http.aclose()


@pytest.mark.parametrize("seed", range(2))
async def test_two_who_invite_at_once_never_pass_the_limit(opened: Opening, two: list[str], seed: int) -> None:
    practice = await opened(6)
    colleague = await colleague_of(practice)
    listed = [person.email for person in await practice.list_patients(2)]
    new = practice.addresses(8)
    calls = []
    for place, address in enumerate([*listed, *new]):
        for by in (practice.therapist, colleague):
            group = await practice.new_group() if by is practice.therapist else practice.group
            calls.append(practice.invite([address], by=by.at(two[(place + seed) % 2]), group=group))
    answers = [problems(payload) for payload in await asyncio.gather(*calls)]
    assert await practice.counted() == 6 == sum(await practice.used())
    assert answers[0] == answers[2] == [None]  # the keeper's own patients cost nothing


async def full_list_notices(person: Person) -> list[str]:
    shown = await person.ok("{ viewer { notifications { nodes { kind message } } } }")
    return [node["message"] for node in shown["viewer"]["notifications"]["nodes"] if node["kind"] == "CASELOAD_FULL"]


async def place_told(practice: Practice, person: Person) -> str:
    """Where the notification of a full list leads, and its mail."""
    shown = await person.ok("{ viewer { notifications { nodes { kind url } } } }")
    [url] = [node["url"] for node in shown["viewer"]["notifications"]["nodes"] if node["kind"] == "CASELOAD_FULL"]
    [(_, words)] = await mailed(practice, person)
    assert url in words
    return str(url)


async def mailed(practice: Practice, person: Person) -> list[tuple[str, str]]:
    """Subjects and texts of the mails about a full list, once they have gone."""
    async with practice.engine.connect() as connection:
        posted = await connection.scalar(
            text("SELECT count(*) FROM mails WHERE account_id = :key AND kind = 'CASELOAD_FULL'"), {"key": person.key}
        )
    mailbox = Mailbox(practice.people.http, practice.people.url)
    if posted:
        await mailbox.wait(person.email, posted, containing=" full")
    return [(mail["subject"], mail["text"]) for mail in await mailbox.all(person.email) if " full" in mail["subject"]]
