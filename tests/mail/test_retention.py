"""Retention: what is deleted by age, in batches, and what is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from actions import retention
from actions.work import Services
from db.tables import AccessToken, History, Mail, Notification, OneTimeLink, Session
from mail.outbox import MailKind, NewMail
from rules.config import Config
from tests.mail.mails import Mails, StartWorker
from tests.support.smtp import Catcher
from tests.support.waiting import until

DAY = timedelta(days=1)


def ago(days: float) -> Any:
    return func.now() - timedelta(days=days)


@pytest.fixture
def config(config: Config) -> Config:
    return replace(config, mail_retention=90 * DAY, notification_retention=365 * DAY, history_retention=700 * DAY)


async def test_a_settled_mail_loses_its_personal_data(
    mails: Mails, catcher: Catcher, start_worker: StartWorker
) -> None:
    catcher.at_rcpt = lambda to: f"550 5.1.1 <{to}>: no such user" if to.startswith("eve") else None
    await mails.invited("eve@example.org", name="Eve")
    await mails.post(NewMail(MailKind.ADDED_TO_GROUP, "max@example.org", "Max", 1, 1, details={"by": "Ina"}))
    await start_worker(catcher)
    await until(mails.settled)
    await mails.post(NewMail(MailKind.ADDED_TO_GROUP, "later@example.org", "Lara", 1, 1, details={"by": "Ina"}))
    await until(mails.settled)
    before = await mails.rows(select(Mail.__table__).order_by(Mail.id))
    for mail, days in zip(before, (91, 91, 89), strict=True):
        await mails.change(Mail, mail.id, settled_at=ago(days))
    before = await mails.rows(select(Mail.__table__).order_by(Mail.id))
    await retention.strip_mails(mails.services)
    after = await mails.rows(select(Mail.__table__).order_by(Mail.id))
    for old, new in zip(before[:2], after[:2], strict=True):
        assert not [word for word in ("eve", "max", "Max", "Ina", "550") if word in str(new)]
        assert (new.to_email, new.to_name, new.account_id, new.last_error, new.details) == ("", None, None, None, {})
        for kept in ("kind", "state", "batch_id", "created_at", "settled_at", "message_id", "attempts"):
            assert getattr(new, kept) == getattr(old, kept)
    assert after[2] == before[2]


async def test_a_queued_mail_is_kept_whole(mails: Mails) -> None:
    await mails.invited("eve@example.org")
    await mails.change(Mail, 1, created_at=ago(400))
    await retention.strip_mails(mails.services)
    assert (await mails.mail()).to_email == "eve@example.org"


@pytest.mark.parametrize(
    ("task", "table", "kept", "gone"),
    [
        (
            retention.delete_notifications,
            Notification,
            [{"created_at": ago(900), "read_at": None}, {"created_at": ago(900), "read_at": ago(364)}],
            [{"created_at": ago(900), "read_at": ago(366)}],
        ),
        (retention.delete_history, History, [{"at": ago(699)}, {"at": ago(0)}], [{"at": ago(701)}]),
        (
            retention.delete_sign_ins,
            Session,
            [
                {"expires_at": ago(-1), "ended_at": None},
                {"expires_at": ago(29), "ended_at": None},
                {"expires_at": ago(-9), "ended_at": ago(29)},
            ],
            [{"expires_at": ago(31), "ended_at": None}, {"expires_at": ago(-9), "ended_at": ago(31)}],
        ),
        (
            retention.delete_sign_ins,
            AccessToken,
            [
                {"expires_at": None, "revoked_at": None},
                {"expires_at": ago(-1), "revoked_at": None},
                {"expires_at": None, "revoked_at": ago(29)},
            ],
            [{"expires_at": ago(31), "revoked_at": None}, {"expires_at": None, "revoked_at": ago(31)}],
        ),
        (
            retention.delete_sign_ins,
            OneTimeLink,
            [{"expires_at": ago(29), "closed_at": None}, {"expires_at": ago(29), "closed_at": ago(29)}],
            [{"expires_at": ago(31), "closed_at": ago(30.5)}, {"expires_at": ago(0), "closed_at": ago(31)}],
        ),
    ],
    ids=["notifications", "history", "sessions", "access tokens", "links"],
)
async def test_old_rows_are_deleted_and_others_kept(
    mails: Mails, task: Any, table: Any, kept: list[dict[str, Any]], gone: list[dict[str, Any]]
) -> None:
    account_id = await mails.account("ina@example.org")
    group_id = await mails.group(account_id)
    ids = [await mails.add(table, **_values(table, number, account_id, group_id)) for number in range(len(kept + gone))]
    for row_id, values in zip(ids, [*kept, *gone], strict=True):
        await mails.change(table, row_id, **values)
    await task(mails.services)
    left = [row.id for row in await mails.rows(select(table.id).order_by(table.id))]
    assert left == ids[: len(kept)]


async def test_history_is_kept_unless_a_retention_is_set(mails: Mails) -> None:
    account_id = await mails.account("ina@example.org")
    await mails.add(History, **_values(History, 1, account_id, await mails.group(account_id)))
    async with mails.services.engine.begin() as connection:
        await connection.execute(update(History).values(at=ago(3000)))
    unlimited = replace(mails.services.config, history_retention=None)
    await retention.delete_history(Services(mails.services.engine, mails.services.hub, unlimited))
    assert len(await mails.rows(select(History.id))) == 1


async def test_many_rows_are_deleted_in_batches(mails: Mails) -> None:
    account_id = await mails.account("ina@example.org")
    async with mails.services.engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO sessions (account_id, digest, must_set_password, expires_at)"
                f" SELECT {account_id}, sha256(n::text::bytea), false, now() - interval '31 days'"
                " FROM generate_series(1, 5003) n"
            )
        )
    await retention.delete_sign_ins(mails.services)
    assert await mails.rows(select(func.count()).select_from(Session)) == [(0,)]


def _values(table: Any, number: int, account_id: int, group_id: int) -> dict[str, Any]:
    if table is OneTimeLink:
        unique = str(number).encode()
        return {
            "email": f"p{number}@example.org",
            "salt": unique,
            "digest": unique,
            "expires_at": ago(0),
            "created_at": ago(40),
        }
    if table is History:
        return {"group_id": group_id, "action": "MEMBER_JOINED", "subject": "Eve", "at": ago(0)}
    common: dict[str, Any] = {"account_id": account_id}
    if table is Session:
        return common | {"digest": str(number).encode(), "must_set_password": False, "expires_at": ago(0)}
    if table is AccessToken:
        return common | {"digest": str(number).encode(), "name": "x", "scopes": ["READ"]}
    return common | {"kind": "MEMBER_JOINED", "message": "x", "created_at": ago(0)}
