"""Compare our secret keys with those that the database was used with."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from actions.rotation import retired_form_keys
from app.operator_errors import StartError
from db.tables import DatabaseKey
from rules.config import Config
from rules.tokens import Keys, key_fingerprint

_LOCK = 0x7573686B  # "ushk"


async def read_retired_form_keys(engine: AsyncEngine, config: Config) -> Collection[bytes]:
    """Read the form keys of rotated secret keys, for pages opened before the rotation."""
    async with engine.connect() as connection:
        return await retired_form_keys(connection, config.secret_keys)


async def is_any_known(engine: AsyncEngine, keys: Keys) -> bool:
    async with engine.connect() as connection:
        known = (await connection.execute(select(DatabaseKey.fingerprint))).scalars()
        return not {key_fingerprint(key) for key in keys}.isdisjoint(known)


async def register_keys(engine: AsyncEngine, config: Config) -> None:
    """Check that the database knows one of our keys, and record our newest one.

    Raises:
        StartError: It knows none of them, so every existing link would be dead.
    """
    ours = [key_fingerprint(key) for key in config.secret_keys]
    async with engine.begin() as connection:
        await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        known = set((await connection.execute(select(DatabaseKey.fingerprint))).scalars())
        if known and known.isdisjoint(ours):
            raise StartError("USHER_SECRET_KEY is not one of the keys that this database has been used with")
        await connection.execute(insert(DatabaseKey).values(fingerprint=ours[0]).on_conflict_do_nothing())
