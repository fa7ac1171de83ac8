"""Which origins may read our answers (CORS), and that browsers stay on TLS."""

import httpx
import pytest

from app.settings import Settings
from app.wiring import create_app
from tests.operating.production import APP, JSON, SITE


def preflight(origin: str, headers: str = "authorization,content-type,idempotency-key") -> dict[str, str]:
    return {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": headers,
    }


async def test_an_allowed_origin_may_send_requests(http: httpx.AsyncClient, address: str) -> None:
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


async def test_no_other_origin_may_read_pages(http: httpx.AsyncClient, address: str) -> None:
    answer = await http.get(address.replace("/graphql", "/login"), headers={"origin": APP})
    assert "access-control-allow-origin" not in answer.headers


async def test_browsers_are_told_to_stay_on_tls(production: Settings, dsn: str) -> None:
    app = create_app(production, dsn, jobs=False)
    for scheme, told in (("https", "max-age=31536000"), ("http", None)):
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://usher.example.org") as client:
            answer = await client.get("/healthz")
        assert answer.headers.get("strict-transport-security") == told
        assert answer.headers["x-content-type-options"] == "nosniff"


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
