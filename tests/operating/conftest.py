"""Production servers in the tests' process change the form of its logs; it is changed back afterwards."""

from collections.abc import AsyncIterator, Iterator

import pytest

from app.logs import configure_logs
from app.settings import Settings
from app.wiring import create_app
from tests.operating.production import APP, TRUSTED, make_settings
from tests.support.servers import served


@pytest.fixture(autouse=True, scope="package")
def restore_log_form() -> Iterator[None]:
    yield
    configure_logs(production=False)


@pytest.fixture(scope="package")
def production(dsn: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "site.graphql").write_text(TRUSTED)
    (folder / "badge.graphql").write_text("subscription Badge { badge { total } }")
    return make_settings(folder, dsn, env="production", allowed_origins=APP, trusted_documents=folder)


@pytest.fixture(scope="package")
async def address(production: Settings, dsn: str) -> AsyncIterator[str]:
    async with served(create_app(production, dsn, jobs=False)) as url:
        yield f"{url}/graphql"
