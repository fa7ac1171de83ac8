"""Documents that nobody has sent before: what reading one takes is bounded, and of anonymous callers it is counted."""

import itertools

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from app.settings import Settings
from tests.limits.conftest import serving
from tests.support.people import People
from tests.support.socket import stream

_numbers = itertools.count()
COUNTED_LENGTH = 2_001


def document(length: int) -> str:
    """Return a new document of this length."""
    return f"query N{next(_numbers)} {{ site {{ name }} }}".ljust(length)


async def test_long_documents_of_anonymous_callers_are_counted_until_they_are_known(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient, people: People
) -> None:
    async with serving(settings, dsn, engine, http, {"expensive_documents": "3/hour"}) as limited:
        here = limited.stranger(limited.network())
        known = document(COUNTED_LENGTH)
        assert [(await here.answer(known)).get("errors") for _ in range(5)] == [None] * 5, "counted once"
        for _ in range(5):
            assert "errors" not in await here.answer(document(COUNTED_LENGTH - 1)), "short ones are not counted"
        assert await here.code(document(COUNTED_LENGTH) + "}") == "BAD_REQUEST", "wrong ones are counted, too"
        await here.ok(document(COUNTED_LENGTH))
        [refused] = (await here.answer(document(COUNTED_LENGTH)))["errors"]
        assert refused["extensions"]["code"] == "RATE_LIMITED"
        assert (refused["extensions"]["limit"], refused["extensions"]["remaining"]) == (3, 0)
        assert await here.code(document(COUNTED_LENGTH) + "}") == "RATE_LIMITED"
        await here.ok(known)
        await limited.stranger(limited.network()).ok(document(COUNTED_LENGTH))
        person = (await limited.people("Ida")).at(limited.urls[0])
        person.headers = here.headers
        for _ in range(5):
            await person.ok(document(COUNTED_LENGTH))


async def test_long_documents_over_a_socket_are_counted(
    settings: Settings, dsn: str, engine: AsyncEngine, http: httpx.AsyncClient
) -> None:
    async with serving(settings, dsn, engine, http, {"expensive_documents": "1/hour"}) as limited:
        async with stream(limited.urls[0], None, document(COUNTED_LENGTH)) as first:
            assert (await first.next())["site"]
        async with stream(limited.urls[0], None, document(COUNTED_LENGTH)) as second:
            assert await second.error() == "RATE_LIMITED"
