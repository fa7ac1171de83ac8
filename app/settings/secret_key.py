"""Keys that are generated once, unless the operator sets them."""

import contextlib
import os
import secrets
from pathlib import Path

from app.settings.values import secret_key

KEY_FILE = "secret.key"
MAILBOX_KEY_FILE = "mailbox.key"


def load_secret_key(data_dir: Path) -> str:
    """Read the secret key from the data folder; create it if there is none."""
    return load_key(data_dir, KEY_FILE)


def load_key(data_dir: Path, name: str) -> str:
    """Read or create a key, as `load_secret_key` does. Concurrent callers get the same key."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / name
    if not path.exists():
        fresh = data_dir / f"{name}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link fails if another process was first; then we use that key.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    try:
        return secret_key(path.read_text().strip())
    except ValueError as error:
        raise ValueError(f"{path} {error}") from None
