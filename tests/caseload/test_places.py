"""Places in a caseload: promised, taken, given back, refused, in every way of joining."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice, problems
from tests.support.client import codes
from tests.support.people import People, Person

UPGRADE = "https://example.org/upgrade"


@pytest.mark.parametrize(("reserved", "fitting"), [(3, 2), (0, 5)])
async def test_twenty_places_fifteen_patients(opened: Opening, reserved: int, fitting: int) -> None:
    practice = await opened(20)
    listed = await practice.list_patients(15)
    await practice.invite(practice.addresses(reserved)) if reserved else None
    assert await practice.used() == (15, reserved)
    new = practice.addresses(8)
    asked = [*new[:3], listed[0].email, *new[3:6], listed[1].email, *new[6:]]
    invited = await practice.invite(asked)
    left = iter([None] * fitting + ["CASELOAD_FULL"] * (8 - fitting))
    expected = [None if one.startswith("p") else next(left) for one in asked]
    assert problems(invited) == expected
    assert invited["invitedCount"] == fitting + 2
    refused = [result["error"] for result in invited["results"] if result["error"]]
    places = [place for place, code in enumerate(expected) if code]
    assert [one["path"] for one in refused] == [["recipients", str(place), "email"] for place in places]
    assert {one["url"] for one in refused} == {UPGRADE}
    assert await practice.read_counts() == {
        "limit": 20,
        "count": 15,
        "reserved": 5,
        "remaining": 0,
        "upgradeUrl": UPGRADE,
    }


async def test_closing_an_invitation_gives_the_place_back(opened: Opening) -> None:
    practice = await opened(3)
    decliner = await practice.people("Declan")
    new = practice.addresses(2)
    invited = await practice.invite([decliner.email, *new])
    [_, cancelled, _] = [result["invitation"]["id"] for result in invited["results"]]
    assert problems(await practice.invite(practice.addresses(1))) == ["CASELOAD_FULL"]
    overview = await decliner.ok("{ viewer { invitations { nodes { id } } } }")
    mine = overview["viewer"]["invitations"]["nodes"][0]["id"]
    assert codes(await decliner.mutate("declineInvitation", {"invitationId": mine}, "")) == []
    assert await practice.used() == (0, 2)
    assert codes(await practice.therapist.mutate("cancelInvitation", {"invitationId": cancelled}, "")) == []
    assert await practice.used() == (0, 1)
    await practice.lapse(new[1])
    assert await practice.used() == (0, 0)
    assert problems(await practice.invite(practice.addresses(4))) == [None, None, None, "CASELOAD_FULL"]


async def test_accepting_uses_the_reserved_place_whatever_the_limit_by_then(opened: Opening) -> None:
    practice = await opened(2)
    guest, other = await practice.people.many(["Gus Guest", "Otto Other"])
    await practice.invite([guest.email, other.email])
    lowered = await practice.set_limit(0)
    assert (lowered["caseload"]["reserved"], lowered["caseload"]["remaining"]) == (2, 0)
    assert (await practice.accept(guest))["member"]["role"] == "MEMBER"
    assert await practice.used() == (1, 1)
    assert await practice.patients() == ["Gus Guest"]
    assert problems(await practice.invite(practice.addresses(1))) == ["CASELOAD_FULL"]


async def test_one_person_takes_one_place_in_however_many_groups(opened: Opening) -> None:
    practice = await opened(1)
    guest = await practice.people("Gus Guest")
    elsewhere = await practice.new_group()
    for group in (practice.group, elsewhere):
        assert problems(await practice.invite([guest.email], group=group)) == [None]
    assert await practice.used() == (0, 1)
    await practice.accept(guest)
    assert await practice.used() == (1, 0)
    assert problems(await practice.invite(practice.addresses(1))) == ["CASELOAD_FULL"]
    await practice.accept(guest, elsewhere)
    assert await practice.used() == (1, 0)


async def test_duplicates_and_refused_ones_take_no_place(opened: Opening) -> None:
    practice = await opened(2)
    first, second, third = practice.addresses(3)
    invited = await practice.invite([first, first.upper(), "nonsense", second, third])
    assert problems(invited) == [None, "DUPLICATE_RECIPIENT", "INVALID_EMAIL", None, "CASELOAD_FULL"]


async def test_facilitators_and_administrators_are_no_patients(opened: Opening) -> None:
    practice = await opened(0)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="FACILITATOR")
    assert await practice.used() == (0, 0)
    assert problems(await practice.invite(practice.addresses(1))) == ["CASELOAD_FULL"]


async def test_a_colleague_without_a_caseload_fills_the_creators(opened: Opening) -> None:
    practice = await opened(2)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="FACILITATOR")
    guest = await practice.people("Gus Guest")
    await practice.bring(guest, by=colleague)
    assert await practice.patients() == ["Gus Guest"]
    remaining = "query($g: ID!) { group(id: $g) { caseloadRemaining } }"
    assert await colleague.ok(remaining, g=practice.group) == {"group": {"caseloadRemaining": 1}}
    assert await guest.code(remaining, g=practice.group) == "FORBIDDEN"
    await practice.set_limit(7, of=colleague)
    assert await colleague.ok(remaining, g=practice.group) == {"group": {"caseloadRemaining": 7}}
    await practice.bring(await practice.people("Nora New"), by=colleague)
    assert (await practice.used(), await practice.used(colleague)) == ((1, 0), (1, 0))


async def test_a_creator_who_left_lends_no_caseload(opened: Opening) -> None:
    practice = await opened(0)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="ADMINISTRATOR")
    left = await practice.therapist.mutate("leaveGroup", {"groupId": practice.group}, "groupId")
    assert codes(left) == []
    assert problems(await practice.invite(practice.addresses(1), by=colleague)) == [None]
    remaining = "query($g: ID!) { group(id: $g) { caseloadRemaining } }"
    assert await colleague.ok(remaining, g=practice.group) == {"group": {"caseloadRemaining": None}}


async def test_a_resend_charges_whoever_resends(opened: Opening) -> None:
    practice = await opened(1)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="FACILITATOR")
    await practice.set_limit(1, of=colleague)
    [address] = practice.addresses(1)
    [result] = (await practice.invite([address]))["results"]
    given = {"invitationId": result["invitation"]["id"]}
    assert await practice.used() == (0, 1)
    assert codes(await colleague.mutate("resendInvitation", given, "")) == []
    assert (await practice.used(), await practice.used(colleague)) == ((0, 0), (0, 1))
    assert problems(await practice.invite(practice.addresses(1))) == [None]
    again = await practice.therapist.mutate("resendInvitation", given, "invitation { id }")
    assert (codes(again), again["invitation"]) == (["CASELOAD_FULL"], None)
    assert again["userErrors"][0]["url"] == UPGRADE
    assert await practice.used(colleague) == (0, 1)


async def test_resending_keeps_a_place_and_an_expired_one_needs_a_new(opened: Opening) -> None:
    practice = await opened(1)
    [address] = practice.addresses(1)
    [result] = (await practice.invite([address]))["results"]
    given = {"invitationId": result["invitation"]["id"]}
    await practice.set_limit(0)
    assert codes(await practice.therapist.mutate("resendInvitation", given, "")) == []
    await practice.lapse(address)
    assert codes(await practice.therapist.mutate("resendInvitation", given, "")) == ["CASELOAD_FULL"]


async def test_by_code_the_joiner_is_told_and_the_therapist_once_a_day(opened: Opening) -> None:
    practice = await opened(1)
    code = await practice.code()
    first, second, third = await practice.people.many(["First", "Second", "Third"])
    assert codes(await first.mutate("joinWithCode", {"code": code}, "")) == []
    assert await practice.patients() == ["First"]
    for person in (second, third):
        refused = await person.mutate("joinWithCode", {"code": code}, "member { id }")
        assert (codes(refused), refused["member"]) == (["CASELOAD_FULL"], None)
    shown = await practice.therapist.ok(
        "query($g: ID!) { viewer { notifications { nodes { kind message group { id } } } }"
        " group(id: $g) { memberCount inviteCode { useCount } } }",
        g=practice.group,
    )
    notices = [node for node in shown["viewer"]["notifications"]["nodes"] if node["kind"] == "CASELOAD_FULL"]
    assert [node["group"]["id"] for node in notices] == [practice.group]
    assert shown["group"] == {"memberCount": 2, "inviteCode": {"useCount": 1}}
    async with practice.engine.begin() as connection:
        await connection.execute(
            text("UPDATE notifications SET created_at = created_at - CAST(:day AS interval) WHERE account_id = :key"),
            {"day": timedelta(days=1), "key": practice.therapist.key},
        )
    await second.mutate("joinWithCode", {"code": code}, "")
    again = await practice.therapist.ok("{ viewer { notifications { nodes { kind } } } }")
    kinds = [node["kind"] for node in again["viewer"]["notifications"]["nodes"]]
    assert kinds.count("CASELOAD_FULL") == 2


async def test_an_invitee_joins_by_code_on_the_reserved_place(opened: Opening) -> None:
    practice = await opened(1)
    code = await practice.code()
    guest = await practice.people("Gus Guest")
    await practice.invite([guest.email])
    joined = await guest.mutate("joinWithCode", {"code": code}, "member { joinedBy invitation { status } }")
    assert joined["member"] == {"joinedBy": "CODE", "invitation": {"status": "ACCEPTED"}}
    assert await practice.used() == (1, 0)


async def test_a_listed_patient_joins_by_code_at_no_cost(opened: Opening) -> None:
    practice = await opened(1)
    [patient] = await practice.list_patients(1)
    code = await practice.code()
    assert codes(await patient.mutate("joinWithCode", {"code": code}, "")) == []
    assert await practice.used() == (1, 0)


async def test_joining_an_open_group_uses_no_place(opened: Opening) -> None:
    practice = await opened(0)
    opening = {"groupId": practice.group, "joinPolicy": "OPEN"}
    await practice.therapist.mutate("updateGroup", opening, "")
    guest = await practice.people("Gus Guest")
    assert codes(await guest.mutate("joinGroup", {"groupId": practice.group}, "")) == []
    assert await practice.used() == (0, 0)


async def test_leaving_and_being_removed_leave_the_list_as_it_is(opened: Opening) -> None:
    practice = await opened(2)
    leaver, removed = await practice.people.many(["Leaver", "Removed"])
    await practice.bring(leaver)
    await practice.bring(removed)
    await leaver.mutate("leaveGroup", {"groupId": practice.group}, "")
    members = 'query($g: ID!) { group(id: $g) { members(search: "removed") { nodes { id } } } }'
    found = await practice.therapist.ok(members, g=practice.group)
    member = found["group"]["members"]["nodes"][0]["id"]
    assert codes(await practice.therapist.mutate("removeMember", {"memberId": member}, "")) == []
    assert await practice.patients() == ["Leaver", "Removed"]


async def test_no_caseload_no_limit_no_list(people: People, opened: Opening) -> None:
    practice = await opened(None)
    assert (await practice.read_counts())["remaining"] is None
    assert problems(await practice.invite(practice.addresses(30))) == [None] * 30
    assert await practice.used() == (0, 30)
    plain = await people("Plain")
    assert await plain.ok("{ viewer { caseload { count } } }") == {"viewer": {"caseload": None}}


async def known(practice: Practice) -> Any:
    return await practice.read_counts()


async def test_only_staff_set_caseloads(opened: Opening, people: People) -> None:
    practice = await opened(5)
    stranger = await people("Stranger")
    before = await known(practice)
    for person, of, code in (
        (practice.therapist, practice.therapist.id, "FORBIDDEN"),
        (stranger, practice.therapist.id, "NOT_FOUND"),
        (stranger, "nonsense", "NOT_FOUND"),
        (practice.staff, "nonsense", "NOT_FOUND"),
        (practice.staff, practice.group, "NOT_FOUND"),
    ):
        assert await person.refused("setCaseload", {"accountId": of, "limit": 99}) == code
    assert codes(await practice.set_limit(-1)) == ["INVALID_VALUE"]
    assert await known(practice) == before
    assert (await practice.set_limit(None))["caseload"]["remaining"] is None


async def test_the_list_is_searched_and_shows_shared_groups(opened: Opening) -> None:
    practice = await opened(None)
    anna, zoe = await practice.people.many(["Änna Bell", "Zoë Dee"])
    for person in (zoe, anna):
        await practice.bring(person)
    elsewhere = await practice.new_group()
    await practice.bring(anna, group=elsewhere)
    assert await practice.patients() == ["Änna Bell", "Zoë Dee"]
    assert await practice.patients("bel") == ["Änna Bell"]
    assert await practice.patients("zoe d") == ["Zoë Dee"]
    assert await practice.patients(anna.email) == ["Änna Bell"]
    document = "{ viewer { caseload { patients { totalCount nodes { id account { email } groups { id } } } } } }"
    shown = (await practice.therapist.ok(document))["viewer"]["caseload"]["patients"]
    assert shown["totalCount"] == 2
    assert [sorted(group["id"] for group in node["groups"]) for node in shown["nodes"]] == [
        sorted([practice.group, elsewhere]),
        [practice.group],
    ]
    assert [node["account"]["email"] for node in shown["nodes"]] == [anna.email, zoe.email]
    by_id = "query($id: ID!) { node(id: $id) { ... on Patient { account { name } } } }"
    patient = shown["nodes"][0]["id"]
    found = {"node": {"account": {"name": "Änna Bell"}}}
    assert await practice.therapist.ok(by_id, id=patient) == found
    assert await practice.staff.ok(by_id, id=patient) == found
    assert await anna.ok(by_id, id=patient) == {"node": None}
    await leave(anna, practice.group, elsewhere)
    assert await practice.patients(anna.email) == []  # the address is no longer theirs to know


async def leave(person: Person, *groups: str) -> None:
    for group in groups:
        assert codes(await person.mutate("leaveGroup", {"groupId": group}, "")) == []
