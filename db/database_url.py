"""Parse database URLs, for all that connects."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, unquote, urlencode

_URL = re.compile(
    r"postgres(?:ql)?(?:\+asyncpg)?://(?P<where>[^/?#]*)(?:/(?P<name>[^?#]*))?(?:\?(?P<query>[^#]*))?(?P<rest>#.*)?",
    re.DOTALL,
)
_HOST = re.compile(r"(?:\[(?P<ipv6>[^\[\]]+)\]|(?P<name>[^\[\]:]*))(?::(?P<port>\d{1,5}))?")
_EXAMPLE = "postgresql://user:password@host:5432/name"
_PORT = 5432
_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_MAX_TIMEOUT = 30

_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "sslmode": _MODES,
    "channel_binding": ("disable", "prefer", "require"),
    "target_session_attrs": ("any", "read-write", "read-only", "primary", "standby", "prefer-standby"),
    "sslnegotiation": ("postgres", "direct"),
    "ssl_min_protocol_version": ("TLSv1.2", "TLSv1.3"),
    "ssl_max_protocol_version": ("TLSv1.2", "TLSv1.3"),
    "gssencmode": ("disable", "prefer"),
    "load_balance_hosts": ("disable",),
    "client_encoding": ("UTF8", "utf8", "UTF-8", "utf-8", "auto"),
    "keepalives": ("0", "1"),
}
"""Parameters with a fixed set of values."""
_NUMBERS: Final = frozenset(
    {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout"}
)
_TEXTS: Final = frozenset(
    {"host", "port", "dbname", "user", "password", "passfile", "application_name", "fallback_application_name"}
    | {"options", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslcrl"}
)
_KNOWN = _TEXTS | _NUMBERS | _CHOICES.keys()
_URL_ONLY = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslcrl", "sslnegotiation", "passfile"}
    | {"ssl_min_protocol_version", "ssl_max_protocol_version"}
)
"""Parameters that the driver accepts only in a URL."""


class DatabaseUrlError(ValueError):
    """An invalid URL. The message names the parameter and contains neither its value nor the password."""


@dataclass(frozen=True)
class DatabaseUrl:
    """A parsed URL. None leaves the choice to PGUSER, PGPASSWORD, the password file or the system."""

    hosts: tuple[tuple[str, int], ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    # The query without what is also a part of the URL.
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def sslmode(self) -> str | None:
        """Return None for the driver's default, `prefer`."""
        given = self.parameters.get("sslmode")
        if self.parameters.get("sslrootcert") == "system":
            return "verify-full"
        if self.parameters.get("channel_binding") == "require" and _MODES.index(given or "prefer") < _REQUIRE:
            return "require"
        return given

    @property
    def warnings(self) -> list[str]:
        if self.parameters.get("channel_binding") != "require":
            return []
        return [f"channel_binding=require is taken as sslmode={self.sslmode}: the driver knows no channel binding"]

    @property
    def application_name(self) -> str:
        return self.parameters.get("application_name") or self.parameters.get("fallback_application_name") or "usher"

    def number(self, name: str, default: int) -> int:
        return int(self.parameters.get(name, default))

    @property
    def text(self) -> str:
        user = "" if self.user is None else quote(self.user, safe="")
        password = "" if self.password is None else f":{quote(self.password, safe='')}"
        sign = "@" if user or password else ""
        folders = any(host.startswith("/") for host, _ in self.hosts)
        where = "" if folders else ",".join(_format_host(host, port) for host, port in self.hosts)
        hosts = {"host": ",".join(host for host, _ in self.hosts)} | (
            {"port": ",".join(str(port) for _, port in self.hosts)} if any(p != _PORT for _, p in self.hosts) else {}
        )
        query = "&".join(
            f"{name}={quote(value, safe='/:,')}"
            for name, value in ((hosts if folders else {}) | dict(self.parameters)).items()
        )
        name = "" if self.database is None else quote(self.database, safe="")
        return f"postgresql://{user}{password}{sign}{where}/{name}" + (f"?{query}" if query else "")

    def connect_arguments(self) -> dict[str, Any]:
        for_driver = {name: value for name, value in self.parameters.items() if name in _URL_ONLY}
        if self.sslmode is not None:
            for_driver["sslmode"] = self.sslmode
        found: dict[str, Any] = {
            "host": [host for host, _ in self.hosts],
            "port": [port for _, port in self.hosts],
            "user": self.user,
            "password": self.password,
            "database": self.database,
            # Skip standbys among several hosts, because they accept no writes.
            "target_session_attrs": self.parameters.get(
                "target_session_attrs", "read-write" if len(self.hosts) > 1 else None
            ),
        }
        if for_driver.get("sslrootcert") == "system":
            own = {name: for_driver.pop(name, None) for name in ("sslcert", "sslkey", "sslpassword")}
            for_driver = {name: for_driver[name] for name in ("passfile", "sslnegotiation") if name in for_driver}
            found["ssl"] = _system_trust_context(own["sslcert"], own["sslkey"], own["sslpassword"])
        if for_driver:
            found["dsn"] = f"postgresql://?{urlencode(for_driver)}"
        return {name: value for name, value in found.items() if value is not None}


