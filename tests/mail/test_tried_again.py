"""Which failures are retried, when, and which are final."""

import asyncio
from datetime import timedelta
from itertools import pairwise

from actions.mail.deliveries import RetrySchedule
from tests.mail.mails import Mails, StartWorker, new_mail
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_mails_are_sent_once_when_the_server_is_back(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    await catcher.stop()
    await start_worker(catcher)
    invitation_id, _ = await mails.invited()

    async def was_put_back() -> bool:
        return (await mails.mail()).last_error is not None

    await until(was_put_back)
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("QUEUED", None)
    mail = await mails.mail()
    assert (mail.attempts, "127.0.0.1" in mail.last_error) == (0, True), (
        "the server's trouble is no attempt of the mail"
    )
    await catcher.start()
    await until(mails.settled)
    assert len(catcher.mails) == 1
    assert (await mails.the_invitation(invitation_id)).delivery == "SENT"


async def test_a_refused_recipient_fails_at_once_with_the_servers_reply(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda _: "550 5.1.1 No such\tperson here"
    await start_worker(catcher)
    invitation_id, inviter_id = await mails.invited()
    await until(mails.settled)
    await asyncio.sleep(0.3)
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("FAILED", "550 5.1.1 No such person here")
    assert (row.sent_count, row.last_sent_at) == (0, None)
    assert catcher.attempts == ["eve@example.org"]
    assert await mails.events() == ["notification.CREATED", "invitation.UNDELIVERED"]
    [notice] = await mails.notices()
    assert (notice.account_id, notice.kind) == (inviter_id, "INVITATION_EMAIL_FAILED")
    assert (notice.invitation_id, notice.actor_id) == (invitation_id, None)
    assert "eve@example.org" in notice.message


async def test_a_failure_does_not_reveal_the_address_behind_a_username(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda _: "550 no"
    await start_worker(catcher)
    await mails.invited(named_by="USERNAME")
    await until(mails.settled)
    [notice] = await mails.notices()
    assert "e…@example.org" in notice.message


async def test_a_4xx_is_tried_again_until_it_passes(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    busy = True
    catcher.at_rcpt = lambda _: "451 4.7.1 Later, please" if busy or len(catcher.attempts) < 4 else None
    await start_worker(catcher)
    invitation_id, _ = await mails.invited()

    async def shown() -> bool:
        row = await mails.the_invitation(invitation_id)
        return (row.delivery, row.delivery_error) == ("QUEUED", "451 4.7.1 Later, please")

    await until(shown)
    catcher.attempts.clear()
    busy = False
    await until(mails.settled)
    assert len(catcher.attempts) == 4
    assert len(catcher.mails) == 1
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error, row.sent_count) == ("SENT", None, 1)


async def test_pauses_follow_the_schedule_and_end_in_failure(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda _: "451 Never"
    pauses = (0.2, 0.5)
    await start_worker(
        catcher, RetrySchedule(tuple(timedelta(seconds=s) for s in pauses), claim_interval=timedelta(seconds=0.1))
    )
    times: list[float] = []
    original = catcher.at_rcpt
    catcher.at_rcpt = lambda to: (times.append(asyncio.get_running_loop().time()), original(to))[1]  # type: ignore[func-returns-value]
    invitation_id, _ = await mails.invited()
    await until(mails.settled)
    assert len(times) == 3
    assert [b - a >= pause for (a, b), pause in zip(pairwise(times), pauses, strict=True)] == [True, True]
    row = await mails.the_invitation(invitation_id)
    assert (row.delivery, row.delivery_error) == ("FAILED", "451 Never")
    assert len(await mails.notices()) == 1


def test_the_retry_schedule_is_the_documented_one() -> None:
    pauses = [pause.total_seconds() for pause in RetrySchedule().pauses]
    assert pauses[:6] == [1, 5, 30, 120, 600, 3600]
    assert pauses[6:] == [3600] * 24


async def test_one_refused_recipient_does_not_hold_up_the_others(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda to: "550 no" if to.startswith("bad") else None
    inviter_id = await mails.account("ina@example.org")
    group_id = await mails.group(inviter_id)
    batch_id = await mails.batch(group_id, inviter_id, "S", "B @register_url")
    new_mails = []
    for number in range(30):
        email = f"{'bad' if number % 3 == 0 else 'good'}{number}@example.org"
        invitation_id = await mails.invitation(group_id, inviter_id, email, batch_id=batch_id)
        new_mails.append(new_mail(invitation_id, email, batch_id=batch_id))
    await mails.post(*new_mails)
    await start_worker(catcher)
    await until(mails.settled)
    assert await mails.states() == {"SENT": 20, "FAILED": 10}
    assert len({to for to, _ in catcher.mails}) == len(catcher.mails) == 20
    assert catcher.connections <= 8
    assert "batch.MOVED" in await mails.events()
