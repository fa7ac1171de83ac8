"""What was issued before the secret key is rotated, and must work afterwards."""

import asyncio
import re
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.support.client import Client
from tests.support.mailbox import Mailbox, token_in
from tests.support.people import People
from tests.support.servers import Process, ended, usher
from tests.support.socket import stream
from tests.support.world import World, make_world

NEW, NEXT = "a new secret key made when somebody left the company", "and a third one made when somebody else did"
PAGE = "query($k: String!) { invitePage(key: $k) { status groupName } }"
CODE = "query($g: ID!) { group(id: $g) { inviteCode { code status } liveCursor } }"
CHANGES = "subscription($g: ID!, $c: String) { invitationChanges(groupId: $g, after: $c) { cursor } }"
CREATE = 'mutation { createGroup(input: {name: "Once"}) { group { id } } }'
LOG_IN = "mutation($t: String!) { logInWithOneTimeLink(input: {token: $t}) { token inviteKey } }"
FORM = re.compile(r'name="form" value="([^"]+)"')
FOREIGN_FORM = "was not sent from a page"


@dataclass
class Issued:
    """Links, codes, cursors, forms and tokens that were issued before a rotation."""

    world: World
    codes: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    replies: list[tuple[str, str]] = field(default_factory=list)
    cursors: list[str] = field(default_factory=list)
    forms: list[tuple[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    async def add(self, people: People, http: httpx.AsyncClient, name: str) -> None:
        """Issue some of each kind from the running server."""
        who, group = self.world.administrator, self.world.group
        url = who.url
        self.cursors.append((await who.ok(CODE, g=group))["group"]["liveCursor"])
        other = await make_world(people, self.world.engine)
        made = await other.administrator.at(url).mutate(
            "generateInviteCode", {"groupId": other.group}, "inviteCode { code }"
        )
        self.codes.append(made["inviteCode"]["code"])
        for kind in ("accept", "see", "register"):
            address = f"{kind}.{name}.{self.world.key}@example.org"
            given = {"groupId": group, "addresses": address, "sendMail": False}
            done = await who.mutate("inviteMembers", given, "results { invitation { url } }")
            self.links[address] = str(done["results"][0]["invitation"]["url"]).rpartition("/")[2]
        asking = await people(f"Waiting {name}")
        await Client(http, url).mutate("requestOneTimeLogin", {"email": asking.email}, "")
        self.waiting.append(asking.email)
        key = f"{name}-{self.world.key}"
        self.replies.append((key, (await self._create(http, url, key)).text))
        async with httpx.AsyncClient(timeout=60) as browser:
            page = await browser.get(f"{url}/login")
            self.forms.append((FORM.findall(page.text)[0], browser.cookies["usher_form"]))
        secret = await who.mutate("createAccessToken", {"name": name, "scopes": ["READ"]}, "secret")
        self.tokens.append(secret["secret"])

    async def _create(self, http: httpx.AsyncClient, url: str, key: str) -> httpx.Response:
        headers = {"authorization": f"Bearer {self.world.administrator.token}", "idempotency-key": key}
        return await http.post(f"{url}/graphql", json={"query": CREATE}, headers=headers)

    async def check(self, http: httpx.AsyncClient) -> None:
        """Check everything that can be checked without using it up."""
        who, group = self.world.administrator, self.world.group
        for code in self.codes:
            assert await page_status(http, who.url, code) == "OPEN"
        for address, link in self.links.items():
            assert await page_status(http, who.url, link) == "OPEN", address
        for key, answer in self.replies:
            assert (await self._create(http, who.url, key)).text == answer
        for token in self.tokens:
            assert (await Client(http, who.url, token).ok("{ viewer { account { id } } }"))["viewer"]
        for form, cookie in self.forms:
            assert FOREIGN_FORM not in await submit_form(who.url, form, cookie)
            assert FOREIGN_FORM in await submit_form(who.url, form, cookie[:-1] + "?"), "any form is accepted"
        async with stream(who.url, who.token, CHANGES, g=group, c=self.cursors[0]) as events:
            assert (await events.next())["invitationChanges"]["cursor"]

    async def use_up(self, people: People, http: httpx.AsyncClient) -> None:
        """Check everything that works only once."""
        url = self.world.administrator.url
        for code in self.codes:
            person = (await people("Comes by code")).at(url)
            joined = await person.mutate("joinWithCode", {"code": code}, "member { id }")
            assert joined["member"], joined
        for address, link in self.links.items():
            if address.startswith("accept"):
                invited = (await people("Accepts", email=address)).at(url)
                accepted = await invited.mutate("acceptInvitation", {"token": link}, "member { id }")
                assert accepted["member"], accepted
            if address.startswith("register"):
                given = {"email": address, "name": "New here", "inviteKey": link}
                assert (await Client(http, url).mutate("register", given, ""))["userErrors"] == []
                mail = await Mailbox(http, url).wait(address)
                login = await Client(http, url).ok(LOG_IN, t=token_in(mail, "login"))
                key = login["logInWithOneTimeLink"]["inviteKey"]
                assert await page_status(http, url, key) == "OPEN", "the invite key leads back to the invitation"
        for address in self.waiting:
            mail = await Mailbox(http, url).wait(address)
            assert (await Client(http, url).ok(LOG_IN, t=token_in(mail, "login")))["logInWithOneTimeLink"]["token"]


async def page_status(http: httpx.AsyncClient, url: str, key: str) -> str | None:
    found = (await Client(http, url).ok(PAGE, k=key))["invitePage"]
    return None if found is None else str(found["status"])


async def submit_form(url: str, form: str, cookie: str) -> str:
    """Return the login page's answer to a form that was opened in a browser before."""
    async with httpx.AsyncClient(cookies={"usher_form": cookie}, timeout=60) as browser:
        given = {"form": form, "email": "nobody@example.org", "password": "a wrong one"}
        return (await browser.post(f"{url}/login", data=given)).text


async def rotate(server: Process, tmp_path: Path, keys: str) -> tuple[int, str]:
    """Run `usher rotate-keys`; return its exit code and output."""
    said, log = tmp_path / "rotate.said", tmp_path / "rotate.log"
    log.write_text("")
    process = usher("rotate-keys", settings=server.settings | {"USHER_SECRET_KEY": keys}, says=said, logs=log)
    return await asyncio.to_thread(ended, process), said.read_text() + log.read_text()
