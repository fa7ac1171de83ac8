"""Trusted documents: the ones that a site's own clients send, by their IDs."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson


class UnreadableError(Exception):
    """The folder or the manifest cannot be used; the message says why, in one line."""


def read_trusted(path: Path) -> dict[str, str]:
    """Reads trusted documents.

    Args:
        path: A folder of `.graphql` files, each known by its name without the ending; or a manifest in JSON, either
            an object of texts by their IDs, or one with `operations`, a list of objects with `id` and `body`.

    Returns:
        The texts by their IDs, and also by `sha256:` and the digest of the text.

    Errors:
        UnreadableError if it is neither, or holds nothing.
    """
    try:
        named = of_folder(path) if path.is_dir() else of_manifest(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"{path} holds no trusted documents: {type(error).__name__}: {error}") from error
    if not named or not all(isinstance(text, str) for pair in named.items() for text in pair):
        raise UnreadableError(f"{path} holds no trusted documents")
    return named | {f"sha256:{sha256(text.encode()).hexdigest()}": text for text in named.values()}


def of_folder(folder: Path) -> dict[str, str]:
    """The documents in a folder and in those below it."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.rglob("*.graphql"))}


def of_manifest(manifest: Any) -> dict[str, str]:
    """The documents in a manifest."""
    if isinstance(manifest.get("operations") if isinstance(manifest, dict) else None, list):
        return {entry["id"]: entry["body"] for entry in manifest["operations"]}
    return dict(manifest)
