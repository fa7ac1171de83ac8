"""Open and check connections to the mail server, and describe their errors without secrets."""

import asyncio
import ssl
from base64 import b64encode
from dataclasses import dataclass

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPNotSupported, SMTPResponseException

from mail.headers import single_line
from mail.smtp_url import MailServer

# Every exception that talking to a mail server may raise.
FAILURES = (SMTPException, OSError, ValueError, TimeoutError)
_MAX_LENGTH = 500
_NO_TLS = (
    "The mail server offers no TLS (STARTTLS), which USHER_SMTP_URL asks for; only ?starttls=0 at its end"
    " sends mails and the password in clear."
)


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Timeouts of each step and the pause between probes of an unreachable server, in seconds."""

    connect: float = 5.0
    command: float = 20.0
    data: float = 60.0
    probe_interval: float = 3.0


@dataclass(frozen=True, slots=True)
class ServerCheck:
    ok: bool
    message: str


async def connect(server: MailServer, helo: str, timeouts: Timeouts) -> SMTP:
    """Open a connection that is ready for mails, with TLS and login as configured; raise one of FAILURES."""
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        use_tls=server.tls,
        start_tls=server.start_tls,
        local_hostname=helo,
        timeout=timeouts.command,
    )
    # The library's timeout is per step, and a server may be slow at many steps.
    async with asyncio.timeout(timeouts.connect + 2 * timeouts.command):
        try:
            await smtp.connect(timeout=timeouts.connect)
        except SMTPException as error:
            if type(error) is SMTPException and "STARTTLS" in error.message:  # the library has no class for it
                raise SMTPNotSupported(_NO_TLS) from None
            raise
    return smtp


async def check_server(server: MailServer, helo: str, timeouts: Timeouts | None = None) -> ServerCheck:
    """Connect and log in without sending, and describe the result."""
    try:
        smtp = await connect(server, helo, timeouts or Timeouts())
    except FAILURES as error:
        return ServerCheck(False, f"{server.address}: {describe_error(error, server)}")
    line = f"{server.address}: {describe_connection(smtp, server)}"
    await close(smtp)
    return ServerCheck(True, line)


async def close(smtp: SMTP) -> None:
    try:
        await smtp.quit(timeout=2.0)
    except (SMTPException, OSError, TimeoutError):
        pass
    finally:
        smtp.close()


def describe_connection(smtp: SMTP, server: MailServer) -> str:
    secured = smtp.get_transport_info("ssl_object")
    tls = f"{secured.version()}, certificate verified" if secured else "no TLS"
    return f"{tls}, {'logged in' if server.username else 'no login asked for'}"


def describe_error(error: Exception, server: MailServer) -> str:
    """Describe an error in one bounded line, in the server's words if there are any, without our password."""
    return _without_password(_error_text(error), server)[:_MAX_LENGTH]


def _error_text(error: Exception) -> str:
    if isinstance(error, SMTPAuthenticationError):
        return f"The mail server refused our user name or password: {_server_reply(error)}"
    if isinstance(error, SMTPResponseException):
        return _server_reply(error)
    secure = error if isinstance(error, ssl.SSLError) else error.__cause__
    if isinstance(secure, ssl.SSLError):
        reason = getattr(secure, "verify_message", None) or secure.reason or str(secure)
        return single_line(f"No secure connection to the mail server: {reason}")
    return single_line(str(error)) or "The mail server did not answer in time."


def _server_reply(error: SMTPResponseException) -> str:
    said = error.message.encode("utf-8", "replace").decode()
    return single_line(f"{error.code} {said}" if error.code > 0 else said)


def _without_password(line: str, server: MailServer) -> str:
    """Remove the password; some servers repeat what they were sent."""
    user, password = server.username or "", server.password or ""
    if password:
        plain = b64encode(f"\0{user}\0{password}".encode()).decode()
        for secret in (plain, b64encode(password.encode()).decode(), password):
            line = line.replace(secret, "…")
    return line
