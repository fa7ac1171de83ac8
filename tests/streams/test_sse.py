"""Streams as server-sent events: the same as over a socket, and a client that comes back goes on where it was."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from tests.limits.conftest import serving
from tests.support.people import People, Person
from tests.support.sse import SseReader, sse_stream
from tests.support.world import World, make_world

INVITATION_CHANGES = (
    "subscription($g: ID!, $a: String) { invitationChanges(groupId: $g, after: $a) { invitation { email } } }"
)
CURSOR = "query($g: ID!) { group(id: $g) { liveCursor } }"


def asking(world: World, after: str | None = None) -> dict[str, Any]:
    return {"query": INVITATION_CHANGES, "variables": {"g": world.group, "a": after}}


def signed_in(person: Person, last_event_id: str | None = None) -> dict[str, str]:
    more = {} if last_event_id is None else {"last-event-id": last_event_id}
    return {"authorization": f"Bearer {person.token}", **more}


async def invite(world: World, *words: str) -> list[str]:
    emails = [f"{word}.{world.key}@example.org" for word in words]
    given = {"groupId": world.group, "addresses": " ".join(emails), "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")
    return emails


async def heard(stream: SseReader) -> tuple[str, str]:
    """The address in an event, and the event's ID."""
    event = await stream.event()
    assert event is not None
    assert event.id is not None
    return event.answer["data"]["invitationChanges"]["invitation"]["email"], event.id


async def test_events_have_their_cursor_as_id_and_the_last_one_wins_over_after(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    boss = world.administrator
    start = (await boss.ok(CURSOR, g=world.group))["group"]["liveCursor"]
    emails = await invite(world, "a", "b", "c")
    async with sse_stream(url, asking(world, start), headers=signed_in(boss)) as stream:
        first = [await heard(stream) for _ in range(3)]
    assert [email for email, _ in first] == emails
    assert len({cursor for _, cursor in first}) == 3
    last = first[1][1]
    for word, after in (("d", start), ("e", None), ("f", "nonsense")):
        async with sse_stream(url, asking(world, after), headers=signed_in(boss, last)) as stream:
            missed, last = await heard(stream)
            assert missed == emails[-1]
            emails += await invite(world, word)
            assert (await heard(stream))[0] == emails[-1]


async def test_a_cursor_that_is_none_of_the_stream_is_one_error(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    boss = world.administrator
    other = (await boss.ok("{ viewer { liveCursor } }"))["viewer"]["liveCursor"]
    for odd in (other, "nonsense"):
        async with sse_stream(url, asking(world), headers=signed_in(boss, odd)) as stream:
            assert stream.status == 200
            assert await stream.error() == "BAD_REQUEST"


async def test_a_stream_without_cursors_has_no_ids(url: str, people: People) -> None:
    person = await people()
    body = {"query": "subscription { badge { total } }"}
    async with sse_stream(url, body, headers=signed_in(person, "anything")) as stream:
        event = await stream.event()
        assert event is not None
        assert (event.id, event.answer) == (None, {"data": {"badge": {"total": 0}}})


async def test_a_stream_ends_when_access_ends(url: str, people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    boss, lowered, leaving = world.administrator, world.facilitator, world.other_facilitator
    async with (
        sse_stream(url, asking(world), headers=signed_in(boss)) as control,
        sse_stream(url, asking(world), headers=signed_in(lowered)) as first,
        sse_stream(url, asking(world), headers=signed_in(leaving)) as second,
    ):
        emails = await invite(world, "before")
        assert [(await heard(one))[0] for one in (control, first, second)] == emails * 3
        await boss.mutate("setMemberRole", {"memberId": world.membership("facilitator"), "role": "MEMBER"}, "")
        await leaving.ok("mutation { logOut { userErrors { code } } }")
        [after] = await invite(world, "after")
        assert await first.error() == "FORBIDDEN"
        assert await second.error() == "UNAUTHENTICATED"
        assert (await heard(control))[0] == after


async def test_a_refused_stream_says_why_and_delays_the_reconnect(
    url: str, people: People, engine: AsyncEngine
) -> None:
    world = await make_world(people, engine)
    for who, code in (("member", "FORBIDDEN"), ("stranger", "NOT_FOUND")):
        headers = {"authorization": f"Bearer {world.caller(who).token}"}
        async with sse_stream(url, asking(world), headers=headers) as stream:
            assert (stream.status, await stream.error()) == (200, code)
    async with sse_stream(url, asking(world)) as stream:
        assert (stream.status, await stream.error()) == (200, "UNAUTHENTICATED")
    async with sse_stream(url, asking(world), headers={"authorization": "Bearer ush_s_none"}) as stream:
        assert stream.status == 401
        assert (await stream.whole())["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_the_cookie_counts_for_our_own_pages(url: str, people: People) -> None:
    person = await people()
    body = {"query": "subscription { badge { total } }"}
    cookie = {"cookie": f"usher={person.token}"}
    async with sse_stream(url, body, headers=cookie | {"sec-fetch-site": "same-origin"}) as stream:
        assert await stream.next() == {"badge": {"total": 0}}
    async with sse_stream(url, body, headers=cookie | {"sec-fetch-site": "cross-site"}) as stream:
        assert await stream.error() == "UNAUTHENTICATED"


@pytest.mark.parametrize("name", ["sse_streams_per_network", "sse_streams_per_account"])
async def test_they_are_counted_by_limits_of_their_own(
    name: str, settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    body = {"query": "subscription { badge { total } }"}
    person = replace(await people())
    async with serving(settings, dsn, engine, http, {name: 1, "sockets_per_account": 1}) as limited:
        network = limited.network() if name == "sse_streams_per_network" else {}
        headers = signed_in(person) | network
        async with sse_stream(limited.urls[0], body, headers=headers) as first:
            await first.next()
            async with sse_stream(limited.urls[0], body, headers=headers) as second:
                [error] = (await second.whole())["errors"]
                assert (second.status, second.headers["retry-after"]) == (429, "5")
                assert error["extensions"]["code"] == "RATE_LIMITED"
