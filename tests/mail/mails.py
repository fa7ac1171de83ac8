"""People, groups and invitations, written into the tables; mails are posted as the product does."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, text, update

from actions.perform import perform
from actions.work import Services, Work
from app.worker import Worker
from db.tables import Account, Group, Invitation, InvitationBatch, Mail, Membership, Notification, OneTimeLink
from db.tables.events import StreamEvent
from mail.outbox import MailKind, NewMail
from rules.caller import Caller
from rules.tokens import digest, login_token

StartWorker = Callable[..., Awaitable[Worker]]


class Mails:
    """Prepare rows, and read them."""

    def __init__(self, services: Services) -> None:
        self.services = services

    async def add(self, entity: Any, **values: Any) -> int:
        async with self.services.engine.begin() as connection:
            added = await connection.execute(insert(entity).values(**values).returning(entity.id))
            return int(added.scalar_one())

    async def change(self, entity: Any, row_id: int, **values: Any) -> None:
        async with self.services.engine.begin() as connection:
            await connection.execute(update(entity).where(entity.id == row_id).values(**values))

    async def rows(self, statement: Any) -> list[Any]:
        async with self.services.engine.connect() as connection:
            return list((await connection.execute(statement)).all())

    async def account(self, email: str, name: str = "Ina Inviter") -> int:
        username = "".join(c for c in email.partition("@")[0] if c.isalnum())[:20] + "_u"
        return await self.add(
            Account,
            email=email,
            name=name,
            username=username.lower(),
            search=f" {name.lower()}",
            sort_name=name.lower(),
        )

    async def group(self, creator_id: int, name: str = "Chess Club", *, discreet: bool = False) -> int:
        """Add a group that its creator administers."""
        group_id = await self.add(
            Group,
            name=name,
            sort_name=name.lower(),
            description="",
            search=f" {name.lower()}",
            join_policy="INVITE_ONLY",
            discreet=discreet,
            creator_id=creator_id,
        )
        inside = {"role": "ADMINISTRATOR", "joined_at": datetime.now(UTC), "joined_by": "CREATION"}
        await self.add(Membership, group_id=group_id, account_id=creator_id, **inside)
        return group_id

    async def batch(self, group_id: int, account_id: int, subject: str, body: str) -> int:
        return await self.add(InvitationBatch, group_id=group_id, account_id=account_id, subject=subject, body=body)

    async def invitation(self, group_id: int, inviter_id: int, email: str, **more: Any) -> int:
        now = datetime.now(UTC)
        values: dict[str, Any] = {
            "group_id": group_id,
            "email": email,
            "name": None,
            "named_by": "EMAIL",
            "search": f" {email}",
            "role": "MEMBER",
            "invited_by": inviter_id,
            "created_at": now,
            "mailed_at": now,
            "expires_at": now + timedelta(days=14),
            "wants_mail": True,
            "delivery": "QUEUED",
        }
        return await self.add(Invitation, **(values | more))

    async def invited(self, email: str = "eve@example.org", **more: Any) -> tuple[int, int]:
        """Add an inviter, a group and an invitation, and post its mail; return the IDs of invitation and inviter."""
        inviter_id = await self.account("ina@example.org")
        group_id = await self.group(inviter_id)
        invitation_id = await self.invitation(group_id, inviter_id, email, **more)
        await self.post(new_mail(invitation_id, email, batch_id=more.get("batch_id")))
        return invitation_id, inviter_id

    async def link(self, email: str, **more: Any) -> int:
        salt = b"s" * 16
        now = datetime.now(UTC)
        values: dict[str, Any] = {"email": email, "salt": salt, "digest": b"", "expires_at": now + timedelta(hours=1)}
        link_id = await self.add(OneTimeLink, **(values | more))
        token = login_token(self.services.config.secret_keys, link_id, salt)
        await self.change(OneTimeLink, link_id, digest=digest(token))
        return link_id

    async def post(self, *new_mails: NewMail) -> None:
        async def action(work: Work) -> None:
            for each in new_mails:
                work.mail(each)

        await perform(self.services, Caller(), action)

    async def states(self) -> dict[str, int]:
        rows = await self.rows(select(Mail.state, func.count()).group_by(Mail.state))
        return {row[0]: row[1] for row in rows}

    async def settled(self) -> bool:
        return "QUEUED" not in await self.states()

    async def mail(self) -> Any:
        return (await self.rows(select(Mail.__table__).order_by(Mail.id)))[-1]

    async def the_invitation(self, invitation_id: int) -> Any:
        return (await self.rows(select(Invitation.__table__).where(Invitation.id == invitation_id)))[0]

    async def events(self) -> list[str]:
        return [kind for (kind,) in await self.rows(select(StreamEvent.kind).order_by(text("stream, number")))]

    async def notices(self) -> list[Any]:
        return await self.rows(select(Notification.__table__).order_by(Notification.id))


def new_mail(invitation_id: int, email: str, version: int = 1, **more: Any) -> NewMail:
    return NewMail(
        kind=more.pop("kind", MailKind.INVITATION),
        to_email=email,
        invitation_id=invitation_id,
        invitation_version=version,
        **more,
    )
