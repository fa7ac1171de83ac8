"""A form that is sent twice, as by a double click, is processed once: the second request gets the first answer.

Each rendered form has a key. Its answer is kept encrypted in the database for a minute, where other processes find
it too, under a digest of browser, key and body. The answer is given again only to the session from before or after
the first request, and only while a session that it starts is still open. Otherwise "Back" on a shared computer
could reopen an account that was logged out.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import orjson
import structlog
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import Response

from actions.named_locks import TIMEOUT, NamedLocks
from actions.work import Services
from app.http.stale_cookies import unmark_stale
from app.pages.visit import Visit
from db import sent_forms
from db.queries.sessions import SESSION
from rules.refusals import RefusalError
from rules.tokens import form_context, seal, unseal

_POLL_INTERVAL = 0.05
_NOT_DONE_YET = "This form was sent before, and is not answered yet."

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _StoredAnswer:
    """An answer with the browser's session IDs before and after it; None without a session."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    before: int | None
    after: int | None


class DuplicateForms:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._locks = NamedLocks(_NOT_DONE_YET)

    async def __call__(self, visit: Visit, key: bytes, answer: Callable[[], Awaitable[Response]]) -> Response:
        """Answer a form, or repeat its first answer."""
        async with self._locks(key):
            kept = await self._wait(visit, key)
            if kept is not None:
                return _response(visit, kept)
            before, is_kept = visit.caller.session_id, False
            try:
                response = await answer()
                if not _asks_to_retry(response):
                    is_kept = await self._store(key, _answer(response, before, visit.caller.session_id))
                return response
            finally:
                if not is_kept:
                    await self._delete(key)

    async def _wait(self, visit: Visit, key: bytes) -> _StoredAnswer | None:
        """Wait for the answer to the first request; None if this is the first."""
        engine = self._services.engine
        try:
            async with asyncio.timeout(TIMEOUT):
                while not await sent_forms.claim_form(engine, key):
                    sealed = await sent_forms.find_response(engine, key)
                    if sealed is None:
                        await asyncio.sleep(_POLL_INTERVAL)
                        continue
                    kept = self._unseal(key, sealed)
                    if kept is not None and await self._is_for(visit, kept):
                        return kept
                    await sent_forms.delete_response(engine, key)
        except TimeoutError:
            raise RefusalError("RETRYABLE", _NOT_DONE_YET, retry_after=1) from None
        return None

    async def _is_for(self, visit: Visit, kept: _StoredAnswer) -> bool:
        if visit.caller.session_id not in (kept.before, kept.after):
            return False
        return kept.after is None or await visit.reader.row(SESSION, id=kept.after) is not None

    async def _store(self, key: bytes, answer: _StoredAnswer) -> bool:
        head = orjson.dumps([answer.status, answer.headers, answer.before, answer.after])
        sealed = seal(self._services.config.secret_keys, head + b"\n" + answer.body, context=form_context(key))
        try:
            await sent_forms.store_response(self._services.engine, key, sealed)
        except (SQLAlchemyError, OSError, TimeoutError) as error:  # the change is committed: answer anyway
            _log.warning("form_answer.dropped", reason=type(error).__name__)
            return False
        return True

    async def _delete(self, key: bytes) -> None:
        try:
            await sent_forms.delete_response(self._services.engine, key)
        except (SQLAlchemyError, OSError, TimeoutError) as error:
            _log.warning("form_claim.stayed", reason=type(error).__name__)

    def _unseal(self, key: bytes, sealed: bytes) -> _StoredAnswer | None:
        plain = unseal(self._services.config.secret_keys, sealed, context=form_context(key))
        if plain is None:
            return None
        head, _, body = plain.partition(b"\n")
        status, headers, before, after = orjson.loads(head)
        return _StoredAnswer(status, [(name, value) for name, value in headers], body, before, after)


def _asks_to_retry(response: Response) -> bool:
    return response.status_code == 429 or response.status_code >= 500


def _answer(response: Response, before: int | None, after: int | None) -> _StoredAnswer:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in response.raw_headers]
    return _StoredAnswer(response.status_code, headers, bytes(response.body), before, after)


def _response(visit: Visit, kept: _StoredAnswer) -> Response:
    if kept.after is not None:
        unmark_stale(visit.request)  # the sent cookie may belong to an ended session; the answer sets a new one
    response = Response(kept.body, kept.status)
    response.raw_headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in kept.headers]
    return response
