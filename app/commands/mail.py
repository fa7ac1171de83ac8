"""`usher mail`, `usher mail retry` and `usher test-mail`."""

from datetime import UTC, datetime

from sqlalchemy import select

from actions.mail.retrying import retry_failed
from actions.perform import perform
from actions.work import Services
from app.commands.staff import canonical_address, one_connection
from app.operator_errors import StartError
from app.settings import Settings
from db.tables import Mail
from live.hub import Hub
from mail.headers import single_line
from mail.message import RenderedMail, make_envelope
from mail.outbox import new_message_id
from mail.smtp_connection import FAILURES, ServerCheck, Timeouts, close, connect, describe_connection, describe_error
from mail.smtp_url import helo_name, parse_smtp_url
from rules.caller import Caller
from rules.transitions import MailState

_MAX_SHOWN = 200
_TITLES = ("state", "kind", "written", "settled", "to", "the server's words")


async def send_test_mail(settings: Settings, address: str) -> ServerCheck:
    """Send one mail with the current settings."""
    to = canonical_address(address)
    if settings.smtp_url is None:
        raise StartError("USHER_SMTP_URL is not set: mails are kept for /mailbox")
    server = parse_smtp_url(settings.smtp_url, production=settings.production)
    text = f"This mail was sent by `usher test-mail`: {settings.site_name} can send mails."
    mail = make_envelope(
        RenderedMail(f"A test from {settings.site_name}", text, f"<p>{text}</p>", settings.site_name),
        mail_from=settings.mail_from,
        to_email=to,
        to_name=None,
        message_id=new_message_id(settings.mail_from),
        at=datetime.now(UTC),
    )
    connection = server.address
    try:
        smtp = await connect(server, helo_name(settings.public_url or "http://127.0.0.1"), Timeouts())
        try:
            connection = f"{server.address}: {describe_connection(smtp, server)}"
            options, encoding = (["SMTPUTF8"], "utf-8") if mail.international else ([], "ascii")
            await smtp.mail(mail.sender, options=options, encoding=encoding)
            await smtp.rcpt(mail.recipient, encoding=encoding)
            answer = await smtp.data(mail.message)
        finally:
            await close(smtp)
    except FAILURES as error:
        return ServerCheck(False, f"{connection}: {describe_error(error, server)}")
    return ServerCheck(True, f"{connection}, accepted: {answer.code} {single_line(answer.message)}")


async def list_mails(dsn: str, to: str | None, *, failed: bool) -> list[tuple[str, ...]]:
    """List the newest mails, newest first, below a row of column titles."""
    query = select(Mail).order_by(Mail.id.desc()).limit(_MAX_SHOWN)
    if to is not None:
        query = query.where(Mail.to_email == canonical_address(to))
    if failed:
        query = query.where(Mail.state == MailState.FAILED)
    async with one_connection(dsn) as engine, engine.connect() as connection:
        found = (await connection.execute(query)).all()
    rows = [
        (row.state, row.kind, _time(row.created_at), _time(row.settled_at), row.to_email or "-", row.last_error or "")
        for row in found
    ]
    return [_TITLES, *rows]


async def retry_mails(settings: Settings, dsn: str) -> int:
    """Queue failed mails again that are still of use; give their number."""
    async with one_connection(dsn) as engine:
        # The hub is never started: the servers find the changes themselves within seconds.
        services = Services(engine, Hub(settings.broadcast_url, dsn), settings.config(""))
        total = 0
        while queued := await perform(services, Caller(), retry_failed):
            total += queued
    return total


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if moment else "-"
