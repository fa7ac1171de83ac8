"""The content of each mail: subject, paragraphs, one button, notes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db.queries.mails import DueMail
from mail.headers import display_name
from mail.invitation import InvitationContent, render_invitation
from mail.links import event_link, join_link, login_link
from mail.message import RenderedMail
from mail.outbox import MailKind
from mail.rendering import MailContent, instant, render_mail
from mail.sentences import Sentence
from rules.config import Config
from rules.notification_recipients import may_know
from rules.notifications import NotificationKind
from rules.roles import Role, with_article
from rules.seats import last_moment
from rules.templates import DEFAULT_BODY, DEFAULT_SUBJECT
from rules.tokens import find_login_token, invitation_token
from rules.transitions import InvitationStatus, status_at


@dataclass(frozen=True, slots=True)
class NotNeeded:
    reason: str


def compose(mail: DueMail, config: Config) -> RenderedMail | NotNeeded:
    """Render a mail from the current rows.

    Returns:
        The mail; or NotNeeded if the invitation is closed or was sent again, the login link is used, replaced or
        expired, or the recipient may no longer know the content.
    """
    if not may_know(mail.kind, Role(mail.recipient_role) if mail.recipient_role else None):
        return NotNeeded("Its recipient may no longer know of this.")
    return _LETTERS[MailKind(mail.kind)](mail, config)


def recipient_name(mail: DueMail) -> str | None:
    """Return the recipient's name for the To header, but never one that a stranger typed when registering."""
    return None if mail.kind == MailKind.REGISTER or not mail.to_name else display_name(mail.to_name)


def _invitation(mail: DueMail, config: Config) -> RenderedMail | NotNeeded:
    if mail.status is None or mail.expires_at is None or mail.version != mail.current_version:
        return NotNeeded("A newer mail about this invitation took its place.")
    status = status_at(InvitationStatus(mail.status), mail.expires_at, mail.now)
    if status is not InvitationStatus.PENDING:
        return NotNeeded(f"The invitation was {status.value.lower()} before its mail went out.")
    assert mail.invitation_id is not None and mail.version is not None
    token = invitation_token(config.secret_keys, mail.invitation_id, mail.version)
    content = InvitationContent(
        subject=mail.subject or DEFAULT_SUBJECT,
        body=mail.body or DEFAULT_BODY,
        url=join_link(config, token),
        group_name=mail.group_name or "",
        discreet=bool(mail.discreet),
        inviter_name=mail.inviter_name or config.site_name,
        recipient_name=mail.to_name or mail.recipient_name,
        to_email=mail.to_email,
        has_account=mail.has_account,
        expires_at=mail.expires_at,
        role=Role(mail.role or Role.MEMBER),
        inviter_email=mail.inviter_email,
        reminder=mail.kind == MailKind.REMINDER,
    )
    return render_invitation(content, config)


def _login(mail: DueMail, config: Config) -> RenderedMail | NotNeeded:
    if mail.link_id is None or mail.link_salt is None or mail.link_digest is None:
        return NotNeeded("The login link is gone.")
    if mail.link_closed_at is not None or (mail.link_expires_at or mail.now) <= mail.now:
        return NotNeeded("The login link was used, replaced or has expired.")
    keys = config.secret_keys
    token = find_login_token(keys, mail.link_id, mail.link_salt, mail.link_digest, mail.link_sealed)
    if token is None:
        return NotNeeded("The key that the login link was made with is no longer in use.")
    site = config.site_name
    subject, opening, label = {
        MailKind.REGISTER: (
            "Finish registering at {site}",
            "Somebody (you, we hope) is registering this address at {site}. This link finishes it and logs you in.",
            "Finish registering",
        ),
        MailKind.ALREADY_REGISTERED: (
            "You are registered at {site} already",
            "Somebody (you, we hope) tried to register this address at {site}. It has an account already, so"
            " there is nothing to register: this link logs you in.",
            "Log in",
        ),
        MailKind.LOGIN: (
            "Your login link for {site}",
            "Somebody (you, we hope) asked for a way into the account of this address at {site}. This link logs you in.",
            "Log in",
        ),
    }[MailKind(mail.kind)]
    validity = f"It works once, until {instant(mail.link_expires_at or mail.now)}, and a newer one puts it out of use."
    # No greeting: until the link is followed, the name may be anything that a stranger typed.
    return render_mail(
        MailContent(
            subject=Sentence(subject, site=site).subject,
            paragraphs=(Sentence("Hello,"), Sentence(opening, site=site), Sentence(validity)),
            button=(label, login_link(config, token)),
            notes=(
                Sentence("If that was not you, you need not do anything: without this mail the link is of no use."),
            ),
        ),
        config,
    )