_REQUIRE = _MODES.index("require")


def parse_database_url(text: str) -> DatabaseUrl:
    """Parse a database URL; raise DatabaseUrlError if it is wrong or has unknown parameters."""
    if (found := _URL.fullmatch(text)) is None:
        raise DatabaseUrlError(f"must look like {_EXAMPLE}")
    credentials, at, where = found["where"].rpartition("@")
    if not at and "@" in (found["name"] or "") + (found["query"] or "") + (found["rest"] or ""):
        raise DatabaseUrlError("holds a character in its password that must be percent-encoded: %2F for /, %3F for ?")
    if found["rest"]:
        raise DatabaseUrlError("must not contain #: in a password it is written %23")
    user, colon, password = credentials.partition(":")
    given = _parameters(found["query"] or "")
    url = DatabaseUrl(
        hosts=_hosts(given.pop("host", "") or where, given.pop("port", "")),
        user=given.pop("user", unquote(user)) or None,
        password=given.pop("password", unquote(password) if colon else None),
        database=given.pop("dbname", unquote(found["name"] or "")) or None,
        parameters=given,
    )
    _check_files(url)
    return url


def _parameters(query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in filter(None, query.split("&")):
        name, equals, value = pair.partition("=")
        name, value = unquote(name), unquote(value)  # a plus sign stays one
        if name == "ssl":
            raise DatabaseUrlError("takes no parameter ssl: write sslmode=require, or sslmode=verify-full")
        if name not in _KNOWN:
            shown = f"the parameter {name}" if re.fullmatch(r"[A-Za-z_]{1,40}", name) else "one of its parameters"
            raise DatabaseUrlError(f"does not take {shown}; those that it takes are {', '.join(sorted(_KNOWN))}")
        if not equals or "\0" in value:
            raise DatabaseUrlError(f"must give {name} a value")
        if name in _CHOICES and value not in _CHOICES[name]:
            raise DatabaseUrlError(f"must give {name} one of {', '.join(_CHOICES[name])}")
        if name in _NUMBERS and not re.fullmatch(r"\d{1,6}", value):
            raise DatabaseUrlError(f"must give {name} a whole number")
        found[name] = value
    if int(found.get("connect_timeout", 0)) > _MAX_TIMEOUT:
        raise DatabaseUrlError(f"must give connect_timeout at most {_MAX_TIMEOUT} seconds")
    return found


def _hosts(listed: str, ports: str) -> tuple[tuple[str, int], ...]:
    found = [_host(one) for one in listed.split(",")]
    others: list[str] = ports.split(",") if ports else []
    if len(others) == 1:
        others *= len(found)
    if others and len(others) != len(found):
        raise DatabaseUrlError("must give port as many numbers as it names hosts, or one")
    if not all(port.isascii() and port.isdecimal() for port in others):
        raise DatabaseUrlError("must give port numbers")
    known = [(host, port or int(others[i] if others else _PORT)) for i, (host, port) in enumerate(found)]
    if not all(0 < port < 1 << 16 for _, port in known):
        raise DatabaseUrlError("must give port numbers from 1 to 65535")
    return tuple(known)


def _host(one: str) -> tuple[str, int | None]:
    if one.startswith("/"):
        return one, None
    found = _HOST.fullmatch(one)
    if found is None or not (found["ipv6"] or found["name"]):
        raise DatabaseUrlError(f"must name a host, with a number as its port: {_EXAMPLE}")
    return found["ipv6"] or unquote(found["name"]), int(found["port"]) if found["port"] else None


def _format_host(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else quote(host, safe="")
    return shown if port == _PORT else f"{shown}:{port}"


def _check_files(url: DatabaseUrl) -> None:
    """Check files early: otherwise every connection would fail with an error that names no parameter."""
    given = url.parameters
    trial = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if given.get("sslrootcert") == "system" and given.get("sslmode", "verify-full") != "verify-full":
        raise DatabaseUrlError("must give sslmode verify-full where sslrootcert is system")
    for name in ("sslrootcert", "sslcrl"):
        if name in given and given[name] != "system":
            try:
                trial.load_verify_locations(cafile=given[name])
            except (OSError, ValueError):
                raise DatabaseUrlError(f"must give {name} the path of a PEM file that can be read") from None
    if "sslkey" in given and "sslcert" not in given:
        raise DatabaseUrlError("must give sslcert beside sslkey")
    if "sslcert" in given:
        try:
            trial.load_cert_chain(given["sslcert"], given.get("sslkey"), lambda: given.get("sslpassword", ""))
        except (OSError, ValueError):
            raise DatabaseUrlError("must give sslcert and sslkey the paths of PEM files that belong together") from None


@lru_cache(4)
def _system_trust_context(cert: str | None, key: str | None, password: str | None) -> ssl.SSLContext:
    """Return a context with the system's trusted certificates, which the driver does not load itself."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["postgresql"])
    if cert is not None:
        context.load_cert_chain(cert, key, lambda: password or "")
    return context
