"""Links in mails. All are built from the configuration, never from a request."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rules.config import Config
from rules.notifications import NotificationKind
from rules.roles import Role

_SHOWN_ON_OVERVIEW = frozenset({NotificationKind.INVITATION_RECEIVED, NotificationKind.REMOVED_FROM_GROUP})
_TABS = {
    NotificationKind.INVITATION_DECLINED: "invitations",
    NotificationKind.INVITATION_EMAIL_FAILED: "invitations",
    NotificationKind.RESOURCE_SHARED: "resources",
    NotificationKind.RESOURCE_ASSIGNED: "resources",
    NotificationKind.ASSIGNMENT_COMPLETED: "resources",
}
_SEATS = frozenset(
    {NotificationKind.SEAT_ALLOCATED, NotificationKind.SEAT_RELEASED, NotificationKind.SEAT_PLAN_EXPIRING}
)


def join_link(config: Config, key: str) -> str:
    return config.join_url.replace("{key}", quote(key, safe=""))


def print_link(config: Config, key: str) -> str:
    """Return the printable page of a code, always on our own site."""
    return f"{config.public_url}/join/{quote(key, safe='')}/print"


def qr_link(config: Config, key: str, kind: str) -> str:
    """Return the QR code's file, always on our own site; `kind` is svg or png."""
    return f"{config.public_url}/join/{quote(key, safe='')}/qr.{kind}"


def login_link(config: Config, token: str) -> str:
    return config.login_url.replace("{token}", quote(token, safe=""))


def group_link(config: Config, group_id: int, tab: str = "members") -> str:
    return config.group_url.replace("{id}", _public_id(group_id)).replace("{tab}", tab)


def seats_link(config: Config, group_id: int) -> str:
    return config.seats_url.replace("{id}", _public_id(group_id))


def event_link(
    config: Config,
    kind: NotificationKind,
    group_id: int | None,
    role: Role | None,
    *,
    has_plan: bool,
    details: Mapping[str, Any] | None,
) -> str:
    """Return the page that shows what a notification or its mail announces.

    Args:
        role: None if the reader is no member.
        details: Of the notification or of the mail, which have `is_keeper` in common.
    """
    if group_id is None or role is None or kind in _SHOWN_ON_OVERVIEW:
        return config.invitations_url
    if kind is NotificationKind.CASELOAD_FULL and details and details.get("is_keeper"):
        return config.patients_url
    seats_first = kind is NotificationKind.INVITATION_ACCEPTED and role is Role.ADMINISTRATOR and has_plan
    if kind in _SEATS or seats_first:
        return seats_link(config, group_id)
    return group_link(config, group_id, _TABS.get(kind, "members"))


def _public_id(group_id: int) -> str:
    return quote(b64encode(f"Group:{group_id}".encode()).decode(), safe="")
