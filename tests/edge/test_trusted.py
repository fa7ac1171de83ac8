import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.settings.trusted_documents import UnreadableError, read_trusted
from edge import EdgeOptions
from tests.edge.serving import ask, serving

TEXT = "query Greet { hello }"
BY_DIGEST = {f"sha256:{sha256(TEXT.encode()).hexdigest()}": TEXT}


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "greet.graphql").write_text(TEXT)
    (tmp_path / "notes.txt").write_text("nothing")
    assert read_trusted(tmp_path) == {"greet": TEXT} | BY_DIGEST


@pytest.mark.parametrize(
    "manifest", [{"greet": TEXT}, {"operations": [{"id": "greet", "body": TEXT, "type": "query"}]}]
)
def test_a_manifest_gives_its_entries(tmp_path: Path, manifest: Any) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert read_trusted(tmp_path / "manifest.json") == {"greet": TEXT} | BY_DIGEST


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", "1", '{"a": 1}', '{"operations": [{"id": "a"}]}', '{"operations": [1]}']
)
def test_a_file_without_documents_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(UnreadableError, match=r"manifest\.json holds no trusted documents"):
        read_trusted(tmp_path / "manifest.json")


def test_a_missing_or_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="nowhere"):
        read_trusted(tmp_path / "nowhere")
    with pytest.raises(UnreadableError, match="holds no trusted documents"):
        read_trusted(tmp_path)


async def test_in_production_only_trusted_documents_run() -> None:
    trusted = {"greet": "query($name: String!) { hello(name: $name) }"}
    for production, elsewhere in ((True, 403), (False, 200)):
        options = EdgeOptions(production=production, trusted=trusted)
        async with serving(options) as served, served.client() as client:
            by_id = {"documentId": "greet", "variables": {"name": "Ida"}}
            assert (await client.post("/graphql", json=by_id)).json() == {"data": {"hello": "Hello, Ida"}}
            assert (await ask(client, trusted["greet"], variables={"name": "Bo"})).json() == {
                "data": {"hello": "Hello, Bo"}
            }
            assert (await client.post("/graphql", json={"documentId": "nothing"})).status_code == 400
            assert (await ask(client, "{ hello }")).status_code == elsewhere


@pytest.mark.parametrize("trusted", [None, {"greet": "query($name: String!) { hello(name: $name) }"}])
async def test_our_own_documents_always_run(trusted: dict[str, str] | None) -> None:
    options = EdgeOptions(production=True, trusted=trusted, own={"own": "{ hello }"})
    async with serving(options) as served, served.client() as client:
        assert (await client.post("/graphql", json={"documentId": "own"})).status_code == 200
        assert (await ask(client, "{ hello }")).status_code == 200
        assert (await ask(client, "{ hello hello }")).status_code == (403 if trusted else 200)
