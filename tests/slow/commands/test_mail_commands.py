"""What the operator asks of the mails at the command line."""

import asyncio

import pytest

from actions.mail.retrying import retry_failed
from actions.perform import perform
from db.tables import Invitation, Mail, OneTimeLink
from mail.outbox import MailKind, NewMail
from rules.caller import Caller
from tests.mail.conftest import catcher, config, dsn, engine, mails, services, start_worker  # noqa: F401
from tests.mail.mails import Mails, StartWorker, new_mail
from tests.mail.test_retention import ago
from tests.support.command import Usher
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def _run(usher: Usher, *words: str, **environment: str) -> tuple[int, str]:
    """Run a command while the mail server in this loop goes on answering."""
    command = usher.start(*words, **environment)
    return await asyncio.to_thread(command.wait), command.said


async def test_test_mail_prints_its_result_in_one_line(usher: Usher, catcher: Catcher) -> None:  # noqa: F811
    async def test_mail(address: str, url: str) -> tuple[int, str]:
        return await _run(usher, "test-mail", address, USHER_SMTP_URL=url, USHER_SITE_NAME="Hearth")

    assert await test_mail("Ops@Example.org", catcher.url) == (
        0,
        f"127.0.0.1:{catcher.port}: no TLS, no login asked for, accepted: 250 OK\n",
    )
    [(to, mail)] = catcher.mails
    assert (to, mail["Subject"]) == ("ops@example.org", "A test from Hearth")
    catcher.at_rcpt = lambda _: "550 5.7.1 Relaying denied"
    assert await test_mail("ops@example.org", catcher.url) == (
        1,
        f"127.0.0.1:{catcher.port}: no TLS, no login asked for: 550 5.7.1 Relaying denied\n",
    )
    code, said = await test_mail("ops@example.org", f"smtp://me:geheim@127.0.0.1:{catcher.port}")
    assert (code, "USHER_SMTP_URL" in said, "geheim" in said, said.count("\n")) == (1, True, False, 1)


async def test_mails_are_listed_and_failed_ones_are_sent_again(
    usher: Usher,
    dsn: str,  # noqa: F811
    mails: Mails,  # noqa: F811
    catcher: Catcher,  # noqa: F811
    start_worker: StartWorker,  # noqa: F811
) -> None:
    catcher.at_rcpt = lambda to: f"550 5.1.1 <{to}>: no such user" if to.startswith("eve") else None
    invitation_id, _ = await mails.invited("eve@example.org")
    await mails.post(NewMail(MailKind.ADDED_TO_GROUP, "max@example.org", "Max", 1, 1, details={"by": "Ina"}))
    await start_worker(catcher)
    await until(mails.settled)

    async def run(*words: str) -> str:
        code, said = await _run(usher, *words, USHER_DATABASE_URL=dsn, USHER_SECRET_KEY="k" * 32)
        assert code == 0, said
        return said

    head, *lines = (await run("mail")).splitlines()
    assert head.split()[:2] == ["state", "kind"]
    assert [line.split()[:2] for line in lines] == [["SENT", "ADDED_TO_GROUP"], ["FAILED", "INVITATION"]]
    assert lines[1].endswith("550 5.1.1 <eve@example.org>: no such user")
    assert len((await run("mail", "--failed", "--to", "MAX@example.org")).splitlines()) == 1
    catcher.at_rcpt = lambda _: None
    assert await run("mail", "retry") == "1 mail is queued again.\n"
    await until(mails.settled)
    assert catcher.to("eve@example.org")
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error, row.sent_count) == ("SENT", None, 1)


@pytest.mark.parametrize(
    ("what", "again"),
    [
        ("pending", True),
        ("cancelled", False),
        ("expired", False),
        ("sent anew", False),
        ("open link", True),
        ("used link", False),
        ("link of yesterday", False),
        ("notice", True),
        ("notice of last month", False),
        ("stripped", False),
        ("sent", False),
    ],
)
async def test_only_mails_that_are_still_of_use_are_sent_again(mails: Mails, what: str, again: bool) -> None:  # noqa: F811
    invitation_id, _ = await mails.invited("eve@example.org")
    mail_id = 1
    if what == "cancelled":
        await mails.change(Invitation, invitation_id, status="CANCELLED", responded_at=ago(0))
    elif what == "expired":
        await mails.change(Invitation, invitation_id, created_at=ago(9), expires_at=ago(1))
    elif what == "sent anew":
        await mails.change(Invitation, invitation_id, version=2)
        await mails.post(new_mail(invitation_id, "eve@example.org", version=2))
    elif "link" in what:
        link_id = await mails.link("new@example.org")
        await mails.post(NewMail(MailKind.LOGIN, "new@example.org", one_time_link_id=link_id))
        await mails.change(OneTimeLink, link_id, expires_at=ago(0), closed_at=ago(0) if what == "used link" else None)
        mail_id = 2
    elif what.startswith("notice"):
        await mails.post(NewMail(MailKind.ADDED_TO_GROUP, "max@example.org", "Max", 1, 1))
        mail_id = 2
    await mails.change(Mail, 1, state="DROPPED", settled_at=ago(0))
    created = {"link of yesterday": 1.5, "notice of last month": 30}.get(what, 0.01)
    await mails.change(
        Mail,
        mail_id,
        state="SENT" if what == "sent" else "FAILED",
        settled_at=ago(0),
        created_at=ago(created),
        to_email="" if what == "stripped" else "eve@example.org",
    )
    assert await perform(mails.services, Caller(), retry_failed) == int(again)
    assert ((await mails.states()).get("QUEUED", 0) > 0) == (again or what == "sent anew")
