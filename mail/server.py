"""Where the mail server is: USHER_SMTP_URL, read."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit

_PORTS = {True: 465, False: 25}
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


def mail_server(url: str) -> MailServer:
    """Read ``smtp://user:password@host:587?starttls=1`` or ``smtps://…``.

    Raises:
        ValueError: where it is nothing of the kind; the message never holds the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("the mail server must be given as smtp://host:port or smtps://host:port")
    tls = parts.scheme == "smtps"
    asked = parse_qs(parts.query).get("starttls")
    start_tls = False if tls else None if asked is None else asked[-1] == "1"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (_SUBMISSION if start_tls else _PORTS[tls]),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        tls=tls,
        start_tls=start_tls,
    )


def helo_name(public_url: str) -> str:
    """What to call ourselves in EHLO: the site's host, or its address as a literal; never a slow look-up."""
    host = urlsplit(public_url).hostname or "localhost"
    try:
        address = ip_address(host)
    except ValueError:
        return host if host.isascii() else host.encode("idna").decode()
    return f"[{host}]" if address.version == 4 else f"[IPv6:{host}]"
