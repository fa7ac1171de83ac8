"""Where the links in mails lead. All come from the configuration, never from a request."""

from base64 import b64encode
from urllib.parse import quote

from rules.config import Config


def join_link(config: Config, key: str) -> str:
    """The invite page of a personal token or a code."""
    return config.join_url.replace("{key}", quote(key, safe=""))


def print_link(config: Config, key: str) -> str:
    """The print-friendly page of a code: always one of our own."""
    return f"{config.public_url}/join/{quote(key, safe='')}/print"


def qr_link(config: Config, key: str, kind: str) -> str:
    """The file of an invite page's QR code, as svg or png: always one of our own."""
    return f"{config.public_url}/join/{quote(key, safe='')}/qr.{kind}"


def login_link(config: Config, token: str) -> str:
    """The page whose button uses a one-time login token up."""
    return config.login_url.replace("{token}", quote(token, safe=""))


def group_link(config: Config, group_id: int) -> str:
    """The page of a group."""
    return config.group_url.replace("{id}", _public_id(group_id))


def seats_link(config: Config, group_id: int) -> str:
    """Manage seats."""
    return config.seats_url.replace("{id}", _public_id(group_id))


def _public_id(group_id: int) -> str:
    return quote(b64encode(f"Group:{group_id}".encode()).decode(), safe="")
