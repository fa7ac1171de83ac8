"""A group whose facilitator has invited somebody, and who was notified or mailed."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.perform import perform
from actions.recording import NewNotification
from actions.work import Services
from db.queries.mails import claim
from db.tables import Group, Mail, Notification
from graph import ids
from live.hub import Hub
from mail.letters import NotNeeded, compose
from mail.message import RenderedMail
from rules.caller import Caller
from rules.config import Config
from rules.notifications import NotificationKind
from tests.support.client import codes
from tests.support.people import People, Person
from tests.support.world import World, make_world

NO_LONGER = "This was about something in a group that you may no longer see."
CONFIG = Config(secret_keys=(b"k" * 32,), public_url="http://localhost", group_url="http://localhost/groups/{id}")


@dataclass
class Audience:
    """A group and a guest with a pending invitation."""

    world: World
    guest: Person
    invitation: str
    engine: AsyncEngine

    async def notified(self, kind: str, roles: Collection[str]) -> list[str]:
        """Return who of these people has a notification of a kind."""
        statement = select(Notification.account_id).where(
            Notification.group_id == self.world.key, Notification.kind == kind
        )
        return await self._among(statement, roles)

    async def mailed(self, kind: str, roles: Collection[str]) -> list[str]:
        """Return who of these people is mailed a mail of a kind."""
        return await self._among(
            select(Mail.account_id).where(Mail.group_id == self.world.key, Mail.kind == kind), roles
        )

    async def _among(self, statement: object, roles: Collection[str]) -> list[str]:
        async with self.engine.connect() as connection:
            accounts = set((await connection.execute(statement)).scalars())  # type: ignore[call-overload]
        return [role for role in roles if self.world.caller(role).key in accounts]  # type: ignore[attr-defined]

    async def mail_id(self) -> int:
        """Wait until the invitation's mail was sent, put it back into the queue, and return its ID."""
        key = ids.key("Invitation", self.invitation)
        unsent = update(Mail).where(Mail.invitation_id == key, Mail.state != "QUEUED")
        values = {"state": "QUEUED", "settled_at": None, "claimed_until": func.now()}
        while True:
            async with self.engine.begin() as connection:
                found = await connection.scalar(unsent.values(values).returning(Mail.id))
            if found is not None:
                return int(found)
            await asyncio.sleep(0.02)

    async def written(self, kind: str) -> RenderedMail | None:
        """Render the newest mail of a kind; None if it would not be sent now."""
        async with self.engine.connect() as connection:
            newest = select(func.max(Mail.id)).where(Mail.group_id == self.world.key, Mail.kind == kind)
            key = await connection.scalar(newest)
            values = {"state": "QUEUED", "settled_at": None, "claimed_until": None}
            await connection.execute(update(Mail).where(Mail.id == key).values(values))
            [mail] = await claim(connection, [key or 0], timedelta(seconds=9), CONFIG.login_link_lifetime)
            await connection.rollback()
        words = compose(mail, CONFIG)
        return None if isinstance(words, NotNeeded) else words

    async def notice_all(self, kind: str, roles: Collection[str]) -> None:
        """Notify all of these people in one change."""
        services = Services(self.engine, Hub("memory://", ""), CONFIG)
        accounts = [self.world.caller(role).key for role in roles]  # type: ignore[attr-defined]

        async def change(work: object) -> None:
            for account in accounts:
                told = NewNotification(
                    account, NotificationKind(kind), "News.", {"group": "G"}, group_id=self.world.key
                )
                work.notify(told)  # type: ignore[attr-defined]

        await perform(services, Caller(), change)

    async def change_role(self, role: str, then: str) -> None:
        given = {"memberId": self.world.membership(role), "role": then}
        assert codes(await self.world.other_administrator.mutate("setMemberRole", given, "")) == []


async def make_audience(people: People, engine: AsyncEngine, *, discreet: bool = False) -> Audience:
    """Make a group in which only the guest has a notification: of the invitation."""
    world, guest = await make_world(people, engine), await people("Gus Guest")
    if discreet:
        async with engine.begin() as connection:
            await connection.execute(update(Group).where(Group.id == world.key).values(discreet=True))
    given = {"groupId": world.group, "addresses": guest.email}
    payload = await world.facilitator.mutate("inviteMembers", given, "results { invitation { id } }")
    return Audience(world, guest, payload["results"][0]["invitation"]["id"], engine)
