from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from rules.limits import Limits, make_limits
from rules.registration import Registration


@dataclass(frozen=True, slots=True)
class Config:
    """Settings that rules, links and mails depend on. Only `app/settings/` reads the environment."""

    # Newest first.
    secret_keys: tuple[bytes, ...] = field(repr=False)
    public_url: str
    site_name: str = "Usher"
    site_url: str = "http://127.0.0.1:8000"
    support_email: str = "support@example.org"
    upgrade_url: str = "https://example.org/upgrade"
    mail_from: str = "usher@example.org"
    reply_to: Literal["inviter", "support"] = "inviter"
    # The URL templates contain {key}, {token} or {id}.
    join_url: str = ""
    login_url: str = ""
    group_url: str = ""
    seats_url: str = ""
    invitations_url: str = ""
    patients_url: str = ""
    directory: str = "shared"
    registration: Registration = Registration.OPEN
    registration_domains: frozenset[str] = frozenset()
    group_creation: Literal["everyone", "staff"] = "everyone"
    invitation_lifetime: timedelta = timedelta(days=14)
    resend_cooldown: timedelta = timedelta(minutes=5)
    login_link_lifetime: timedelta = timedelta(hours=1)
    session_lifetime: timedelta = timedelta(days=30)
    event_retention: timedelta = timedelta(days=7)
    mail_retention: timedelta = timedelta(days=90)
    notification_retention: timedelta = timedelta(days=365)
    history_retention: timedelta | None = None
    production: bool = False
    rate_limits: bool = True
    limits: Limits = field(default_factory=make_limits)
    staff_emails: frozenset[str] = frozenset()

    @property
    def public_path(self) -> str:
        """Return the path that everything is served under, such as `/community`; "" for the root of a host."""
        return urlsplit(self.public_url).path


def site_names(config: Config) -> tuple[str, ...]:
    hosts = (urlsplit(url).hostname or "" for url in (config.public_url, config.site_url))
    return (config.site_name, *hosts)
