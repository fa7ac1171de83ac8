"""Open all database connections and check what a URL leads to."""

import asyncio
import os
import socket
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import asyncpg

from db.database_url import DatabaseUrl

MIN_VERSION = 16
CONNECT_TIMEOUT = 5
"""Connection timeout in seconds, unless the URL sets one."""
CLOSE_TIMEOUT = 0.5

_IDLE, _INTERVAL, _COUNT = 30, 5, 3
_USER_TIMEOUT = 4_000
"""Milliseconds after which unacknowledged data counts as lost."""
_CHECKS = 3
_SESSION_ID = "SELECT pid::text || ' ' || backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()"


class UnreachableError(Exception):
    """A URL leads to no database. The message is one line for the operator."""


class UnsuitableError(Exception):
    """Usher cannot run on the database. The message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class DatabaseDescription:
    version: str
    major: int
    # None without encryption.
    tls: str | None
    sslmode: str
    is_standby: bool
    is_read_only: bool
    # A pooler gives each transaction another connection.
    pools_transactions: bool

    def __str__(self) -> str:
        encrypted = f"{self.tls} ({self.sslmode})" if self.tls else "no TLS"
        role = "standby" if self.is_standby else "primary, read-only" if self.is_read_only else "primary"
        pooler = ", behind a pooler in transaction mode" if self.pools_transactions else ""
        return f"PostgreSQL {self.version}, {role}, {encrypted}{pooler}"


class _Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection whose close respects its timeout. The driver may wait for an answer without limit first."""

    async def close(self, *, timeout: float | None = None) -> None:  # noqa: ASYNC109 - the driver's own
        """Close gracefully, or abruptly after the timeout (by default a moment)."""
        timeout = CLOSE_TIMEOUT if timeout is None else timeout
        try:
            async with asyncio.timeout(timeout):
                await super().close(timeout=timeout)
        except TimeoutError:
            self.terminate()
        except BaseException:
            self.terminate()
            raise


async def connect(
    url: DatabaseUrl,
    *,
    suffix: str = "",
    connect_timeout: float = CONNECT_TIMEOUT,
    command_timeout: float | None = None,
    limits: Mapping[str, str] | None = None,
    statement_cache_size: int = 100,
) -> asyncpg.Connection:
    """Open a connection that detects a dead peer.

    Args:
        suffix: Added to the application name in `pg_stat_activity`.
        connect_timeout: In seconds, unless the URL sets one.
        limits: Session settings, set after connecting because poolers refuse them earlier.

    Raises:
        OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError: If connecting fails.
    """
    settings = {"application_name": url.application_name + suffix}
    if "options" in url.parameters:
        settings["options"] = url.parameters["options"]
    async with asyncio.timeout(url.number("connect_timeout", 0) or connect_timeout):
        try:
            connection = await asyncpg.connect(
                **url.connect_arguments(),
                server_settings=settings,
                timeout=None,
                command_timeout=command_timeout,
                statement_cache_size=statement_cache_size,
                connection_class=_Connection,
            )
        except asyncpg.TargetServerAttributeNotMatched:
            wanted = url.connect_arguments().get("target_session_attrs")
            raise ConnectionError(f"none of its hosts is {wanted}") from None
        try:
            _keep_alive(connection, url)
            if limits:
                await connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in limits.items()))
        except BaseException:
            connection.terminate()
            raise
    return connection


async def close(connection: asyncpg.Connection) -> None:
    with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        await connection.close(timeout=CLOSE_TIMEOUT)


@asynccontextmanager
async def _probe(url: DatabaseUrl) -> AsyncIterator[asyncpg.Connection]:
    """Connect without prepared statements, which a pooler may not support."""
    connection = await connect(url, command_timeout=CONNECT_TIMEOUT, statement_cache_size=0)
    try:
        yield connection
    finally:
        await close(connection)


async def describe_database(url: DatabaseUrl) -> DatabaseDescription:
    """Describe what a URL leads to, with two short connections; raise UnreachableError if nothing accepts us."""
    try:
        async with _probe(url) as one, _probe(url) as other:
            pools = await _share_session(one, other)
            async with one.transaction():
                standby, writable, version = await one.fetchrow(
                    "SELECT pg_is_in_recovery(), NOT current_setting('transaction_read_only')::boolean,"
                    " split_part(current_setting('server_version'), ' ', 1)"  # the packager's suffix follows
                )
            return DatabaseDescription(
                version=version,
                major=one.get_server_version().major,
                tls=_tls(one),
                sslmode=url.sslmode or "prefer",
                is_standby=standby,
                is_read_only=not writable,
                pools_transactions=pools,
            )
    except TimeoutError:
        raise UnreachableError(f"no answer in {url.number('connect_timeout', CONNECT_TIMEOUT)} s") from None
    except ssl.SSLCertVerificationError as error:
        raise UnreachableError(f"its certificate is not trusted: {error.verify_message}") from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise UnreachableError(f"{error}".partition("\n")[0] or type(error).__name__) from None


async def check_suitable(url: DatabaseUrl) -> DatabaseDescription:
    """Like `describe`, but raise UnsuitableError if Usher cannot run on the database."""
    found = await describe_database(url)
    if found.pools_transactions:
        raise UnsuitableError(
            "a pooler in transaction mode, which breaks prepared statements and locks:"
            " use its session mode (pool_mode = session), or the address of the server itself"
        )
    if found.is_standby:
        raise UnsuitableError(
            "a standby, which takes no changes: name the primary, or all hosts with target_session_attrs=read-write"
        )
    if found.major < MIN_VERSION:
        raise UnsuitableError(f"a PostgreSQL older than {MIN_VERSION}")
    return found


async def _share_session(one: asyncpg.Connection, other: asyncpg.Connection) -> bool:
    """Check whether two open connections share a server session or one of them changes session.

    A pooler in transaction mode gives one session to several clients in turn. While one is in a transaction, the
    other gets a different session than before.
    """
    for _ in range(_CHECKS):
        mine = await _session(one)
        if mine == await _session(other):
            return True
        async with other.transaction():
            await other.fetchval(_SESSION_ID)
            if mine != await _session(one):
                return True
    return False


async def _session(connection: asyncpg.Connection) -> str:
    async with connection.transaction():  # a pooler keeps to one session within a transaction
        return str(await connection.fetchval(_SESSION_ID))


def _tls(connection: asyncpg.Connection) -> str | None:
    shape = connection._transport.get_extra_info("ssl_object")
    return None if shape is None else str(shape.version())


def _keep_alive(connection: asyncpg.Connection, url: DatabaseUrl) -> None:
    """Set TCP options that detect a dead peer and keep idle connections alive through middleboxes."""
    kept = connection._transport.get_extra_info("socket")  # the driver exposes its socket no other way
    if kept is None or kept.family not in {socket.AF_INET, socket.AF_INET6}:
        return
    numbers = (
        ("TCP_KEEPIDLE", url.number("keepalives_idle", _IDLE)),
        ("TCP_KEEPINTVL", url.number("keepalives_interval", _INTERVAL)),
        ("TCP_KEEPCNT", url.number("keepalives_count", _COUNT)),
        ("TCP_USER_TIMEOUT", url.number("tcp_user_timeout", _USER_TIMEOUT)),
    )
    with socket.socket(fileno=os.dup(kept.fileno())) as same:
        same.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, url.number("keepalives", 1))
        for name, number in numbers:
            if hasattr(socket, name):  # Linux has them all, other systems only some
                same.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), number)
