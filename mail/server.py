"""Where the mail server is: USHER_SMTP_URL, read."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

_SMTP = 25
_SMTPS = 465
_SUBMISSION = 587


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server.

    `tls` from the first byte on; `start_tls` after the greeting: True insists on it, False never does, None
    does where the server offers it.
    """

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: bool = False
    start_tls: bool | None = None

    @property
    def address(self) -> str:
        """Host and port, for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def mail_server(url: str, *, production: bool = False) -> MailServer:
    """Read ``smtp://user:password@host:587?starttls=1`` or ``smtps://…``.

    Unless ``?starttls=0`` says otherwise, TLS is insisted on with a password, and in production to any host but
    loopback: what we send holds links that log people in.

    Raises:
        ValueError: where it is nothing of the kind; the message never holds the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("the mail server must be given as smtp://host:port or smtps://host:port")
    tls = parts.scheme == "smtps"
    asked = parse_qs(parts.query).get("starttls")
    password = unquote(parts.password) if parts.password else None
    if tls:
        start_tls: bool | None = False
    elif asked is not None:
        start_tls = asked[-1] == "1"
    else:
        start_tls = True if password or (production and not is_loopback(parts.hostname)) else None
    submission = start_tls and (asked is not None or password)
    return MailServer(
        host=parts.hostname,
        port=parts.port or (_SMTPS if tls else _SUBMISSION if submission else _SMTP),
        username=unquote(parts.username) if parts.username else None,
        password=password,
        tls=tls,
        start_tls=start_tls,
    )


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def helo_name(public_url: str) -> str:
    """What to call ourselves in EHLO: the site's host, or its address as a literal; never a slow look-up."""
    host = urlsplit(public_url).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host if host.isascii() else host.encode("idna").decode()
    return f"[{host}]" if address.version == 4 else f"[IPv6:{host}]"
