"""Trusted documents of a site, read from a folder or a manifest."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.settings.trusted_documents import UnreadableError, read_trusted

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
