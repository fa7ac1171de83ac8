"""groupChanges and viewerChanges: each event reaches those who may see it, nobody else, and once."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update

from actions.accounts.hashing import hash_password
from db.bulk import insert_rows
from db.tables import Account, Caseload, OneTimeLink, Patient
from graph import ids
from graph.root import make_schema
from rules.event_visibility import GroupEventKind, ViewerEventKind
from rules.tokens import login_token
from tests.conftest import Counted
from tests.streams.changes import APART, PASSWORD, STEPS, Step, sees_event
from tests.streams.receiving import ReceivedEvents, everybody_subscribed
from tests.support.client import codes
from tests.support.people import Person
from tests.support.servers import SECRET_KEY
from tests.support.waiting import until
from tests.support.world import World, make_world

GROUP_SUBSCRIBERS = ("member", "facilitator", "administrator", "staff")
OWN = (*GROUP_SUBSCRIBERS, "other_member", "other_facilitator", "other_administrator", "stranger", "invitee", "patient")
MANAGERS = {"facilitator", "administrator", "staff"}
OF_JOBS = {"INVITATION_EXPIRED", "INVITATION_DELIVERED", "INVITATION_UNDELIVERED"}
"""Events of the clock and the mail server, which no mutation causes."""
_LAST = [("GROUP_UPDATED", None, "administrator")]
THE_END = Step("", "", lambda *_: {}, _LAST, {name: ["PROFILE_CHANGED"] for name in OWN})


async def test_each_mutation_is_told_to_whom_it_concerns_and_once(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    patient, words = await prepare(counted, world)
    people: dict[str, Person] = {name: getattr(world, name) for name in OWN if name != "patient"} | {"patient": patient}
    expected = {name: ReceivedEvents() for name in people}
    names = {person.id: name for name, person in (people | {"staff": world.staff}).items()}
    async with everybody_subscribed(patient.url, world.group, people, set(GROUP_SUBSCRIBERS)) as received:
        for step in STEPS:
            if step.mutation == "logInWithOneTimeLink":
                words["link"] = await newest_link(counted, patient)
            await play(world, people, step, words)
            expect(expected, step)
            await wait_for_events(step, received, expected)
        await make_last_changes(world, people)
        expect(expected, THE_END)
        await until(lambda: all_received(received, expected))
    for name, heard in received.items():
        group = [{"kind": one["kind"], "actor": one["actor"] and names[one["actor"]["id"]]} for one in heard.group]
        assert group[: len(expected[name].group)] == expected[name].group, name
        assert [{"kind": one["kind"]} for one in heard.own][: len(expected[name].own)] == expected[name].own, name
        for events in (heard.group, heard.own):
            assert len({event["cursor"] for event in events}) == len(events)


def test_the_table_names_every_mutation() -> None:
    mutations = make_schema()._schema.mutation_type
    assert mutations is not None
    assert {step.mutation for step in STEPS} | APART == set(mutations.fields)


def test_the_table_names_every_event() -> None:
    assert {kind for step in STEPS for kind, _, _ in step.group} | OF_JOBS == set(GroupEventKind)
    assert {kind for step in STEPS for kinds in step.own.values() for kind in kinds} == set(ViewerEventKind)


async def prepare(counted: Counted, world: World) -> tuple[Person, dict[str, str]]:
    """List two patients of the facilitator's, one of them with a password; return that one, and words for the steps."""
    patient, former = await counted.people.many(["Patient", "Former"])
    hashed = await hash_password(PASSWORD)
    async with counted.engine.begin() as connection:
        await connection.execute(insert(Caseload).values(account_id=world.facilitator.key))
        columns = {"caseload_id": [world.facilitator.key] * 2, "account_id": [patient.key, former.key]}
        keys = await insert_rows(connection, Patient, columns | {"added_at": [datetime.now(UTC)] * 2})
        await connection.execute(update(Account).where(Account.id == patient.key).values(password_hash=hashed))
    return patient, {"patient": patient.id, "address": patient.email, "former": ids.encode("Patient", keys[1])}


async def play(world: World, people: dict[str, Person], step: Step, words: dict[str, str]) -> None:
    name, selection = step.keep or ("", "__typename")
    caller = world.anonymous if step.by == "anonymous" else people[step.by]
    payload = await caller.mutate(step.mutation, step.given(world, words), selection)
    assert codes(payload) == [], (step, payload)
    if name:
        words[name] = leaf({key: value for key, value in payload.items() if key != "userErrors"})


def leaf(found: Any) -> str:
    """The first text in an answer."""
    while not isinstance(found, str):
        found = next(iter(found.values())) if isinstance(found, dict) else found[0]
    return found


def expect(expected: dict[str, ReceivedEvents], step: Step) -> None:
    """Add the events that each person should receive for a step."""
    for name, received in expected.items():
        for kind, about, actor in step.group:
            if name in GROUP_SUBSCRIBERS and sees_event(name, kind, about):
                shown = actor if name in MANAGERS or actor == name else None
                received.group.append({"kind": kind, "actor": shown})
        received.own += [{"kind": kind} for kind in step.own.get(name, ())]


def all_received(received: dict[str, ReceivedEvents], expected: dict[str, ReceivedEvents]) -> bool:
    return all(
        len(received[name].group) >= len(heard.group) and len(received[name].own) >= len(heard.own)
        for name, heard in expected.items()
    )


async def wait_for_events(step: Step, received: dict[str, ReceivedEvents], expected: dict[str, ReceivedEvents]) -> None:
    """Wait for a step's events. They come by a hint: this server does not poll."""
    try:
        await until(lambda: all_received(received, expected))
    except TimeoutError:
        missing = [
            (name, [one["kind"] for one in mine], [one["kind"] for one in theirs])
            for name in received
            for mine, theirs in ((expected[name].group, received[name].group), (expected[name].own, received[name].own))
            if len(theirs) < len(mine)
        ]
        raise AssertionError(step, missing) from None


async def make_last_changes(world: World, people: dict[str, Person]) -> None:
    """Make one last change for each stream: streams are in order, so earlier events come before it."""
    await world.administrator.mutate("updateGroup", {"groupId": world.group, "description": "the end"}, "")
    for name in OWN:
        await people[name].mutate("updateProfile", {"name": f"{name} at the end"}, "")


async def newest_link(counted: Counted, person: Person) -> str:
    newest = select(OneTimeLink.id, OneTimeLink.salt).where(OneTimeLink.email == person.email)
    async with counted.engine.connect() as connection:
        row = (await connection.execute(newest.order_by(OneTimeLink.id.desc()).limit(1))).one()
    return login_token((SECRET_KEY.encode(),), row.id, row.salt)
