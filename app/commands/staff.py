"""`usher staff` and `usher appoint`."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import unquote

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.groups.appointing import appoint_from_command_line
from actions.perform import perform
from actions.work import Services
from app.operator_errors import StartError
from app.settings import Settings
from db.engine import make_engine
from db.tables import Account, OneTimeLink, Staff
from graph import ids
from live.hub import Hub
from rules import addresses
from rules.caller import Caller
from rules.problems import Problem
from rules.refusals import RefusalError


async def make_staff(dsn: str, email: str) -> str:
    """Make the owner of an address staff, also before they register.

    Returns:
        The address in canonical form.
    """
    address = canonical_address(email)
    async with one_connection(dsn) as engine, engine.begin() as connection:
        await connection.execute(insert(Staff).values(email=address).on_conflict_do_nothing())
    return address


async def appoint_administrator(settings: Settings, dsn: str, group: str, email: str) -> None:
    """Make an account an administrator of a group, member or not. Other administrators stay.

    Args:
        group: The group's ID, the address of one of its pages, or its database key.
    """
    address = canonical_address(email)
    group_id = _group_id(group)
    async with one_connection(dsn) as engine:
        # The hub is never started: the servers find the changes themselves within seconds.
        services = Services(engine, Hub(settings.broadcast_url, dsn), settings.config(""))
        async with engine.connect() as connection:
            account_id = await connection.scalar(select(Account.id).where(Account.email == address))
        if account_id is None:
            raise StartError("nobody has registered with EMAIL")
        try:
            await perform(services, Caller(), appoint_from_command_line, group_id, account_id)
        except RefusalError:
            raise StartError("there is no such group") from None


def _group_id(given: str) -> int:
    text = unquote(given.strip())
    if text.isascii() and text.isdecimal():
        return ids.key("Group", ids.encode("Group", int(text)))
    parts = (part + "=" * (-len(part) % 4) for part in re.split("[/?#]", text))
    return next(filter(None, (ids.key("Group", part) for part in parts)), 0)


def canonical_address(email: str) -> str:
    address = addresses.canonical(email)
    if isinstance(address, Problem):
        raise StartError("EMAIL is not an email address")
    return address


async def has_link_for(dsn: str, email: str) -> bool:
    async with one_connection(dsn) as engine, engine.connect() as connection:
        try:
            return bool(await connection.scalar(select(exists().where(OneTimeLink.email == email))))
        except ProgrammingError:  # not an Usher database
            return False


@asynccontextmanager
async def one_connection(dsn: str) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(dsn, pool_size=1, overflow=1)
    try:
        yield engine
    finally:
        await engine.dispose()
