"""`usher check`: check everything Usher depends on, one line each."""

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from urllib.parse import urlsplit

import httpx
from redis import asyncio as redis
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from app.presence import schema_problem
from app.settings import Settings
from db.connecting import UnreachableError, UnsuitableError, check_suitable, describe_database
from db.database_url import parse_database_url
from db.engine import make_engine
from db.tables import DatabaseKey
from mail import smtp_connection
from mail.smtp_url import helo_name, parse_smtp_url
from rules.tokens import key_fingerprint

_TIMEOUT = 15.0
_MIN_PREFIX = {4: 8, 6: 32}  # a shorter prefix would trust far more than proxies


class CheckFailedError(Exception):
    """A check failed; the message is one line without secrets."""


async def check(settings: Settings, dsn: str | None) -> list[tuple[str, str, bool]]:
    """Check everything; each entry is a name, what was found, and whether it is right.

    Args:
        dsn: The database in use; None if the embedded one does not run.
    """
    found = [await _run_check("database", lambda: _database(dsn))]
    if dsn is not None and found[0][2]:
        engine = make_engine(dsn, pool_size=1)
        try:
            found.append(await _run_check("schema", lambda: _schema(engine)))
            found.append(await _run_check("secret keys", lambda: _keys(settings, engine)))
        finally:
            await engine.dispose()
    checks = {
        "mail server": lambda: _mail(settings),
        "redis": lambda: _redis(settings.redis_url, "none: limits are counted in the database"),
        "broadcast": lambda: _broadcast(settings),
        "proxies": lambda: _proxies(settings),
        "public url": lambda: _public_url(settings),
    }
    return found + await asyncio.gather(*(_run_check(name, look) for name, look in checks.items()))


async def _run_check(name: str, run: Callable[[], Awaitable[str]]) -> tuple[str, str, bool]:
    try:
        async with asyncio.timeout(_TIMEOUT):
            return name, await run(), True
    except CheckFailedError as wrong:
        return name, str(wrong), False
    except TimeoutError:
        return name, f"no answer in {_TIMEOUT:.0f} s", False
    except Exception as error:  # go on with the other checks; the message may hold a secret
        return name, f"could not be checked: {type(error).__name__}", False


async def _database(dsn: str | None) -> str:
    if dsn is None:
        return "the embedded one, which does not run now"
    url = parse_database_url(dsn)
    try:
        await check_suitable(url)
        return str(await describe_database(url))
    except (UnreachableError, UnsuitableError) as error:
        raise CheckFailedError(str(error)) from None


async def _schema(engine: AsyncEngine) -> str:
    state, problem = await schema_problem(engine)
    if problem is not None or state is None:
        raise CheckFailedError(problem or "")
    return f"at {state.revision}"


async def _keys(settings: Settings, engine: AsyncEngine) -> str:
    ours = [key_fingerprint(key) for key in settings.config("").secret_keys]
    async with engine.connect() as connection:
        try:
            known = set((await connection.execute(select(DatabaseKey.fingerprint))).scalars())
        except ProgrammingError:  # not migrated, which another line reports
            known = set()
    if known and known.isdisjoint(ours):
        raise CheckFailedError("USHER_SECRET_KEY is not one of the keys that this database has been used with")
    count = f"{len(ours)} in use" if len(ours) > 1 else "one in use"
    return count if settings.secret_key else f"{count}, kept in {settings.data_folder()}"


async def _mail(settings: Settings) -> str:
    if settings.smtp_url is None:
        return "none: mails are kept for /mailbox"
    server = parse_smtp_url(settings.smtp_url, production=settings.production)
    found = await smtp_connection.check_server(server, helo_name(settings.public_url or "http://127.0.0.1"))
    if not found.ok:
        raise CheckFailedError(found.message)
    return found.message


async def _redis(url: str | None, without: str) -> str:
    if url is None:
        return without
    client = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)
    try:
        version = (await client.info("server"))["redis_version"]
    except (RedisError, OSError, TimeoutError) as error:
        raise CheckFailedError(f"does not answer: {type(error).__name__}") from None
    finally:
        await client.aclose()
    return f"Redis {version}, {'TLS' if url.startswith('rediss') else 'no TLS'}"


async def _broadcast(settings: Settings) -> str:
    if settings.broadcast_database:
        return await _database(settings.broadcast_database)
    scheme = urlsplit(settings.broadcast_url).scheme
    if scheme in ("redis", "rediss"):
        return await _redis(settings.broadcast_url, "")
    return "within this process alone" if scheme == "memory" else "through the database"


async def _proxies(settings: Settings) -> str:
    wide = [proxy for proxy in settings.trusted_proxies if _is_wide(proxy)]
    if wide:
        raise CheckFailedError(
            f"{', '.join(wide)} covers everybody, so that clients could choose the network that they are counted under"
        )
    if not settings.trusted_proxies:
        if settings.production:
            raise CheckFailedError("USHER_TRUSTED_PROXIES names none, so all who come through one count as one network")
        return "none"
    return ", ".join(settings.trusted_proxies)


def _is_wide(proxy: str) -> bool:
    network = ip_network(proxy)
    return network.prefixlen < _MIN_PREFIX[network.version]


async def _public_url(settings: Settings) -> str:
    url = settings.public_url
    if url is None:
        return "http://127.0.0.1:PORT"
    if settings.production and urlsplit(url).scheme != "https":
        raise CheckFailedError(f"{url} is not https, so that links and sessions go in clear")
    try:
        async with httpx.AsyncClient(timeout=5) as http:
            answer = await http.get(f"{url}/healthz")
    except httpx.HTTPError as error:
        return f"{url}, where nothing answers yet ({type(error).__name__})"
    if answer.status_code != 200:
        raise CheckFailedError(f"{url}/healthz answers {answer.status_code}: it does not lead to Usher")
    return f"{url}, where Usher answers"