def _invitation_accepted(mail: DueMail, config: Config) -> RenderedMail:
    names = {"who": _detail(mail, "who", "Somebody"), "group": _group_name(mail)}
    whose = "your invitation" if mail.is_inviter else "the invitation"
    accepted = f"{{who}} accepted {whose} to {{group}}"
    role = with_article(Role(_detail(mail, "role", mail.role or Role.MEMBER)))
    said = f"{accepted} and is {role} now."
    if mail.manages_seats:
        said += " They have full access once a seat is allocated to them."
    label = "Manage seats" if mail.manages_seats else "Open the group"
    return _notification_mail(mail, config, Sentence(accepted, **names), Sentence(said, **names), label)


def _seat_allocated(mail: DueMail, config: Config) -> RenderedMail:
    names = {"group": _group_name(mail), "site": config.site_name}
    said = Sentence("A seat in {group} was allocated to you. You now have access to {site}.", **names)
    subject = Sentence("You now have access to {site}", **names)
    return _notification_mail(mail, config, subject, said, "See your seat")


def _added_to_group(mail: DueMail, config: Config) -> RenderedMail:
    if mail.discreet:
        said = "You were added to a group at {site}. Sign in to see which, and by whom."
        return _notification_mail(
            mail, config, Sentence("You were added to a group"), Sentence(said, site=config.site_name)
        )
    names = {"by": _detail(mail, "by", "Somebody who manages it"), "group": _group_name(mail), "site": config.site_name}
    said = "{by} added you to {group} at {site}."
    return _notification_mail(mail, config, Sentence("{by} added you to {group}", **names), Sentence(said, **names))


def _seat_plan_expiring(mail: DueMail, config: Config) -> RenderedMail:
    days, seats = int(mail.details.get("days", 0)), int(mail.details.get("seats", 0))
    left, bought = _counted(days, "day"), _counted(seats, "seat")
    until = mail.details.get("expires_at")
    when = f", at {last_moment(datetime.fromisoformat(until))}" if isinstance(until, str) else ""
    said = Sentence(
        f"The subscription of {{group}}, with {bought}, expires in {left}{when}. From then on nobody has"
        " full access through it. To extend it, please write to {support}.",
        group=_group_name(mail),
        support=config.support_email,
    )
    subject = Sentence(f"The seats of {{group}} expire in {left}", group=_group_name(mail))
    return _notification_mail(mail, config, subject, said, "Manage seats")


def _caseload_full(mail: DueMail, config: Config) -> RenderedMail:
    names = {"group": _group_name(mail), "site": config.site_name, "upgrade": config.upgrade_url}
    if mail.details.get("is_keeper"):
        said = (
            "Somebody could not be let into {group}: your list of patients at {site} is full. To add more people,"
            " upgrade your account: {upgrade}"
        )
        subject = Sentence("Your list of patients is full")
        return _notification_mail(mail, config, subject, Sentence(said, **names), "See your list of patients")
    said = "Somebody could not be let into {group}: the list of patients that it counts on is full."
    return _notification_mail(mail, config, Sentence("The list of {group} is full", **names), Sentence(said, **names))


def _notification_mail(
    mail: DueMail, config: Config, subject: Sentence, message: Sentence, label: str = "Open the group"
) -> RenderedMail:
    assert mail.group_id is not None
    role = Role(mail.recipient_role) if mail.recipient_role else None
    kind = NotificationKind(mail.kind)
    there = event_link(config, kind, mail.group_id, role, has_plan=mail.manages_seats, details=mail.details)
    name = mail.recipient_name or mail.to_name
    greeting = Sentence("Hello {name},", name=name) if name else Sentence("Hello,")
    return render_mail(
        MailContent(subject=subject.subject, paragraphs=(greeting, message), button=(label, there)), config
    )


def _group_name(mail: DueMail) -> str:
    return "a group" if mail.discreet or not mail.group_name else mail.group_name


def _detail(mail: DueMail, key: str, default: str) -> str:
    name = mail.details.get(key)
    return name if isinstance(name, str) and name else default


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_LETTERS: dict[MailKind, Callable[[DueMail, Config], RenderedMail | NotNeeded]] = {
    MailKind.INVITATION: _invitation,
    MailKind.REMINDER: _invitation,
    MailKind.REGISTER: _login,
    MailKind.ALREADY_REGISTERED: _login,
    MailKind.LOGIN: _login,
    MailKind.INVITATION_ACCEPTED: _invitation_accepted,
    MailKind.SEAT_ALLOCATED: _seat_allocated,
    MailKind.ADDED_TO_GROUP: _added_to_group,
    MailKind.SEAT_PLAN_EXPIRING: _seat_plan_expiring,
    MailKind.CASELOAD_FULL: _caseload_full,
}
