"""Where the links in mails lead. All come from the configuration, never from a request."""

from base64 import b64encode
from urllib.parse import quote

from rules.config import Config
from rules.notices import NotificationKind
from rules.roles import Role

_ON_THE_OVERVIEW = frozenset({NotificationKind.INVITATION_RECEIVED, NotificationKind.REMOVED_FROM_GROUP})


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


def event_link(config: Config, kind: NotificationKind, group_id: int | None, role: Role | None, has_plan: bool) -> str:
    """Where the notification and the mail of one event lead: to the page that shows what they announce.

    Args:
        config: Says where the pages are.
        kind: Of the event.
        group_id: The group that it is about.
        role: What the reader is in it; None for who is no member.
        has_plan: Whether the group has bought seats.
    """
    if group_id is None or role is None or kind in _ON_THE_OVERVIEW:
        return config.invitations_url
    seats_first = kind is NotificationKind.INVITATION_ACCEPTED and role is Role.ADMINISTRATOR and has_plan
    if kind is NotificationKind.SEAT_PLAN_EXPIRING or seats_first:
        return seats_link(config, group_id)
    return group_link(config, group_id)


def _public_id(group_id: int) -> str:
    return quote(b64encode(f"Group:{group_id}".encode()).decode(), safe="")
