"""The blocks of the README's "Try it", pasted whole, one after the other."""

import re
from pathlib import Path

import httpx

from tests.support.client import Client
from tests.support.mailbox import Mailbox
from tests.support.socket import stream

README = Path(__file__).parents[2] / "README.md"


async def test_the_blocks_of_the_readme_work(url: str, http: httpx.AsyncClient, mailbox: Mailbox) -> None:
    register, log_in, begin, screen, invite = re.findall(r"```graphql\n(.*?)```", README.read_text(), re.S)
    ada = Client(http, url)
    assert await ada.ok(register) == {"register": {"userErrors": []}}
    link = re.search(r"\S+/login/\S+", (await mailbox.wait("ada@example.org", containing="/login/"))["text"])
    assert link
    login = (await ada.ok(log_in.replace("LINK", link[0])))["logInWithOneTimeLink"]
    ada.token = login["token"]
    begun = await ada.ok(begin)
    assert begun["setPassword"]["userErrors"] == []
    group = begun["createGroup"]["group"]["id"]
    async with stream(url, ada.token, screen.replace("GROUP", group)) as changes:
        await changes.begun()
        done = (await ada.ok(invite.replace("GROUP", group)))["inviteMembers"]
        assert (done["invitedCount"], [one["error"] for one in done["results"]]) == (2, [None, None])
        kinds = [(await changes.next())["invitationChanges"]["kind"] for _ in range(4)]
        assert sorted(kinds) == ["CREATED", "CREATED", "DELIVERED", "DELIVERED"]
