"""Sign in by bearer token, by cookie, or by the first message of a socket, with one statement each.

Many sockets that reconnect at once share one statement.
"""

import asyncio
import re
import time
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.requests import HTTPConnection

from actions.accounts.callers import session_caller, token_caller
from actions.attempts import Limiter, bearer_token_attempt
from app.http.networks import network_of
from app.http.origins import Origins
from app.http.recent_sign_ins import RecentSignIns, Row
from app.http.stale_cookies import mark_stale
from db.queries import sessions
from db.queries.sessions import SessionRow, TokenRow
from db.reader import Reader, SharedQuery
from graph.cookies import cookie_name
from live.hub import Hub
from live.shared_loader import SharedLoader
from rules.caller import Caller
from rules.config import Config
from rules.refusals import RefusalError, unauthenticated
from rules.tokens import Secret, digest, secret_kind

_AUTHORIZATION = "authorization"
_BEARER = re.compile(r"\s*bearer\s", re.IGNORECASE)
_MAX_DEPTH = 20

_log = structlog.get_logger(__name__)


class SignIn:
    """Finds the caller of a request or socket.

    Refuses an unknown, expired or revoked token instead of treating the caller as anonymous.

    Args:
        hub: Tells of ended sessions.
        limiter: Counts tokens that never existed; None if limits are off.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        hub: Hub,
        config: Config,
        origins: Origins,
        limiter: Limiter | None = None,
    ) -> None:
        self._engine = engine
        self._reader = Reader(engine)
        self._loader = SharedLoader(self._reader)
        self._recent = RecentSignIns(hub)
        self._config = config
        self._origins = origins
        self._limiter = limiter
        self._use_tasks: dict[int, asyncio.Task[None]] = {}

    async def __call__(
        self, connection: HTTPConnection, payload: dict[str, Any] | None = None, *, is_query: bool = False
    ) -> Caller:
        """Find the caller.

        Args:
            payload: Of a socket's `connection_init`; None for a request.
            is_query: Whether a second may pass until a session ends, where its event is not heard.

        Raises:
            RefusalError: UNAUTHENTICATED for a bad token or cookie; RATE_LIMITED after too many tokens from this network
                that never existed.
        """
        network = network_of(connection)
        given = _credentials_in_payload(payload) if payload else None
        if given is None:
            given = connection.headers.get("authorization")
        if given is not None:
            is_batched = connection.scope["type"] == "websocket"
            return await self._by_secret(_bearer(given), network, is_batched=is_batched, is_query=is_query)
        secret = self._cookie(connection)
        if secret is None or not self._origins.allow(connection):
            return Caller(network=network)
        return await self._by_cookie(connection, secret, network, is_query=is_query)

    async def page_visitor(self, connection: HTTPConnection) -> Caller:
        """Find the visitor of a page that changes nothing.

        The cookie counts from any origin; with a bad one, the visitor is anonymous.
        """
        network = network_of(connection)
        secret = self._cookie(connection)
        if secret is None:
            return Caller(network=network)
        try:
            return await self._by_cookie(connection, secret, network)
        except RefusalError:
            return Caller(network=network)

    async def recheck(self, caller: Caller) -> Caller:
        """Check the caller again, for the next operation on an open socket.

        Raises:
            RefusalError: UNAUTHENTICATED if the session has ended or the token was revoked.
        """
        if caller.session_id is not None:
            row = await self._loader.load(sessions.good_sessions, caller.session_id, time.monotonic())
            if row is None:
                raise unauthenticated()
            return session_caller(row, self._config, caller.network)
        if caller.token_id is not None:
            token = await self._loader.load(sessions.good_tokens, caller.token_id, time.monotonic())
            if token is None:
                raise unauthenticated()
            self._note_use(token)
            return token_caller(token, self._config, caller.network)
        return caller

    async def stop(self) -> None:
        await asyncio.gather(*self._use_tasks.values())
        await self._loader.stop()

    def _cookie(self, connection: HTTPConnection) -> str | None:
        return connection.cookies.get(cookie_name(self._config)) or None

    async def _by_cookie(
        self, connection: HTTPConnection, secret: str, network: str, *, is_query: bool = False
    ) -> Caller:
        try:
            if secret_kind(secret) is not Secret.SESSION:
                raise unauthenticated()
            return await self._by_secret(secret, network, is_query=is_query)
        except RefusalError:
            mark_stale(connection)
            raise

    async def _load(self, by: SharedQuery[bytes, Row], known: bytes, *, is_batched: bool) -> Row | None:
        async def read() -> Row | None:
            if is_batched:
                return await self._loader.load(by, known, time.monotonic())
            return (await by.read(self._reader, [known])).get(known)

        return await self._recent.read(known, read)

    async def _by_secret(
        self, secret: str, network: str, *, is_batched: bool = False, is_query: bool = False
    ) -> Caller:
        kind, known = secret_kind(secret), digest(secret)
        row = self._recent.get(known) if is_query else None
        if row is None and kind is Secret.SESSION:
            row = await self._load(sessions.sessions_by_digest, known, is_batched=is_batched)
        elif row is None and kind is Secret.ACCESS_TOKEN:
            row = await self._load(sessions.tokens_by_digest, known, is_batched=is_batched)
            if row is not None:
                self._note_use(row)
        if isinstance(row, SessionRow):
            return session_caller(row, self._config, network)
        if row is not None:
            return token_caller(row, self._config, network)
        if self._limiter is not None and not await self._reader.value(sessions.ever_was(digest(secret))):
            await self._limiter.spend(bearer_token_attempt(self._config.limits, Caller(network=network)))
        raise unauthenticated()

    def _note_use(self, row: TokenRow) -> None:
        """Record the use of a token in the background."""
        if row.use_is_news and row.id not in self._use_tasks:
            self._use_tasks[row.id] = asyncio.create_task(self._write_use(row.id), name="note use of a token")

    async def _write_use(self, token_id: int) -> None:
        try:
            async with self._engine.begin() as connection:
                await connection.execute(sessions.note_use(token_id))
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            _log.warning("token_use.dropped", reason=type(error).__name__)
        finally:
            del self._use_tasks[token_id]


def _credentials_in_payload(payload: dict[str, Any]) -> object:
    """Find a socket's credentials: `authorization` in any case, at the top or under `headers`.

    Raises:
        RefusalError: UNAUTHENTICATED if they are elsewhere: nobody who tries to sign in is treated as anonymous.
    """
    items = list(payload.items())
    if isinstance(payload.get("headers"), dict):
        items = [item for item in items if item[0] != "headers"] + list(payload["headers"].items())
    given = [value for name, value in items if name.lower() == _AUTHORIZATION and value is not None]
    others = [value for name, value in items if name.lower() != _AUTHORIZATION]
    if any(value != given[0] for value in given) or _contain_credentials(others):
        raise unauthenticated("In connection_init, authorization stands at the top of the payload or under headers.")
    return given[0] if given else None


def _contain_credentials(values: list[Any]) -> bool:
    """Tell whether any value, at any depth, looks like or is named like a credential."""
    for _ in range(_MAX_DEPTH):
        below: list[Any] = []
        for value in values:
            if isinstance(value, str) and (_BEARER.match(value) or secret_kind(value) is not None):
                return True
            if isinstance(value, dict):
                if any(name.lower() == _AUTHORIZATION and one is not None for name, one in value.items()):
                    return True
                below += value.values()
            elif isinstance(value, list):
                below += value
        values = below
    return bool(values)


def _bearer(given: object) -> str:
    scheme, _, token = given.partition(" ") if isinstance(given, str) else ("", "", "")
    if scheme.lower() != "bearer":
        raise unauthenticated()
    return token.strip()
