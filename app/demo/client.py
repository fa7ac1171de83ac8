"""People with HTTP clients, a mailbox, websockets and console output for the stories."""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from rich.console import Console

from app.commands.staff import has_link_for, make_staff
from app.demo.steps import StepFailedError, require
from app.demo.subscription import DemoSubscription

_TIMEOUT = 15.0
_INPUTS = {
    "Invitation": ("resendInvitation", "cancelInvitation"),
    "AnswerInvitation": ("acceptInvitation", "declineInvitation"),
}
_RATE_LIMIT_HINT = " Several plays within an hour take a server with USHER_RATE_LIMITS=off."
_console = Console(highlight=False)


def print_story(name: str) -> None:
    _console.rule(f"[bold]{name}")


@dataclass
class Demo:
    """A running server and the people of a story.

    Args:
        dsn: The server's database, in which staff are made.
        run: Keeps this run's email addresses apart from earlier ones.
    """

    url: str
    dsn: str
    http: httpx.AsyncClient
    mailbox_key: str = field(default="", repr=False)
    run: str = field(default_factory=lambda: secrets.token_hex(3))
    people: list["Person"] = field(default_factory=list)
    staff_member: "Person | None" = None
    _step_count: int = 0

    @classmethod
    @asynccontextmanager
    async def connect(cls, url: str, dsn: str) -> AsyncIterator["Demo"]:
        async with httpx.AsyncClient(timeout=30) as http:
            yield cls(url, dsn, http)

    def print_step(self, sentence: str) -> None:
        self._step_count += 1
        _console.print(f"[bold cyan]{self._step_count:>3}[/] {sentence}")

    def print_detail(self, what: str) -> None:
        _console.print(f"      [dim]{what}[/]")

    def print_failure(self, why: str) -> None:
        _console.print(f"[bold red]  ✗ {why}[/]")

    def print_success(self) -> None:
        _console.print(f"[bold green]  ✓ {self._step_count} steps, all as they should be.[/]")

    def print_line(self, line: str) -> None:
        _console.print(line, soft_wrap=True)

    @property
    def password(self) -> str:
        """What everybody who registers in this run signs in with."""
        return f"a sentence for {self.run}"

    def address(self, who: str) -> str:
        return f"{who}.{self.run}@example.org"

    async def wait_for_mail(self, address: str, containing: str) -> dict[str, Any]:
        """Wait for the newest mail to an address that contains some words."""
        try:
            async with asyncio.timeout(_TIMEOUT):
                while True:
                    key = {"authorization": f"Bearer {self.mailbox_key}"}
                    answer = await self.http.get(f"{self.url}/mailbox.json", params={"to": address}, headers=key)
                    require(answer.status_code != 403, "set USHER_MAILBOX_KEY or USHER_DATA_DIR to the server's")
                    require(answer.status_code == 200, "the server shows no mailbox: the demo needs one in development")
                    for mail in answer.json():
                        if containing in mail["text"] + mail["subject"]:
                            self.print_detail(f"✉  to {address}: “{mail['subject']}”")
                            found: dict[str, Any] = mail
                            return found
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise StepFailedError(f"no mail to {address} that says “{containing}”") from None

    async def register(self, who: str, name: str, invite_key: str | None = None) -> "Person":
        """Register, follow the mailed link and set a password."""
        address = self.address(who)
        nobody = Person(self, name, address)
        given = {"email": address, "name": name} | ({"inviteKey": invite_key} if invite_key else {})
        await nobody.mutate("register", given)
        link = key_in_mail(await self.wait_for_mail(address, "/login/"), "login")
        selection = "token inviteKey viewer { mustSetPassword account { id } }"
        login = await nobody.mutate("logInWithOneTimeLink", {"token": link}, selection)
        require(login["viewer"]["mustSetPassword"], "a first login must ask for a password")
        require(login["inviteKey"] == invite_key, "the login must lead back to the invitation")
        actor = Person(self, name, address, login["token"], login["viewer"]["account"]["id"])
        await actor.mutate("setPassword", {"password": self.password})
        self.people.append(actor)
        return actor

    async def check_database(self) -> None:
        """Check that the server uses the database in which staff are made."""
        address = self.address("first")
        await Person(self, "First", address).mutate("register", {"email": address, "name": "First"})
        found = self.dsn and await has_link_for(self.dsn, address)
        require(
            found, f"{self.url} does not use this database: set USHER_DATABASE_URL or USHER_DATA_DIR to the server's"
        )

    async def staff(self) -> "Person":
        if self.staff_member is None:
            await make_staff(self.dsn, self.address("support"))
            self.staff_member = await self.register("support", "Sam Support")
        return self.staff_member


@dataclass
class Person:
    demo: Demo
    name: str
    email: str
    token: str | None = None
    id: str = ""

    async def execute(self, document: str, **variables: object) -> Any:
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        body = {"query": document, "variables": variables}
        try:
            answer = (await self.demo.http.post(f"{self.demo.url}/graphql", json=body, headers=headers)).json()
        except (httpx.HTTPError, ValueError) as error:
            raise StepFailedError(f"{self.demo.url} does not answer: {type(error).__name__}") from None
        if answer.get("errors"):
            refused = answer["errors"][0]
            hint = _RATE_LIMIT_HINT if refused["extensions"]["code"] == "RATE_LIMITED" else ""
            raise StepFailedError(f"{self.name} was refused: {refused['message']}{hint}")
        return answer["data"]

    async def mutate(
        self, mutation: str, given: Mapping[str, object], selection: str = "", *, expect: str | None = None
    ) -> Any:
        """Run a mutation.

        Args:
            expect: The code of the userError that should come; None for none.
        """
        shared = next((name for name, fields in _INPUTS.items() if mutation in fields), None)
        kind = f"{shared or mutation[0].upper() + mutation[1:]}Input"
        document = (
            f"mutation($input: {kind}!) {{ {mutation}(input: $input) {{ {selection} userErrors {{ code message }} }} }}"
        )
        payload = (await self.execute(document, input=given))[mutation]
        found = payload["userErrors"][0]["code"] if payload["userErrors"] else None
        require(found == expect, f"{mutation} said {found or 'nothing'}, and should have said {expect or 'nothing'}")
        if expect:
            self.demo.print_detail(f"✋ {expect}: {payload['userErrors'][0]['message']}")
        return payload

    async def cursor(self, group: str | None = None) -> str:
        """Read where the streams of the account or of a group stand: whoever follows from there misses nothing."""
        if group is None:
            return str((await self.execute("{ viewer { liveCursor } }"))["viewer"]["liveCursor"])
        document = "query($id: ID!) { group(id: $id) { liveCursor } }"
        return str((await self.execute(document, id=group))["group"]["liveCursor"])

    @asynccontextmanager
    async def subscribe(self, what: str, document: str, **variables: object) -> AsyncIterator[DemoSubscription]:
        async with DemoSubscription.open(self.demo.url, self.token, document, variables) as subscription:
            subscription.label = f"{self.name}’s {what}"
            subscription.print_line = self.demo.print_detail
            yield subscription


def key_in_mail(mail: Mapping[str, Any], path: str) -> str:
    found = re.search(rf"/{path}/([A-Za-z0-9_-]+)", mail["text"])
    require(found, f"the mail “{mail['subject']}” has no link to /{path}/")
    assert found is not None
    return found[1]
