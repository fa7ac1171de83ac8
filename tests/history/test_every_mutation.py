"""Every mutation writes what it did, once."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert

from db.tables import Caseload, Patient
from graph.root import make_schema
from rules.history import HistoryAction
from rules.notifications import NotificationKind
from rules.seats import last_moment
from tests.conftest import Counted
from tests.history.steps import APART, NEXT_YEAR, OF_NO_GROUP, STEPS, entries, played
from tests.support.notifications import said_kinds
from tests.support.world import make_world

TOLD_ELSEWHERE = {
    "INVITATION_RECEIVED", "INVITATION_DECLINED", "INVITATION_EMAIL_FAILED", "SEAT_PLAN_EXPIRING", "CASELOAD_FULL",
}  # fmt: skip


async def test_every_mutation_writes_down_what_it_did(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    patient = await counted.people("Patient")
    async with counted.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        listed = {"caseload_id": world.facilitator.key, "account_id": patient.key, "added_at": datetime.now(UTC)}
        await connection.execute(insert(Patient).values(**listed))
    words = {"{invitee}": world.invitee.email, "{year}": last_moment(NEXT_YEAR), "{patient}": patient.id}
    before = await entries(world)
    for field, role, given, expected in STEPS:
        asked = _worded(given(world), words)
        selection = "inviteCode { code }" if field == "generateInviteCode" else "__typename"
        payload = await played(world, field, role, asked, selection)
        if field == "generateInviteCode":
            words["{code}"] = payload["inviteCode"]["code"]
        after = await entries(world)
        found = after[len(before) :]
        assert after[: len(before)] == before
        before = after
        assert [one[0] for one in found] == [one[0] for one in expected], field
        for one, wanted in zip(found, expected, strict=True):
            assert one[2] == wanted[2], (field, one)
            assert one[1] == _worded(wanted[1], words), (field, one)
    assert await said_kinds(counted.engine, world.key) == set(map(str, NotificationKind)) - TOLD_ELSEWHERE


def _worded(given: Any, words: dict[str, str]) -> Any:
    """With the words in braces put in."""
    if isinstance(given, dict):
        return {key: _worded(value, words) for key, value in given.items()}
    if isinstance(given, list):
        return [_worded(value, words) for value in given]
    for word, value in words.items():
        given = given.replace(word, value) if isinstance(given, str) else given
    return given


def test_nothing_is_left_out() -> None:
    mutations = make_schema()._schema.mutation_type
    assert mutations is not None
    assert {step[0] for step in STEPS} | APART | OF_NO_GROUP == set(mutations.fields)
    written = {entry[0] for step in STEPS for entry in step[3]}
    apart = {"GROUP_CREATED", "INVITATION_DECLINED", "INVITATION_CANCELLED", "INVITATION_EXPIRED", "PATIENT_REMOVED"}
    assert written | apart == set(HistoryAction)
