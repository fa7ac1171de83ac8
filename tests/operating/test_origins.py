"""What browsers are told of other origins, of TLS, and which documents run. Source: issue 8, operations."""

from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from app.wiring import create_app
from tests.support.servers import SECRET_KEY, served

APP = "https://app.example.org"
SITE = '{"query": "{ site { name } }"}'
JSON = {"content-type": "application/json"}


def made(folder: Path, dsn: str, **given: object) -> Settings:
    return Settings(
        _env_file=None,  # type: ignore[call-arg]
        secret_key=SECRET_KEY,
        data_dir=folder,
        public_url="https://usher.example.org",
        database_url=dsn,
        smtp_url="smtp://127.0.0.1:1",
        **given,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def production(dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "site.graphql").write_text("{ site { name } }")
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
    assert answer.headers["access-control-expose-headers"] == "Retry-After"
    assert "origin" in answer.headers["vary"].lower()


@pytest.mark.parametrize("origin", ["https://evil.example", "null", f"{APP}.evil.example", "http://app.example.org"])
async def test_no_other_origin_may_send_or_read(http: httpx.AsyncClient, address: str, origin: str) -> None:
    answer = await http.options(address, headers=preflight(origin))
    assert answer.status_code == 400
    assert "access-control-allow-origin" not in answer.headers
    answer = await http.post(address, content=SITE, headers=JSON | {"origin": origin})
    assert "access-control-allow-origin" not in answer.headers


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
