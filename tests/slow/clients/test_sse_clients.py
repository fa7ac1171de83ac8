"""Server-sent events with clients as they come, straight and through nginx with its defaults and over HTTP/2."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser

from tests.slow.clients.conftest import ASKED, Front

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
    said, complained = await asyncio.wait_for(node.communicate(), 60)
    assert node.returncode == 0, complained.decode()
    return json.loads(said)


@pytest.mark.parametrize("way", WAYS)
async def test_graphql_sse_and_eventsource_follow_come_back_and_end(way: str, front: Front, js_scripts: Path) -> None:
    boss = front.world.administrator
    heard = await run(
        js_scripts, front, "sse.mjs", getattr(front, way), boss.token or "", front.world.group, ASKED, f"{way}.example"
    )
    assert heard == {
        "graphql-sse": {"heard": ["a1", "a2", "a3"], "refused": ["NOT_FOUND"], "rejected": 400},
        "EventSource": {"heard": ["b1", "b2", "b3", "b4", "b5"], "distinct": 5, "resumed": True, "first": None},
        "revoked": {"heard": ["c1"], "ended": "UNAUTHENTICATED", "requests": 1},
    }


@pytest.mark.parametrize(("way", "version"), [("direct", "1.1"), ("plain", "1.1"), ("secure", "2")])
async def test_curl_shows_events_ids_and_a_comment_every_fifteen_seconds(way: str, version: str, front: Front) -> None:
    body = {"query": ASKED, "variables": {"g": front.world.group, "a": await cursor(front)}}
    emails = await invite(front, f"curl-{way}-1", f"curl-{way}-2")
    curl = await asyncio.create_subprocess_exec(
        "curl", "--silent", "--no-buffer", "--cacert", str(front.authority), "--max-time", "17",
        "--write-out", "%{http_version}", "--header", "Accept: text/event-stream",
        "--header", f"Authorization: Bearer {front.world.administrator.token}", "--json", json.dumps(body),
        "--header", "Accept: text/event-stream", f"{getattr(front, way)}/graphql", stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await curl.communicate()
    *blocks, last = said.decode().split("\n\n")
    assert last == version
    assert blocks[0] == ":"
    assert blocks[3:] == [":"]
    for block, email in zip(blocks[1:3], emails, strict=True):
        identity, kind, data = block.split("\n")
        assert identity.startswith("id: ")
        assert kind == "event: next"
        assert json.loads(data.removeprefix("data: ")) == {
            "data": {"invitationChanges": {"invitation": {"email": email}}}
        }


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
    path = f"/graphql?{urlencode({'documentId': 'asked', 'variables': variables})}"
    emails = await invite(front, "browser-1", "browser-2")
    following = asyncio.create_task(page.evaluate(FOLLOW, [path, 4]))
    await asyncio.sleep(0.5)
    emails += await invite(front, "browser-3", "browser-4")
    heard = await asyncio.wait_for(following, 30)
    assert heard["heard"] == emails
    assert len(set(heard["ids"])) == 4
    assert protocols[-1] == "h2"
    await context.close()
