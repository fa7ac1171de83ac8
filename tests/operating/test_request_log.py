"""Each request has an ID and, in production, a log line."""

import json
import re
from pathlib import Path

import httpx
import pytest

from app.wiring import create_app
from tests.operating.production import make_settings
from tests.support.people import People
from tests.support.servers import served


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


async def test_production_writes_a_line_for_each_request(
    dsn: str, people: People, http: httpx.AsyncClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = await people("Anna")
    as_anna = {"authorization": f"Bearer {anna.token}"}
    settings = make_settings(tmp_path, dsn, env="production")
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
