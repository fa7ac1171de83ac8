"""The settings, read from the environment and `.env` and checked before anything starts."""

import difflib
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.settings.secret_key import MAILBOX_KEY_FILE, load_key, load_secret_key
from app.settings.values import (
    Address,
    Addresses,
    Broadcast,
    ChangedLimits,
    Database,
    Domains,
    Duration,
    Key,
    Keys,
    Name,
    OriginList,
    ProxyList,
    Redis,
    RootAddress,
    Smtp,
    Switch,
    TrustedDocuments,
    WebAddress,
    template,
    trusted_documents,
)
from rules.config import Config
from rules.limits import make_limits
from rules.registration import Registration

PREFIX = "USHER_"
NEEDED_IN_PRODUCTION = (
    "secret_key",
    "database_url",
    "public_url",
    "smtp_url",
    "mail_from",
    "site_name",
    "support_email",
    "directory",
)
# Only tests read these.
TEST_ONLY = frozenset({"USHER_TEST_DATABASE_URL"})


class SettingsError(Exception):
    """A setting is wrong; the message is one line that names it and never shows its value."""


class Settings(BaseSettings):
    """All settings, checked. `load` reads them; tests may pass them by keyword."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    env: Literal["development", "production"] = "development"
    database_url: Database | None = Field(default=None, repr=False)
    # Jobs and mutations with a key each hold one connection and need a second; fewer could deadlock.
    database_pool: int = Field(default=20, ge=10, le=1_000)
    data_dir: Path = Path(".usher")
    broadcast_url: Broadcast = Field(default="postgres://", repr=False)
    redis_url: Redis | None = Field(default=None, repr=False)
    smtp_url: Smtp | None = Field(default=None, repr=False)
    mail_from: Address = "usher@example.org"
    reply_to: Literal["inviter", "support"] = "inviter"
    mail_rate: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    mail_connections: Annotated[int, Field(ge=1, le=100)] = 4
    site_name: Name = "Usher"
    site_url: WebAddress | None = None
    support_email: Address = "support@example.org"
    upgrade_url: WebAddress = "https://example.org/upgrade"
    public_url: RootAddress | None = None
    join_url: Annotated[str, template("key")] | None = None
    login_url: Annotated[str, template("token")] | None = None
    group_url: Annotated[str, template("id", "tab")] | None = None
    seats_url: Annotated[str, template("id")] | None = None
    invitations_url: WebAddress | None = None
    patients_url: WebAddress | None = None
    trusted_proxies: ProxyList = ()
    secret_key: Keys = Field(default=(), repr=False)
    staff_emails: Addresses = ()
    allowed_origins: OriginList = ()
    directory: Literal["shared", "everyone"] = "everyone"
    registration: Registration = Registration.OPEN
    registration_domains: Domains = ()
    group_creation: Literal["everyone", "staff"] = "everyone"
    invitation_lifetime: Duration = timedelta(days=14)
    resend_cooldown: Duration = timedelta(minutes=5)
    login_link_lifetime: Duration = timedelta(hours=1)
    session_lifetime: Duration = timedelta(days=30)
    event_retention: Duration = timedelta(days=7)
    mail_retention: Duration = timedelta(days=90)
    notification_retention: Duration = timedelta(days=365)
    history_retention: Duration | None = None
    rate_limits: Switch = True
    limits: ChangedLimits = Field(default_factory=make_limits)
    trusted_documents: TrustedDocuments | None = None
    mailbox_key: Key | None = Field(default=None, repr=False)
    drain_seconds: Annotated[int, Field(ge=0, le=600)] | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @model_validator(mode="after")
    def _check_production(self) -> Self:
        if self.production:
            given = {name for name in self.model_fields_set if getattr(self, name)}
            missing = [PREFIX + name.upper() for name in NEEDED_IN_PRODUCTION if name not in given]
            if missing:
                raise ValueError(f"USHER_ENV=production needs {', '.join(missing)} to be set")
            if not self.rate_limits:
                raise ValueError("USHER_RATE_LIMITS may be off in development only")
        return self

    @property
    def production(self) -> bool:
        return self.env == "production"

    @property
    def seconds_to_drain(self) -> int:
        return self.drain_seconds if self.drain_seconds is not None else 5 if self.production else 0

    @property
    def broadcast_database(self) -> str | None:
        """The URL of the PostgreSQL that carries hints, if that is another than the database."""
        return self.broadcast_url if self.broadcast_url.startswith("postgresql://") else None

    def load_trusted_documents(self) -> dict[str, str] | None:
        """Read the trusted documents by ID; None if any document may be sent."""
        return None if self.trusted_documents is None else trusted_documents(self.trusted_documents)

    def data_folder(self) -> Path:
        return self.data_dir.expanduser().absolute()

    def load_mailbox_key(self) -> str:
        try:
            return self.mailbox_key or load_key(self.data_folder(), MAILBOX_KEY_FILE)
        except (OSError, ValueError) as error:
            raise SettingsError(f"USHER_MAILBOX_KEY is not set, and the stored one cannot be used: {error}") from None

    def config(self, public_url: str) -> Config:
        """Make the configuration for the inner layers; create the secret key if there is none.

        Args:
            public_url: The base of all links if USHER_PUBLIC_URL is not set.

        Raises:
            SettingsError: The stored secret key cannot be used.
        """
        root = self.public_url or public_url
        try:
            keys = self.secret_key or (load_secret_key(self.data_folder()),)
        except (OSError, ValueError) as error:
            raise SettingsError(f"USHER_SECRET_KEY is not set, and the stored one cannot be used: {error}") from None
        return Config(
            secret_keys=tuple(key.encode() for key in keys),
            public_url=root,
            site_name=self.site_name,
            site_url=self.site_url or root,
            support_email=self.support_email,
            upgrade_url=self.upgrade_url,
            mail_from=self.mail_from,
            reply_to=self.reply_to,
            join_url=self.join_url or f"{root}/join/{{key}}",
            login_url=self.login_url or f"{root}/login/{{token}}",
            group_url=self.group_url or f"{root}/console/groups/{{id}}/{{tab}}",
            seats_url=self.seats_url or f"{root}/console/groups/{{id}}/seats",
            invitations_url=self.invitations_url or f"{root}/console/invitations",
            patients_url=self.patients_url or f"{root}/console/patients",
            directory=self.directory,
            registration=self.registration,
            registration_domains=frozenset(self.registration_domains),
            group_creation=self.group_creation,
            invitation_lifetime=self.invitation_lifetime,
            resend_cooldown=self.resend_cooldown,
            login_link_lifetime=self.login_link_lifetime,
            session_lifetime=self.session_lifetime,
            event_retention=self.event_retention,
            mail_retention=self.mail_retention,
            notification_retention=self.notification_retention,
            history_retention=self.history_retention,
            production=self.production,
            rate_limits=self.rate_limits,
            limits=self.limits,
            staff_emails=frozenset(self.staff_emails),
        )


def load() -> Settings:
    """Read the environment and `.env` in the current folder; the environment wins.

    Raises:
        SettingsError: Names every wrong setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        found = dict.fromkeys(_sentence(each["loc"], each["msg"]) for each in error.errors(include_input=False))
        raise SettingsError("; ".join(found)) from None
    except UnicodeDecodeError:
        raise SettingsError(".env is not UTF-8") from None


def find_misspelt(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Describe every variable that looks like one of our settings but is none."""
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    return [
        _hint(name, known) for name in sorted(environment) if name.startswith(PREFIX) and name not in known | TEST_ONLY
    ]


def _hint(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name} is not a setting" + (f"; is {near[0]} meant?" if near else "")


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    words = message.removeprefix("Value error, ")
    if not location:
        return words
    words = words.replace("Input should be", "must be")
    return f"{PREFIX}{str(location[0]).upper()} {words}"
