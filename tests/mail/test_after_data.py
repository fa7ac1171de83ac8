"""Failures after the whole mail was sent: tried again with the same Message-ID, unless the server refused it."""

import asyncio

from mail.smtp_connection import Timeouts
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until


async def test_a_stall_after_data_is_tried_again_with_the_same_message_id(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    stalled: list[str] = []

    async def stall(server, envelope):  # type: ignore[no-untyped-def]
        catcher.keep(envelope)
        if len(catcher.mails) < 3:
            stalled.append("once")
            await asyncio.sleep(3)
        return "250 OK"

    catcher.at_data = stall
    await start_worker(catcher, timeouts=Timeouts(data=1.0, probe_interval=0.1))
    invitation_id, _ = await mails.invited()
    await until(mails.settled)
    assert len(catcher.mails) == 3
    assert len(set(catcher.message_ids)) == 1
    assert len({str(mail["Date"]) for _, mail in catcher.mails}) == 1
    assert (await mails.the_invitation(invitation_id)).sent_count == 1


async def test_a_connection_closed_after_data_is_tried_again_with_the_same_message_id(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    async def close(server, envelope):  # type: ignore[no-untyped-def]
        catcher.keep(envelope)
        if len(catcher.mails) == 1:
            server.transport.abort()
        return "250 OK"

    catcher.at_data = close
    await start_worker(catcher)
    await mails.invited()
    await until(mails.settled)
    assert len(catcher.mails) == 2
    assert len(set(catcher.message_ids)) == 1


async def test_a_refusal_after_data_is_final(mails: Mails, catcher: Catcher, start_worker: StartWorker) -> None:
    async def refuse(server, envelope):  # type: ignore[no-untyped-def]
        return "554 5.7.1 Looks like spam"

    catcher.at_data = refuse
    await start_worker(catcher)
    invitation_id, _ = await mails.invited()
    await until(mails.settled)
    assert (await mails.the_invitation(invitation_id)).delivery_error == "554 5.7.1 Looks like spam"
    assert len(catcher.attempts) == 1
