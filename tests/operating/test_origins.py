"""What browsers are told of other origins, of TLS, and which documents run in production, over HTTP and sockets."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.settings import Settings
from app.wiring import create_app
from graph.root import sdl
from tests.support.people import People
from tests.support.servers import SECRET_KEY, served
from tests.support.socket import socket
from tests.support.sse import sse_stream

APP = "https://app.example.org"
TRUSTED = "{ site { name } }"
SITE = json.dumps({"query": TRUSTED})
JSON = {"content-type": "application/json"}


def made(folder: Path, dsn: str, **given: object) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        secret_key=(SECRET_KEY,),
        data_dir=folder,
        public_url="https://usher.example.org",
        database_url=dsn,
        smtp_url="smtp://127.0.0.1:1",
        directory="shared",
        mail_from="usher@example.org",
        site_name="Usher",
        support_email="help@example.org",
        **given,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def production(dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "site.graphql").write_text(TRUSTED)
    (folder / "badge.graphql").write_text("subscription Badge { badge { total } }")
    return made(folder, dsn, env="production", allowed_origins=APP, trusted_documents=folder)


@pytest.fixture(scope="module")
async def address(production: Settings, dsn: str):  # type: ignore[no-untyped-def]
    async with served(create_app(production, dsn, jobs=False)) as url:
        yield f"{url}/graphql"


def preflight(origin: str, headers: str = "authorization,content-type,idempotency-key") -> dict[str, str]:
    return {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": headers,
    }


async def test_an_allowed_origin_may_send_what_we_take(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.options(address, headers=preflight(APP))
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == APP
    assert answer.headers["access-control-allow-credentials"] == "true"
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("authorization", "content-type", "idempotency-key"))
    answer = await http.post(address, content=SITE, headers=JSON | {"origin": APP})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == APP
    exposed = answer.headers["access-control-expose-headers"].split(", ")
    assert exposed == ["Usher-Cost", "Idempotent-Replayed", "X-Request-ID", "Retry-After"]
    assert "origin" in answer.headers["vary"].lower()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{APP}.evil.example", "http://app.example.org"])
async def test_no_other_origin_may_send_or_read(http: httpx.AsyncClient, address: str, origin: str) -> None:
    answer = await http.options(address, headers=preflight(origin))
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers
    answer = await http.post(address, content=SITE, headers=JSON | {"origin": origin})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", JSON, 400),
        (b"x", {"content-type": "text/plain"}, 415),
        (b" " * (1024 * 1024 + 1), JSON, 413),
        (SITE.encode(), JSON | {"authorization": "Bearer ush_s_none"}, 401),
        (b'{"query": "{ __schema { description } }"}', JSON, 403),
    ],
)
async def test_an_allowed_origin_may_read_why_it_was_refused(
    http: httpx.AsyncClient, address: str, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await http.post(address, content=content, headers=headers | {"origin": APP})
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == APP


async def test_an_allowed_origin_may_use_no_other_method(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.options(address, headers=preflight(APP) | {"access-control-request-method": "PUT"})
    assert answer.status_code == 400


OF_LIBRARIES = {
    "Apollo": "apollographql-client-name,apollographql-client-version,content-type",
    "Sentry": "baggage,sentry-trace",
    "OpenTelemetry": "baggage,traceparent,tracestate",
    "Datadog": "x-datadog-origin,x-datadog-parent-id,x-datadog-sampling-priority,x-datadog-trace-id",
    "a proxy": "x-request-id",
    "whatever": "x-y",
}


@pytest.mark.parametrize("path", ["", "/"])
@pytest.mark.parametrize("headers", OF_LIBRARIES.values(), ids=OF_LIBRARIES)
async def test_an_allowed_origin_may_send_any_header(
    http: httpx.AsyncClient, address: str, headers: str, path: str
) -> None:
    answer = await http.options(address + path, headers=preflight(APP, headers))
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-headers"] == headers
    refused = await http.options(address + path, headers=preflight("https://evil.example", headers))
    assert refused.status_code == 400
    assert "access-control-allow-origin" not in refused.headers


async def test_pages_are_nobody_elses_to_read(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address.replace("/graphql", "/login"), headers={"origin": APP})
    assert "access-control-allow-origin" not in answer.headers


async def test_only_trusted_documents_run_in_production(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.post(address, json={"documentId": "site"})
    assert answer.json()["data"]["site"]["name"]
    answer = await http.post(address, content=SITE, headers=JSON)
    assert answer.json()["data"]["site"]["name"]
    answer = await http.post(address, json={"query": "{ site { url } }"})
    assert answer.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_trusted_documents_are_known_by_name_and_digest_by_get_too(http: httpx.AsyncClient, address: str) -> None:
    digest = f"sha256:{sha256(TRUSTED.encode()).hexdigest()}"
    for name in ("site", digest):
        assert (await http.get(address, params={"documentId": name})).json()["data"]["site"]["name"]
    for unknown in ("other", "../site", f"sha256:{'0' * 64}", ""):
        answer = (await http.post(address, json={"documentId": unknown, "query": None})).json()
        assert answer["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_the_hash_of_a_trusted_document_runs_it_and_no_text_beside_it(
    http: httpx.AsyncClient, address: str
) -> None:
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": sha256(TRUSTED.encode()).hexdigest()}}
    for beside in ({}, {"query": "{ __schema { description } }"}):
        answer = await http.post(address, json={"extensions": persisted, **beside})
        assert answer.json()["data"]["site"]["name"]
    asked = {"extensions": json.dumps(persisted)}
    assert (await http.get(address, params=asked)).json()["data"]["site"]["name"]
    unknown = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}}
    refused = (await http.post(address, json=unknown)).json()["errors"][0]
    assert refused["extensions"]["code"] == "PERSISTED_QUERY_NOT_SUPPORTED", "no others are kept by hash"


@pytest.mark.parametrize("name", ["documentId", "id", "doc_id"])
async def test_an_id_may_be_spelt_as_clients_spell_it(http: httpx.AsyncClient, address: str, name: str) -> None:
    assert (await http.post(address, json={name: "site"})).json()["data"]["site"]["name"]
    assert (await http.get(address, params={name: "site"})).json()["data"]["site"]["name"]
    beside = await http.post(address, json={name: "site", "query": "{ __schema { description } }"})
    assert beside.json()["data"] == {"site": {"name": "Usher"}}
    unknown = await http.post(address, json={name: "other"})
    assert unknown.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_strangers_do_not_read_the_schema_in_production(
    http: httpx.AsyncClient, address: str, people: People
) -> None:
    there = address.replace("/graphql", "/schema.graphql")
    refused = await http.get(there)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    read = await http.get(there, headers={"authorization": f"Bearer {(await people()).token}"})
    assert (read.status_code, read.text) == (200, sdl())


async def test_an_event_source_follows_a_trusted_document_with_its_cookie(address: str, people: People) -> None:
    cookie = {"cookie": f"__Host-usher={(await people()).token}"}
    own = {"sec-fetch-site": "same-origin"}
    for given in (own, {"origin": APP, "sec-fetch-site": "cross-site"}):
        async with sse_stream(address, None, path="/graphql?documentId=badge", headers=cookie | given) as stream:
            assert await stream.next() == {"badge": {"total": 0}}
            assert stream.headers.get("access-control-allow-origin") == given.get("origin")
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    async with sse_stream(address, None, path="/graphql?documentId=badge", headers=cookie | foreign) as stream:
        assert await stream.error() == "UNAUTHENTICATED"
    async with sse_stream(address, {"query": "subscription { badge { id } }"}, headers=cookie | own) as stream:
        assert stream.status == 403


async def over_socket(address: str, payload: dict[str, Any]) -> dict[str, Any]:
    """The first message that answers an operation."""
    async with socket(address.removesuffix("/graphql")) as opened:
        await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        answer: dict[str, Any] = json.loads(await opened.recv())
        return answer


async def test_only_trusted_documents_run_on_a_socket(address: str) -> None:
    for payload in ({"documentId": "site"}, {"query": TRUSTED}):
        assert (await over_socket(address, payload))["payload"]["data"]["site"]["name"]
    for query in ("{ site { url } }", "{ sit }", "{ __schema { description } }", "subscription { badge { total } }"):
        refused = await over_socket(address, {"query": query})
        assert refused["type"] == "error"
        assert [error["extensions"]["code"] for error in refused["payload"]] == ["FORBIDDEN"]
        assert "Did you mean" not in json.dumps(refused)


async def test_over_tls_browsers_are_told_to_stay_there(production: Settings, dsn: str) -> None:
    app = create_app(production, dsn, jobs=False)
    for scheme, told in (("https", "max-age=31536000"), ("http", None)):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://usher.example.org") as client:
            answer = await client.get("/healthz")
        assert answer.headers.get("strict-transport-security") == told
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_trusted_documents_that_cannot_be_read_stop_the_start(dsn: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="must name a folder"):
        made(tmp_path, dsn, trusted_documents=tmp_path / "nowhere")


async def test_graphql_has_the_headers_of_pages_and_counts_by_its_route(http: httpx.AsyncClient, address: str) -> None:
    page = await http.get(address.replace("/graphql", "/login"))
    answer = await http.post(address, content=SITE, headers=JSON)
    refused = await http.request("OPTIONS", address)
    assert (answer.status_code, refused.status_code, refused.headers["allow"]) == (200, 405, "GET, POST")
    for name in ("x-frame-options", "referrer-policy", "x-content-type-options", "x-robots-tag"):
        assert answer.headers[name] == refused.headers[name] == page.headers[name], name
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    counted = (await http.get(address.replace("/graphql", "/metrics"))).text
    assert 'usher_requests_total{method="OPTIONS",route="/graphql",status="405"}' in counted
