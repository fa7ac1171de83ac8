"""The mail server's address and login, from USHER_SMTP_URL."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

_SMTP = 25
_SMTPS = 465
_SUBMISSION = 587


@dataclass(frozen=True, slots=True)
class MailServer:
    """`tls` starts with the first byte, `start_tls` after the greeting: required, never, or None if offered."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    start_tls: bool | None = None

    @property
    def address(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_smtp_url(url: str, *, production: bool = False) -> MailServer:
    """Parse ``smtp://user:password@host:587?starttls=1`` or ``smtps://…``; errors never contain the password.

    TLS is required with a password, and in production to any host but loopback, because mails contain login links;
    ``?starttls=0`` disables this.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("the mail server must be given as smtp://host:port or smtps://host:port")
    tls = parts.scheme == "smtps"
    requested = parse_qs(parts.query).get("starttls")
    password = unquote(parts.password) if parts.password else None
    if tls:
        start_tls: bool | None = False
    elif requested is not None:
        start_tls = requested[-1] == "1"
    else:
        start_tls = True if password or (production and not is_loopback(parts.hostname)) else None
    submission = start_tls and (requested is not None or password)
    return MailServer(
        host=parts.hostname,
        port=parts.port or (_SMTPS if tls else _SUBMISSION if submission else _SMTP),
        username=unquote(parts.username) if parts.username else None,
        password=password,
        tls=tls,
        start_tls=start_tls,
    )


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def helo_name(public_url: str) -> str:
    """Return our name for EHLO: the site's host, or its address as a literal, without a slow DNS lookup."""
    host = urlsplit(public_url).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host if host.isascii() else host.encode("idna").decode()
    return f"[{host}]" if address.version == 4 else f"[IPv6:{host}]"
