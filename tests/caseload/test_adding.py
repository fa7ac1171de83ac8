"""Add Existing: patients become members at once, each other person is a problem of its own."""

from typing import Any

from tests.caseload.conftest import Opening
from tests.caseload.practice import Practice
from tests.conftest import Counted
from tests.support.client import codes
from tests.support.mailbox import Mailbox
from tests.support.people import People, Person

MEMBERS = "members { role joinedBy account { name } invitation { status } }"


async def add(practice: Practice, people: list[Person] | list[str], *, by: Person | None = None, **given: Any) -> Any:
    ids = [one if isinstance(one, str) else one.id for one in people]
    asked = {"groupId": practice.group, "accountIds": ids} | given
    return await (by or practice.therapist).mutate("addExistingMembers", asked, MEMBERS)


def placed(payload: Any) -> list[tuple[str, list[str]]]:
    return [(error["code"], error["path"]) for error in payload["userErrors"]]


async def test_patients_become_members_with_a_notification_and_a_mail(opened: Opening, mailbox: Mailbox) -> None:
    practice = await opened(2)
    first, second = await practice.list_patients(2)
    added = await add(practice, [second, first])
    assert codes(added) == []
    assert [(member["account"]["name"], member["role"], member["joinedBy"]) for member in added["members"]] == [
        ("Patient 001", "MEMBER", "ADDED"),
        ("Patient 000", "MEMBER", "ADDED"),
    ]
    letter = await mailbox.wait(first.email)
    assert letter["subject"] == f"Thea Rapist added you to Group {practice.run}"
    notices = "{ viewer { notifications { nodes { kind message } } } }"
    assert (await first.ok(notices))["viewer"]["notifications"]["nodes"] == [
        {"kind": "ADDED_TO_GROUP", "message": f"Thea Rapist added you to Group {practice.run}."}
    ]
    history = "query($g: ID!) { group(id: $g) { history(first: 2) { nodes { action subject actor { name } } } } }"
    shown = (await practice.therapist.ok(history, g=practice.group))["group"]["history"]["nodes"]
    assert [(entry["action"], entry["actor"]["name"]) for entry in shown] == [("MEMBER_ADDED", "Thea Rapist")] * 2
    assert await practice.used() == (2, 0)


async def test_each_other_person_is_a_problem_and_stops_nobody(opened: Opening, people: People) -> None:
    practice = await opened(10)
    good, inside, doubled = await practice.list_patients(3)
    await add(practice, [inside])
    companion, stranger = await people.many(["Companion", "Stranger"])
    await practice.bring(companion, role="FACILITATOR")
    asked = [inside, companion, good, stranger, doubled, "nonsense", practice.group, doubled]
    added = await add(practice, asked)  # type: ignore[arg-type]
    assert [member["account"]["name"] for member in added["members"]] == ["Patient 000", "Patient 002"]
    assert placed(added) == [
        ("ALREADY_MEMBER", ["accountIds", "0"]),
        ("NOT_A_PATIENT", ["accountIds", "1"]),
        ("UNKNOWN_PERSON", ["accountIds", "3"]),
        ("UNKNOWN_PERSON", ["accountIds", "5"]),
        ("UNKNOWN_PERSON", ["accountIds", "6"]),
        ("DUPLICATE_RECIPIENT", ["accountIds", "7"]),
    ]


async def test_without_a_caseload_nobody_is_a_patient(opened: Opening) -> None:
    practice = await opened(5)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="FACILITATOR")
    [patient] = await practice.list_patients(1)
    added = await add(practice, [patient.id, "nonsense", practice.therapist.id], by=colleague)
    assert added["members"] == []
    assert placed(added) == [("NOT_A_PATIENT", ["accountIds", str(place)]) for place in range(3)]


async def test_a_facilitator_makes_no_administrators(opened: Opening) -> None:
    practice = await opened(5)
    colleague = await practice.people("Cole League")
    await practice.bring(colleague, role="FACILITATOR")
    await practice.set_limit(5, of=colleague)
    patient = await practice.people("Pat Ient")
    await practice.bring(patient, by=colleague, group=await practice.new_group(colleague))
    refused = await add(practice, [patient], by=colleague, role="ADMINISTRATOR")
    assert (refused["members"], placed(refused)) == ([], [("ROLE_NOT_ALLOWED", ["accountIds", "0"])])
    added = await add(practice, [patient], by=colleague, role="FACILITATOR")
    assert added["members"][0]["role"] == "FACILITATOR"


async def test_nobody_and_too_many_are_refused_as_a_whole(opened: Opening) -> None:
    practice = await opened(5)
    assert placed(await add(practice, [])) == [("BLANK", ["accountIds"])]
    assert placed(await add(practice, ["nonsense"] * 5_001)) == [("TOO_MANY_RECIPIENTS", ["accountIds"])]


async def test_members_and_strangers_add_nobody(opened: Opening, people: People) -> None:
    practice = await opened(5)
    member, stranger = await people.many(["Member", "Stranger"])
    await practice.bring(member)
    [patient] = await practice.list_patients(1)
    given = {"groupId": practice.group, "accountIds": [patient.id]}
    for person, code in ((member, "FORBIDDEN"), (stranger, "NOT_FOUND"), (practice.staff, "FORBIDDEN")):
        assert await person.refused("addExistingMembers", given) == code
    count = "query($g: ID!) { group(id: $g) { memberCount } }"
    assert await member.ok(count, g=practice.group) == {"group": {"memberCount": 2}}


async def test_a_pending_invitation_is_accepted_with_it_and_a_removal_forgotten(opened: Opening) -> None:
    practice = await opened(5)
    invited, removed = await practice.list_patients(2)
    await practice.invite([invited.email])
    await add(practice, [removed])
    members = 'query($g: ID!) { group(id: $g) { members(search: "001") { nodes { id } } } }'
    member = (await practice.therapist.ok(members, g=practice.group))["group"]["members"]["nodes"][0]["id"]
    await practice.therapist.mutate("removeMember", {"memberId": member}, "")
    added = await add(practice, [invited, removed])
    assert codes(added) == []
    assert [one["invitation"] for one in added["members"]] == [{"status": "ACCEPTED"}, None]
    overview = await invited.ok("{ viewer { badge { pendingInvitations } } }")
    assert overview == {"viewer": {"badge": {"pendingInvitations": 0}}}


async def test_statements_do_not_grow_with_the_people(counted: Counted) -> None:
    from tests.caseload.practice import open_practice

    counts = []
    for size in (3, 60):
        practice = await open_practice(counted.people, counted.engine, None)
        patients = await practice.list_patients(size)
        await practice.invite([person.email for person in patients[: size // 2]])
        counted.statements.clear()
        added = await add(practice, patients)
        assert len(added["members"]) == size
        counts.append(len(counted.statements))
    assert counts[0] == counts[1], counts
