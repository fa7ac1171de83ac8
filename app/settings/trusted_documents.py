"""Trusted documents: those that a site's own clients send by ID."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson


class UnreadableError(Exception):
    """The folder or manifest cannot be used; the message gives the reason in one line."""


def read_trusted(path: Path) -> dict[str, str]:
    """Read trusted documents by ID; each is also listed under `sha256:` and its digest.

    Args:
        path: A folder of `.graphql` files, named by ID; or a JSON manifest: an object of texts by ID, or an object
            with `operations`, a list of objects with `id` and `body`.
    """
    try:
        named = of_folder(path) if path.is_dir() else of_manifest(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"{path} holds no trusted documents: {type(error).__name__}: {error}") from error
    if not named or not all(isinstance(text, str) for pair in named.items() for text in pair):
        raise UnreadableError(f"{path} holds no trusted documents")
    return named | {f"sha256:{sha256(text.encode()).hexdigest()}": text for text in named.values()}


def of_folder(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.graphql"))}


def of_manifest(manifest: Any) -> dict[str, str]:
    if isinstance(manifest.get("operations") if isinstance(manifest, dict) else None, list):
        return {entry["id"]: entry["body"] for entry in manifest["operations"]}
    return dict(manifest)
