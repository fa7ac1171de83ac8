"""What an operator sees of a server: figures at /metrics, and a line in the log for each request."""

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app import metrics
from app.settings import Settings
from app.wiring import create_app
from tests.operating.exposed import figures
from tests.support.client import Client
from tests.support.people import People
from tests.support.servers import SECRET_KEY, served
from tests.support.socket import stream
from tests.support.sse import sse_stream


async def test_operations_errors_events_and_requests_are_counted(people: People) -> None:
    person = await people()
    before = await figures(people)
    await person.ok('mutation MakeAGroup { createGroup(input: {name: "x"}) { group { id } } }')
    await Client(people.http, people.url).code('query NotForYou { badge: accounts(search: "x") { totalCount } }')
    await people.http.get(f"{people.url}/join/ABCD-EFGH-2345")
    after = await figures(people)

    def more(*sample: str) -> float:
        return after.get(sample, 0) - before.get(sample, 0)

    assert more("usher_operations_total", "mutation", "MakeAGroup") == 1
    assert more("usher_operations_total", "query", "anonymous") == 1
    assert not any("NotForYou" in sample for sample in after)
    assert more("usher_errors_total", "UNAUTHENTICATED") == 1
    assert more("usher_requests_total", "GET", "/join/{key}", "404") == 1
    assert more("usher_requests_total", "POST", "/graphql", "200") >= 1
    assert sum(value for name, value in after.items() if name[0] == "usher_events_total") > 0
    assert after["usher_database_up",] == 1
    assert ("usher_mails_waiting",) in after
    assert ("usher_pool_connections", "in_use") in after


async def test_sockets_and_streams_are_there_while_they_are(people: People) -> None:
    person = await people()
    before = await figures(people)
    async with stream(person.url, person.token, "subscription { badge { total } }") as live:
        await live.next()
        during = await figures(people)
    assert during["usher_sockets",] == before["usher_sockets",] + 1
    assert during["usher_streams",] == before["usher_streams",] + 1


@pytest.fixture
def own_names() -> Iterator[None]:
    """Forget the names of a test's operations, which fill the server's list."""
    before = set(metrics._known_names)
    yield
    metrics._known_names.intersection_update(before)


@pytest.mark.usefixtures("own_names")
async def test_names_that_clients_choose_are_bounded(people: People) -> None:
    person = await people()
    for number in range(230):
        await person.ok(f"query Name{number} {{ site {{ name }} }}")
    names = {name[2] for name in await figures(people) if name[0] == "usher_operations_total"}
    assert "other" in names
    assert len(names - {"other", "anonymous", "unnamed", "none"}) <= 200


@pytest.mark.parametrize("path", ["/graphql", "/login", "/nowhere", "/healthz", "/static/usher.css"])
async def test_each_answer_tells_its_request_id(http: httpx.AsyncClient, url: str, path: str) -> None:
    made = [(await http.get(url + path)).headers["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in made)
    assert made[0] != made[1]
    given = await http.get(url + path, headers={"X-Request-ID": "01J9:edge-7/a=.+_Z"})
    assert given.headers.get_list("x-request-id") == ["01J9:edge-7/a=.+_Z"]
    for odd in ("", "a b", "a,b", "x" * 129, "\u00e9", "{}"):
        answer = await http.get(url + path, headers={b"X-Request-ID": odd.encode()})
        assert re.fullmatch("[0-9a-f]{12}", answer.headers["x-request-id"]), odd


async def test_event_streams_are_counted_and_their_length_is_no_time_of_ours(people: People) -> None:
    person = await people()
    before = await figures(people)
    headers = {"authorization": f"Bearer {person.token}"}
    async with sse_stream(people.url, {"query": "subscription { badge { total } }"}, headers=headers) as opened:
        await opened.next()
        during = await figures(people)
        await asyncio.sleep(1)
    while (after := await figures(people))["usher_sse_streams",] > before["usher_sse_streams",]:
        await asyncio.sleep(0.02)
    assert during["usher_sse_streams",] == before["usher_sse_streams",] + 1
    took = ("usher_request_seconds_sum", "/graphql")
    assert after[took] - before.get(took, 0) < 0.9


async def test_production_writes_a_line_for_each_request(
    dsn: str, people: People, http: httpx.AsyncClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = await people("Anna")
    as_anna = {"authorization": f"Bearer {anna.token}"}
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        env="production",
        secret_key=(SECRET_KEY,),
        data_dir=tmp_path,
        public_url="https://usher.example.org",
        database_url=dsn,
        smtp_url="smtp://127.0.0.1:1",
        directory="shared",
        mail_from="usher@example.org",
        site_name="Usher",
        support_email="help@example.org",
    )
    async with served(create_app(settings, dsn, jobs=False)) as url:
        capsys.readouterr()
        await http.post(f"{url}/graphql", json={"query": "query Where { site { name } }"}, headers=as_anna)
        answer = await http.post(f"{url}/graphql", json={"query": "{ x }"}, headers={"x-request-id": "edge-1"})
        assert answer.headers["x-request-id"] == "edge-1"
        await http.get(f"{url}/join/ABCD-EFGH-2345", headers={"referer": "https://elsewhere.example/secret"})
        written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines() if '"request.answered"' in line]
    asked, named = [line for line in lines if line.get("route") == "/graphql"]
    assert named["request"] == "edge-1"
    assert (asked["operation"], asked["status"], asked["method"]) == ("Where", 200, "POST")
    assert re.fullmatch("[0-9a-f]{12}", asked["request"])
    assert (asked["network"], asked["account"]) == ("127.0.0.1", anna.key)
    [opened] = [line for line in lines if line.get("route") == "/join/{key}"]
    assert opened["request"] != asked["request"]
    assert (opened["network"], opened["account"]) == ("127.0.0.1", None)
    assert "ABCD" not in written
    assert "secret" not in written
