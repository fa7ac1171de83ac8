"""Every setting: its default, what it takes, and the one clear line where it is wrong."""

import json
import multiprocessing
import os
import re
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from app.settings import settings
from app.settings.secret_key import load_secret_key
from rules.limits import DEFAULTS, make_limits

SECRET = "s" * 32
PRODUCTION = {
    "USHER_ENV": "production",
    "USHER_SECRET_KEY": SECRET,
    "USHER_SMTP_URL": "smtps://user:word@mail.example.org",
    "USHER_MAIL_FROM": "usher@example.org",
    "USHER_SITE_NAME": "Usher",
    "USHER_SUPPORT_EMAIL": "help@example.org",
    "USHER_PUBLIC_URL": "https://join.example.org",
    "USHER_DATABASE_URL": "postgresql://usher@db.example.org/usher",
    "USHER_DIRECTORY": "shared",
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith("USHER_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def load(monkeypatch: pytest.MonkeyPatch, **environment: str) -> settings.Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return settings.load()


def test_the_defaults_need_nothing_and_lead_to_the_address_served(tmp_path: Path) -> None:
    found = settings.load()
    config = found.config("http://127.0.0.1:8001")
    assert found.data_folder() == tmp_path / ".usher"
    assert (found.database_url, found.broadcast_url, found.smtp_url) == (None, "postgres://", None)
    assert not config.production
    assert config.rate_limits
    assert config.directory == "everyone"
    assert config.join_url == "http://127.0.0.1:8001/join/{key}"
    assert config.login_url == "http://127.0.0.1:8001/login/{token}"
    assert config.group_url == "http://127.0.0.1:8001/console/groups/{id}/{tab}"
    assert config.seats_url == "http://127.0.0.1:8001/console/groups/{id}/seats"
    assert config.invitations_url == "http://127.0.0.1:8001/console/invitations"
    assert config.patients_url == "http://127.0.0.1:8001/console/patients"
    assert config.invitation_lifetime == timedelta(days=14)
    assert config.resend_cooldown == timedelta(minutes=5)
    assert config.login_link_lifetime == timedelta(hours=1)
    assert config.session_lifetime == timedelta(days=30)
    assert config.event_retention == timedelta(days=7)


def test_links_start_at_the_public_address_or_where_they_are_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    found = load(
        monkeypatch,
        USHER_PUBLIC_URL="https://example.org/usher/",
        USHER_JOIN_URL="https://spa.example.org/?invite={key}",
    )
    config = found.config("http://127.0.0.1:8000")
    assert config.public_url == "https://example.org/usher"
    assert config.login_url == "https://example.org/usher/login/{token}"
    assert config.join_url == "https://spa.example.org/?invite={key}"


@pytest.mark.parametrize(
    ("name", "value", "field", "read"),
    [
        ("USHER_INVITATION_LIFETIME", "P2DT3H", "invitation_lifetime", timedelta(days=2, hours=3)),
        ("USHER_RESEND_COOLDOWN", "90", "resend_cooldown", timedelta(seconds=90)),
        ("USHER_SECRET_KEY", f"{SECRET}, {'o' * 32}", "secret_key", (SECRET, "o" * 32)),
        (
            "USHER_STAFF_EMAILS",
            "Ada@Example.org,bob@example.org",
            "staff_emails",
            ("ada@example.org", "bob@example.org"),
        ),
        ("USHER_ALLOWED_ORIGINS", "https://App.example.org:443/", "allowed_origins", ("https://app.example.org",)),
        ("USHER_TRUSTED_PROXIES", "10.0.0.0/8, ::1", "trusted_proxies", ("10.0.0.0/8", "::1")),
        ("USHER_RATE_LIMITS", "off", "rate_limits", False),
        ("USHER_DATABASE_URL", "postgres:///usher?host=/run/pg", "database_url", "postgresql:///usher?host=/run/pg"),
        ("USHER_BROADCAST_URL", "redis://localhost:6379/1", "broadcast_url", "redis://localhost:6379/1"),
        ("USHER_BROADCAST_URL", "memory://", "broadcast_url", "memory://"),
        ("USHER_SMTP_URL", "smtp://u:p@host:587?starttls=1", "smtp_url", "smtp://u:p@host:587?starttls=1"),
        ("USHER_SMTP_URL", "", "smtp_url", None),
        ("USHER_DIRECTORY", "everyone", "directory", "everyone"),
        ("USHER_DIRECTORY", "shared", "directory", "shared"),
        ("USHER_REGISTRATION", "invited", "registration", "invited"),
        (
            "USHER_REGISTRATION_DOMAINS",
            "Example.org, @xn--zrich-kva.example",
            "registration_domains",
            ("example.org", "zürich.example"),
        ),
        ("USHER_GROUP_CREATION", "staff", "group_creation", "staff"),
    ],
)
def test_settings_are_read(monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, read: object) -> None:
    assert getattr(load(monkeypatch, **{name: value}), field) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("USHER_ENV", "staging-secret"),
        ("USHER_DATABASE_URL", "mysql://user:secret@host/db"),
        ("USHER_DATABASE_URL", "postgresql:///secret"),
        ("USHER_DATABASE_URL", "postgresql://host:secret/db"),
        ("USHER_BROADCAST_URL", "kafka://secret"),
        ("USHER_REDIS_URL", "redis://"),
        ("USHER_SMTP_URL", "smtp://"),
        ("USHER_SMTP_URL", "smtp://host?secret=1"),
        ("USHER_MAIL_FROM", "secret"),
        ("USHER_SITE_NAME", "secret\nBcc: all"),
        ("USHER_SITE_URL", "javascript:secret"),
        ("USHER_SUPPORT_EMAIL", "secret@"),
        ("USHER_PUBLIC_URL", "https://host/?secret"),
        ("USHER_PUBLIC_URL", "secret.example.org"),
        ("USHER_JOIN_URL", "https://host/secret"),
        ("USHER_LOGIN_URL", "https://host/secret/{key}"),
        ("USHER_GROUP_URL", "https://host/secret/{id}/{id}"),
        ("USHER_GROUP_URL", "https://host/secret/{tab}"),
        ("USHER_GROUP_URL", "https://host/secret/{id}/{tab}/{tab}"),
        ("USHER_GROUP_URL", "https://host/secret/{id}/{tab"),
        ("USHER_TRUSTED_PROXIES", "10.0.0.1,secret"),
        ("USHER_SECRET_KEY", "secret"),
        ("USHER_SECRET_KEY", f"{SECRET},secret"),
        ("USHER_STAFF_EMAILS", "ada@example.org,secret"),
        ("USHER_ALLOWED_ORIGINS", "https://host/secret"),
        ("USHER_ALLOWED_ORIGINS", "*"),
        ("USHER_DIRECTORY", "secret"),
        ("USHER_INVITATION_LIFETIME", "secret"),
        ("USHER_RESEND_COOLDOWN", "0"),
        ("USHER_SESSION_LIFETIME", "-P1D"),
        ("USHER_EVENT_RETENTION", "P99999D"),
        ("USHER_RATE_LIMITS", "secret"),
        ("USHER_REGISTRATION", "secret"),
        ("USHER_REGISTRATION_DOMAINS", "example.org,secret@"),
        ("USHER_GROUP_CREATION", "secret"),
        ("USHER_LIMITS", "secret"),
        ("USHER_LIMITS", '["secret"]'),
        ("USHER_LIMITS", '{"secret": "1/hour"}'),
        ("USHER_LIMITS", '{"guesses": "secret"}'),
    ],
)
def test_refuses_in_one_line_that_names_the_setting_and_keeps_its_value_to_itself(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        load(monkeypatch, **{name: value})
    line = str(caught.value)
    assert line.startswith(f"{name} ")
    assert "\n" not in line
    assert "secret" not in line.removeprefix(name)


@pytest.mark.parametrize("name", [name for name in PRODUCTION if name != "USHER_ENV"])
def test_production_does_not_start_half_configured(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    config = load(monkeypatch, **PRODUCTION).config("")
    assert (config.production, config.directory) == (True, "shared")
    monkeypatch.delenv(name)
    with pytest.raises(settings.SettingsError, match=f"^USHER_ENV=production needs {name} to be set$"):
        settings.load()


def test_production_names_all_that_is_missing_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        load(monkeypatch, USHER_ENV="production", USHER_SITE_NAME="", USHER_MAIL_FROM="usher@example.org")
    assert str(caught.value) == (
        "USHER_ENV=production needs USHER_SECRET_KEY, USHER_DATABASE_URL, USHER_PUBLIC_URL, USHER_SMTP_URL,"
        " USHER_SITE_NAME, USHER_SUPPORT_EMAIL, USHER_DIRECTORY to be set"
    )


def test_production_keeps_its_rate_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(settings.SettingsError, match="USHER_RATE_LIMITS"):
        load(monkeypatch, **PRODUCTION, USHER_RATE_LIMITS="off")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("USHER_SITE_NAME=From the file\nUSHER_DIRECTORY=everyone\nOTHER=1\n")
    found = load(monkeypatch, USHER_SITE_NAME="From outside")
    assert (found.site_name, found.directory) == ("From outside", "everyone")


def test_secrets_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = repr(load(monkeypatch, **PRODUCTION))
    assert SECRET not in shown
    assert "user:word" not in shown


def test_a_misspelt_name_is_told_with_the_one_that_is_meant() -> None:
    told = settings.find_misspelt(
        {"USHER_STMP_URL": "x", "USHER_SMTP_URL": "x", "USHER_TEST_DATABASE_URL": "x", "PATH": "x"}
    )
    assert told == ["USHER_STMP_URL is not a setting; is USHER_SMTP_URL meant?"]


def test_the_secret_key_is_made_once_even_by_processes_that_start_together(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = set(pool.map(load_secret_key, [folder] * 16, chunksize=1))
    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    assert [(path.name, stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()] == [("secret.key", 0o600)]


def test_a_kept_key_that_is_too_short_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / ".usher").mkdir()
    (tmp_path / ".usher" / "secret.key").write_text("short")
    with pytest.raises(settings.SettingsError, match=r"USHER_SECRET_KEY.*secret\.key"):
        settings.load().config("http://127.0.0.1:8000")


def test_single_limits_are_changed_and_the_others_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"registrations": "200/hour", "sockets_per_network": 2000, "invitations_new_account": "50 per day"}
    found = load(monkeypatch, USHER_LIMITS=json.dumps(changed)).config("").limits
    usual = make_limits()
    assert (found.registrations.amount, found.registrations.get_expiry()) == (200, 3600)
    assert found.invitations_new_account is not None
    assert (found.invitations_new_account.amount, found.invitations_new_account.get_expiry()) == (50, 86400)
    assert found.sockets_per_network == 2000
    assert usual.invitations_new_account is None
    assert {name for name in DEFAULTS if getattr(found, name) != getattr(usual, name)} == changed.keys()


@pytest.mark.parametrize(
    "value",
    [
        5,
        True,
        None,
        "",
        "5",
        "0/hour",
        "-1/hour",
        "5/0 hours x",
        "5/hour; 6/day",
        "5/fortnight",
        "5/2 years",
        "9" * 12 + "/hour",
    ],
)
def test_a_rate_that_cannot_be_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        load(monkeypatch, USHER_LIMITS=json.dumps({"login_links": value}))
    assert str(caught.value) == 'USHER_LIMITS must give login_links as a rate such as "5/hour"'


@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "20", "20/hour", 10**12])
def test_a_number_that_cannot_be_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        load(monkeypatch, USHER_LIMITS=json.dumps({"sockets_per_account": value}))
    assert str(caught.value) == "USHER_LIMITS must give sockets_per_account as a whole number of 1 or more, such as 20"


def test_an_unknown_limit_is_refused_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(settings.SettingsError) as caught:
        load(monkeypatch, USHER_LIMITS='{"registration": "5/hour"}')
    assert all(name in str(caught.value) for name in DEFAULTS)


def test_the_readme_lists_every_limit_with_its_default() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    table = readme.partition("### Limits")[2].partition("\n## ")[0]
    listed = dict(re.findall(r"^\| `(\w+)` \| `?([^|`]+)`? \|", table, re.MULTILINE))
    assert listed == {name: "none" if default is None else str(default) for name, default in DEFAULTS.items()}
