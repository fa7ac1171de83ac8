"""Parsers of setting values: text in, checked value out, ValueError with a readable message."""

import ipaddress
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from pydantic import AfterValidator, BeforeValidator, InstanceOf, TypeAdapter, ValidationError
from pydantic_settings import NoDecode

from app.settings.trusted_documents import UnreadableError, read_trusted
from db.database_url import parse_database_url
from rules import addresses, text
from rules.limits import Limits, make_limits
from rules.problems import Problem

MIN_KEY_LENGTH = 32
RESERVED_PATHS = frozenset(
    {
        "console",
        "elements.css",
        "elements.js",
        "graphql",
        "groups",
        "healthz",
        "invitations",
        "join",
        "login",
        "logout",
        "mailbox",
        "mailbox.json",
        "metrics",
        "password",
        "readyz",
        "register",
        "schema.graphql",
        "static",
    }
)
"""First segments of our own routes. The path of USHER_PUBLIC_URL must not begin with one, because requests are served
both with and without it.
"""
_DURATION = TypeAdapter(timedelta)


def _parts(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 (only reading it checks it)
    except ValueError:
        raise ValueError("is not a URL") from None
    if any(character.isspace() or not character.isprintable() for character in value):
        raise ValueError("must not contain blanks or control characters")
    return parts


def _with_scheme(value: str, *schemes: str) -> SplitResult:
    parts = _parts(value)
    if parts.scheme not in schemes:
        raise ValueError("must start with " + " or ".join(f"{scheme}://" for scheme in schemes))
    return parts


def web_address(value: str) -> str:
    """Check a URL and remove trailing slashes."""
    parts = _with_scheme(value, "http", "https")
    if not parts.hostname or parts.username or parts.fragment:
        raise ValueError("must be a web address such as https://example.org")
    return value.rstrip("/")


def root_address(value: str) -> str:
    """Check a URL to which paths are appended."""
    parts = _parts(value)
    if parts.query:
        raise ValueError("must not contain a query")
    address = web_address(value)
    path = urlsplit(address).path
    if path and re.fullmatch(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+", path) is None:
        raise ValueError("may end in a path such as /community, of letters, digits and . _ ~ -")
    if path.partition("/")[2].partition("/")[0] in RESERVED_PATHS:
        raise ValueError(
            f"must not end in a path that begins with one of Usher's own: {', '.join(sorted(RESERVED_PATHS))}"
        )
    return address


def template(placeholder: str, optional: str | None = None) -> AfterValidator:
    """Make a check for a URL with one `{placeholder}`, and perhaps an optional one."""
    also = "" if optional is None else " and perhaps {%s}" % optional  # noqa: UP031
    message = "must contain {%s} once%s, and no other braces" % (placeholder, also)  # noqa: UP031

    def check(value: str) -> str:
        names = re.findall(r"{(\w+)}", value)
        braces = value.count("{") + value.count("}")
        if sorted(names) not in ([placeholder], sorted([placeholder, optional or ""])) or braces != 2 * len(names):
            raise ValueError(message)
        return web_address(value)

    return AfterValidator(check)


def origin(value: str) -> str:
    """Check an origin as browsers send it: scheme, host and port only."""
    parts = _with_scheme(value.lower(), "http", "https")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.username or parts.fragment:
        raise ValueError("must contain origins such as https://app.example.org, without a path")
    default = {"http": 80, "https": 443}[parts.scheme]
    netloc = parts.netloc if parts.port != default else parts.netloc.removesuffix(f":{default}")
    return f"{parts.scheme}://{netloc}"


def database(value: str) -> str:
    """Check a PostgreSQL URL; return one that psql takes, too."""
    if not value.startswith(("postgresql://", "postgres://")):
        raise ValueError("must start with postgresql:// or postgres://")
    if any(character.isspace() or not character.isprintable() for character in value):
        raise ValueError("must not contain blanks or control characters")
    return parse_database_url(value).text


def redis(value: str) -> str:
    if not _with_scheme(value, "redis", "rediss").hostname:
        raise ValueError("must name a host: redis://host:6379")
    return value


def broadcast(value: str) -> str:
    if value.startswith(("postgresql://", "postgres://")):
        return "postgres://" if value in {"postgres://", "postgresql://"} else database(value)
    parts = _with_scheme(value, "redis", "rediss", "memory")
    if parts.scheme in {"redis", "rediss"}:
        return redis(value)
    return "memory://"


def smtp(value: str) -> str:
    parts = _with_scheme(value, "smtp", "smtps")
    if not parts.hostname:
        raise ValueError("must name a host: smtp://user:password@host:587?starttls=1")
    for name, given in parse_qsl(parts.query, keep_blank_values=True):
        if name != "starttls" or given not in {"0", "1"}:
            raise ValueError("takes no option but starttls=1 or starttls=0")
    return value


def address(value: str) -> str:
    canonical = addresses.canonical(value)
    if isinstance(canonical, Problem):
        raise ValueError("must be an email address")
    return canonical


def domain(value: str) -> str:
    found = addresses.email_domain(value)
    if isinstance(found, Problem):
        raise ValueError("must contain domains such as example.org")
    return found


def proxy(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value)) if "/" in value else str(ipaddress.ip_address(value))
    except ValueError:
        raise ValueError("must contain IP addresses or networks such as 10.0.0.0/8") from None


def name(value: str) -> str:
    line = text.check_line(value, text.MAX_NAME)
    if isinstance(line, Problem):
        raise ValueError(f"must be one line of at most {text.MAX_NAME} characters")
    return line


def secret_key(value: str) -> str:
    if len(value) < MIN_KEY_LENGTH:
        raise ValueError(f"must contain at least {MIN_KEY_LENGTH} characters in each key")
    return value


def duration(value: Any) -> timedelta:
    try:
        found = timedelta(seconds=int(value)) if str(value).isdigit() else _DURATION.validate_python(value)
    except (ValidationError, OverflowError):
        found = timedelta(0)
    if not timedelta(0) < found <= timedelta(days=3660):
        raise ValueError("must be a duration such as P14D or PT5M, or seconds, above zero and at most ten years")
    return found


def on_or_off(value: Any) -> bool:
    words = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        raise ValueError("must be on or off")
    return words[str(value).lower()]


def limits(value: Any) -> Limits:
    if isinstance(value, Limits):
        return value
    try:
        changed = json.loads(value)
    except ValueError:
        changed = None
    if not isinstance(changed, dict):
        raise ValueError('must be a JSON object such as {"registrations": "200/hour", "sockets_per_network": 2000}')
    return make_limits(changed)


def trusted_documents(folder: Path) -> dict[str, str]:
    """Read a folder or a manifest of trusted documents, by ID."""
    try:
        return read_trusted(folder)
    except UnreadableError:
        raise ValueError("must name a folder of .graphql files, or a manifest in JSON, that can be read") from None


def _check_trusted_documents(folder: Path) -> Path:
    trusted_documents(folder)
    return folder


def _split(value: Any) -> Any:
    return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value


# Keep these as text, because pydantic-settings would expect JSON.
LIST = (NoDecode, BeforeValidator(_split))

WebAddress = Annotated[str, AfterValidator(web_address)]
RootAddress = Annotated[str, AfterValidator(root_address)]
Database = Annotated[str, AfterValidator(database)]
Broadcast = Annotated[str, AfterValidator(broadcast)]
Redis = Annotated[str, AfterValidator(redis)]
Smtp = Annotated[str, AfterValidator(smtp)]
Address = Annotated[str, AfterValidator(address)]
Name = Annotated[str, AfterValidator(name)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
Switch = Annotated[bool, BeforeValidator(on_or_off)]
ChangedLimits = Annotated[InstanceOf[Limits], NoDecode, BeforeValidator(limits)]
TrustedDocuments = Annotated[Path, AfterValidator(_check_trusted_documents)]
OriginList = Annotated[tuple[Annotated[str, AfterValidator(origin)], ...], *LIST]
ProxyList = Annotated[tuple[Annotated[str, AfterValidator(proxy)], ...], *LIST]
Domains = Annotated[tuple[Annotated[str, AfterValidator(domain)], ...], *LIST]
Addresses = Annotated[tuple[Address, ...], *LIST]
Key = Annotated[str, AfterValidator(secret_key)]
Keys = Annotated[tuple[Annotated[str, AfterValidator(secret_key)], ...], *LIST]
