"""`usher rotate-keys`: move everything made with older secret keys to the newest one."""

from collections.abc import Iterable

from actions.rotation import RotationResult, rotate
from app.key_fingerprints import is_any_known, register_keys
from app.operator_errors import StartError
from app.settings import Settings
from db import processes
from db.engine import make_engine
from rules.tokens import key_fingerprint


async def rotate_keys(settings: Settings, dsn: str) -> Iterable[str]:
    """Rotate; give lines that say what was done and whether the older keys may be removed."""
    config = settings.config("")
    if len(config.secret_keys) < 2:
        raise StartError("USHER_SECRET_KEY holds one key: put the new one in front of it, separated by a comma")
    engine = make_engine(dsn, pool_size=1)
    try:
        if not await is_any_known(engine, config.secret_keys[1:]):
            raise StartError("no key in USHER_SECRET_KEY but the first was ever in use here: put the new one in front")
        await register_keys(engine, config)
        async with engine.connect() as connection:
            running = [one for one in await processes.list_processes(connection) if not one.is_lost]
        newest = key_fingerprint(config.secret_keys[0])
        outdated = [one.name for one in running if one.key_fingerprint != newest]
        if outdated:
            raise StartError(f"these still make links with another key, restart them first: {', '.join(outdated)}")
        return _report(await rotate(engine, config.secret_keys))
    finally:
        await engine.dispose()


def _report(rotated: RotationResult) -> Iterable[str]:
    for kind, count in rotated.done.items():
        yield f"{kind}: {count} brought to the first key"
    for kind, count in rotated.unreadable.items():
        yield f"{kind}: {count} out of use, for no key that is listed made them"
    yield "The first key alone is enough now for every code, link and token that is out: the others may go."
