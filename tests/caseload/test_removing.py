"""Taking a patient off one's list: once they are in no group of one's own, and never while they are being added."""

import asyncio
from typing import Any

from graph import ids
from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice
from tests.support.client import codes
from tests.support.people import Person

PATIENTS = "{ viewer { caseload { patients(first: 100) { nodes { id account { name } groups { id } } } } } }"
HISTORY = "query($g: ID!) { group(id: $g) { history { totalCount nodes { id action subject } } } }"


async def listed(practice: Practice) -> dict[str, Any]:
    """The patients on the list, by name."""
    found = (await practice.therapist.ok(PATIENTS))["viewer"]["caseload"]["patients"]["nodes"]
    return {one["account"]["name"]: one for one in found}


async def take_off(practice: Practice, patient: str, selection: str = "removedId") -> Any:
    return await practice.therapist.mutate("removePatient", {"patientId": patient}, selection)


async def take_out(practice: Practice, person: Person, group: str | None = None) -> None:
    document = "query($g: ID!) { group(id: $g) { members(first: 100) { nodes { id account { id } } } } }"
    found = await practice.therapist.ok(document, g=group or practice.group)
    [key] = [one["id"] for one in found["group"]["members"]["nodes"] if one["account"]["id"] == person.id]
    assert codes(await practice.therapist.mutate("removeMember", {"memberId": key}, "")) == []


async def test_the_place_is_free_once_they_are_in_no_group_of_ones_own(opened: Opening) -> None:
    practice = await opened(1)
    other = await practice.people("Max")
    await practice.bring(other)
    patient = (await listed(practice))["Max"]["id"]
    refused = await take_off(practice, patient, "removedId caseload { count }")
    assert (refused["removedId"], refused["caseload"]) == (None, None)
    assert [(one["code"], one["path"]) for one in refused["userErrors"]] == [("IN_USE", ["patientId"])]
    await take_out(practice, other)
    done = await take_off(practice, patient, "removedId caseload { id count remaining }")
    shown = {"id": ids.encode("Caseload", practice.therapist.key), "count": 0, "remaining": 1}
    assert done == {"removedId": patient, "caseload": shown, "userErrors": []}
    assert await listed(practice) == {}
    assert await practice.therapist.refused("removePatient", {"patientId": patient}) == "NOT_FOUND"
    await practice.bring(await practice.people("Next"))
    assert await practice.used() == (1, 0)


async def test_a_group_of_somebody_else_does_not_hold_them(opened: Opening) -> None:
    practice = await opened(3)
    [patient] = await practice.list_patients(1)
    theirs = await practice.people("Other Therapist")
    group = await practice.new_group(theirs)
    await practice.bring(patient, by=theirs, group=group)
    await practice.bring(practice.therapist, by=theirs, group=group)
    assert codes(await take_off(practice, (await listed(practice))["Patient 000"]["id"])) == []


async def test_it_is_ones_own_list_alone(opened: Opening) -> None:
    practice = await opened(3)
    await practice.list_patients(1)
    given = {"patientId": (await listed(practice))["Patient 000"]["id"]}
    stranger = await practice.people("Stranger")
    await practice.set_limit(3, of=stranger)
    assert await stranger.refused("removePatient", given) == "NOT_FOUND"
    assert await stranger.refused("removePatient", {"patientId": "nonsense"}) == "NOT_FOUND"
    assert await practice.staff.refused("removePatient", given) == "FORBIDDEN"
    anonymous = Person(**{**vars(stranger), "token": None})
    assert await anonymous.refused("removePatient", given) == "UNAUTHENTICATED"
    assert len(await listed(practice)) == 1


async def test_the_history_shows_it_to_the_therapist_and_staff_alone(opened: Opening) -> None:
    practice = await opened(3)
    patient, colleague = await practice.people.many(["Max", "Colleague"])
    await practice.bring(colleague, role="FACILITATOR")
    await practice.bring(patient)
    await take_out(practice, patient)
    assert codes(await take_off(practice, (await listed(practice))["Max"]["id"])) == []

    async def entries(person: Person) -> Any:
        return (await person.ok(HISTORY, g=practice.group))["group"]["history"]

    own = await entries(practice.therapist)
    assert (own["nodes"][0]["action"], own["nodes"][0]["subject"]) == ("PATIENT_REMOVED", "Max")
    assert await entries(practice.staff) == own
    theirs = await entries(colleague)
    assert theirs == {"totalCount": own["totalCount"] - 1, "nodes": own["nodes"][1:]}
    document = "query($h: ID!) { node(id: $h) { id } }"
    for person, found in ((practice.therapist, True), (practice.staff, True), (colleague, False)):
        node = (await person.ok(document, h=own["nodes"][0]["id"]))["node"]
        assert (node is not None) == found


async def test_added_to_a_group_at_the_same_moment(opened: Opening) -> None:
    """Whoever comes first: nobody is a member by Add Existing, or by an own invitation, and not on the list."""
    practice = await opened(None)
    persons = await practice.list_patients(12)
    await practice.invite([person.email for person in persons[6:]])
    found = await listed(practice)
    add = {"groupId": practice.group}
    calls = [
        practice.therapist.mutate("addExistingMembers", {**add, "accountIds": [person.id]}, "")
        for person in persons[:6]
    ]
    calls += [practice.accept(person) for person in persons[6:]]
    calls += [take_off(practice, found[person.name]["id"]) for person in persons]
    await asyncio.gather(*calls)
    document = "query($g: ID!) { group(id: $g) { members(first: 100) { nodes { account { name } } } } }"
    nodes = (await practice.therapist.ok(document, g=practice.group))["group"]["members"]["nodes"]
    members = {one["account"]["name"] for one in nodes} - {practice.therapist.name}
    assert len(members) >= 6  # all who accepted, and those who were added in time
    assert members <= set(await listed(practice))
    assert await practice.counted() == len(members)
