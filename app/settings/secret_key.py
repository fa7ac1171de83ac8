"""Keys that are generated once, unless the operator sets them."""

import contextlib
import os
import secrets
from pathlib import Path

from app.settings.values import secret_key

FILE = "secret.key"
MAILBOX_FILE = "mailbox.key"


def kept_secret_key(data_dir: Path) -> str:
    """Read the secret key from the data folder; create it if there is none."""
    return kept_key(data_dir, FILE)


def kept_key(data_dir: Path, name: str) -> str:
    """Read or create a key, as `kept_secret_key` does. Concurrent callers get the same key."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = data_dir / name
    if not kept.exists():
        fresh = data_dir / f"{name}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link fails if another process was first; then we use that key.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, kept)
        fresh.unlink()
    try:
        return secret_key(kept.read_text().strip())
    except ValueError as error:
        raise ValueError(f"{kept} {error}") from None
