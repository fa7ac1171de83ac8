"""The keys that are made once, for whoever has not set them."""

import contextlib
import os
import secrets
from pathlib import Path

from app.settings_values import secret_key

FILE = "secret.key"
MAILBOX_FILE = "mailbox.key"


def kept_secret_key(data_dir: Path) -> str:
    """Gives the secret key kept in the data folder; makes it if there is none.

    Args:
        data_dir: the data folder; made, private to us, if it is not there.

    Raises:
        OSError: if the folder or the file cannot be used.
        ValueError: if the file does not hold a key.
    """
    return kept_key(data_dir, FILE)


def kept_key(data_dir: Path, name: str) -> str:
    """Gives a key kept in the data folder; makes it if there is none, the same one for all who ask at once.

    Args:
        data_dir: the data folder; made, private to us, if it is not there.
        name: the file's name.

    Raises:
        OSError: if the folder or the file cannot be used.
        ValueError: if the file does not hold a key.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = data_dir / name
    if not kept.exists():
        fresh = data_dir / f"{name}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link fails if another process was first: then its key is the one.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, kept)
        fresh.unlink()
    try:
        return secret_key(kept.read_text().strip())
    except ValueError as error:
        raise ValueError(f"{kept} {error}") from None
