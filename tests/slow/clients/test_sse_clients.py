"""Server-sent events with clients as they come, straight and through nginx with its defaults and over HTTP/2."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser

from tests.slow.clients.conftest import INVITATION_CHANGES, Front

WAYS = ("direct", "plain", "secure")

FOLLOW = """async ([path, count]) => {
  const heard = [], ids = [];
  const source = new EventSource(path);
  await new Promise((done) => source.addEventListener("next", (event) => {
    heard.push(JSON.parse(event.data).data.invitationChanges.invitation.email);
    ids.push(event.lastEventId);
    if (heard.length === count) done();
  }));
  source.close();
  return { heard, ids };
}"""


async def invite(front: Front, *words: str) -> list[str]:
    world = front.world
    emails = [f"{word}.{world.key}@example.org" for word in words]
    given = {"groupId": world.group, "addresses": " ".join(emails), "sendMail": False}
    await world.administrator.mutate("inviteMembers", given, "")
    return emails


async def cursor(front: Front) -> str:
    found = await front.world.administrator.ok("query($g: ID!) { group(id: $g) { liveCursor } }", g=front.world.group)
    return str(found["group"]["liveCursor"])


async def run(folder: Path, front: Front, *arguments: str) -> Any:
    node = await asyncio.create_subprocess_exec(
        "node", *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"NODE_EXTRA_CA_CERTS": str(front.authority)},
    )  # fmt: skip
    said, complained = await asyncio.wait_for(node.communicate(), 240)
    assert node.returncode == 0, complained.decode()
    return json.loads(said)


@pytest.mark.parametrize("way", WAYS)
async def test_graphql_sse_and_eventsource_follow_come_back_and_end(way: str, front: Front, js_scripts: Path) -> None:
    boss = front.world.administrator
    heard = await run(
        js_scripts,
        front,
        "sse.mjs",
        getattr(front, way),
        boss.token or "",
        front.world.group,
        INVITATION_CHANGES,
        f"{way}.example",
    )
    assert heard == {
        "graphql-sse": {
            "heard": ["a1", "a2", "a3"],
            "refused": ["NOT_FOUND"],
            "rejected": 400,
            "revoked": ["d1", "UNAUTHENTICATED"],
        },
        "EventSource": {"heard": ["b1", "b2", "b3", "b4", "b5"], "distinct": 5, "resumed": True, "first": None},
        "revoked": {"heard": ["c1"], "ended": "UNAUTHENTICATED", "requests": 1},
    }


Block = Callable[[], Awaitable[str]]


@asynccontextmanager
async def curl(front: Front, way: str, token: str, after: str, *headers: str) -> AsyncIterator[Block]:
    """Follow with curl as it comes; yields what reads the next block of the answer."""
    body = {"query": INVITATION_CHANGES, "variables": {"g": front.world.group, "a": after}}
    given = ["--json", json.dumps(body)]
    for header in ("Accept: text/event-stream", f"Authorization: Bearer {token}", *headers):
        given += ["--header", header]
    curl = await asyncio.create_subprocess_exec(
        "curl", "--silent", "--no-buffer", "--cacert", str(front.authority), "--write-out", "%{http_version}\n\n",
        *given, f"{getattr(front, way)}/graphql", stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said = curl.stdout
    assert said is not None

    async def block() -> str:
        return (await asyncio.wait_for(said.readuntil(b"\n\n"), 60)).decode().rstrip("\n")

    yield block
    if curl.returncode is None:
        curl.terminate()
    await curl.wait()


async def told(block: Block) -> str:
    """Return the next block that is no comment: one comes whenever nothing else came for a while."""
    while (found := await block()) == ":":
        pass
    return found


def fields(block: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in block.split("\n"))


def email_in(block: str) -> str:
    told = fields(block)
    assert set(told) == {"id", "event", "data"}
    assert told["event"] == "next"
    return str(json.loads(told["data"])["data"]["invitationChanges"]["invitation"]["email"])


async def test_an_idle_stream_outlives_the_minute_after_which_nginx_cuts(front: Front) -> None:
    token, after = front.world.administrator.token or "", await cursor(front)
    emails = await invite(front, "curl-1", "curl-2")

    idle = asyncio.Barrier(len(WAYS) + 1)

    async def heard(way: str) -> list[str]:
        async with curl(front, way, token, after) as block:
            blocks = [await block() for _ in range(7)]
            await idle.wait()
            return [*blocks, await told(block)]

    async def invite_late() -> list[str]:
        await asyncio.gather(asyncio.sleep(63), idle.wait())
        return await invite(front, "curl-late")

    *found, late = await asyncio.gather(*(heard(way) for way in WAYS), invite_late())
    for blocks in found:
        begun, first, second, *comments, last = blocks
        assert [begun, *comments] == [":"] * 5  # the first at once, then every fifteen seconds
        assert [email_in(block) for block in (first, second, last)] == [*emails, *late]


@pytest.mark.parametrize(("way", "version"), [("direct", "1.1"), ("plain", "1.1"), ("secure", "2")])
async def test_curl_goes_on_after_the_last_event_until_its_token_is_revoked(
    way: str, version: str, front: Front
) -> None:
    boss, after = front.world.administrator, await cursor(front)
    emails = await invite(front, f"again-{way}-1", f"again-{way}-2")
    made = await boss.mutate("createAccessToken", {"name": "curl", "scopes": ["READ"]}, "secret accessToken { id }")
    async with curl(front, way, made["secret"], after) as block:
        assert await block() == ":"
        first = await told(block)
    assert email_in(first) == emails[0]
    last = f"Last-Event-ID: {fields(first)['id']}"
    async with curl(front, way, made["secret"], after, last) as block:
        assert await block() == ":"
        assert email_in(await told(block)) == emails[1]
        await boss.mutate("revokeAccessToken", made["accessToken"], "")
        ended, complete = fields(await told(block)), fields(await block())
        assert (ended["event"], complete["event"], complete["retry"]) == ("next", "complete", "86400000")
        assert [one["extensions"]["code"] for one in json.loads(ended["data"])["errors"]] == ["UNAUTHENTICATED"]
        assert await block() == version


async def test_a_browsers_event_source_follows_with_its_cookie(front: Front, browser: Browser) -> None:
    context = await browser.new_context(ignore_https_errors=True)
    token = front.world.administrator.token or ""
    await context.add_cookies([{"name": "usher", "value": token, "url": front.secure}])
    page = await context.new_page()
    protocols: list[str] = []
    session = await context.new_cdp_session(page)
    session.on("Network.responseReceived", lambda event: protocols.append(event["response"]["protocol"]))
    await session.send("Network.enable")
    # Usher's own pages may connect to nothing; a host that serves its app beside it has pages that may.
    await page.route("**/blank", lambda route: route.fulfill(body="<title>x</title>", content_type="text/html"))
    await page.goto(f"{front.secure}/blank")
    variables = json.dumps({"g": front.world.group, "a": await cursor(front)})
    path = f"/graphql?{urlencode({'documentId': 'invitations', 'variables': variables})}"
    emails = await invite(front, "browser-1", "browser-2")
    following = asyncio.create_task(page.evaluate(FOLLOW, [path, 4]))
    await asyncio.sleep(0.5)
    emails += await invite(front, "browser-3", "browser-4")
    heard = await asyncio.wait_for(following, 60)
    assert heard["heard"] == emails
    assert len(set(heard["ids"])) == 4
    assert protocols[-1] == "h2"
    await context.close()
