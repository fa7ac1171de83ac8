"""What each mail says (rules §8), in plain values: subject, paragraphs, the one button, the small print."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from db.queries.mails import DueMail
from mail.invitation import InvitationWords, render_invitation
from mail.links import group_link, join_link, login_link, seats_link
from mail.message import Rendered
from mail.outbox import Kind
from mail.rendering import Wording, instant, render
from rules.audience import may_know
from rules.config import Config
from rules.roles import Role
from rules.templates import DEFAULT_BODY, DEFAULT_SUBJECT
from rules.tokens import find_login_token, invitation_token
from rules.transitions import InvitationStatus, status_at


@dataclass(frozen=True, slots=True)
class Pointless:
    """Why a mail is not worth sending any more."""

    reason: str


def write(mail: DueMail, config: Config) -> Rendered | Pointless:
    """Write a mail out from the rows as they are now.

    Args:
        mail: The mail with all it speaks of.
        config: The site's name, links and keys.

    Returns:
        What it says; or why there is nothing left to say: the invitation is closed or was sent anew, the
        login link was used, replaced or has expired, the recipient may no longer know what it tells.
    """
    if not may_know(mail.kind, Role(mail.recipient_role) if mail.recipient_role else None):
        return Pointless("Its recipient may no longer know of this.")
    return _LETTERS[Kind(mail.kind)](mail, config)


def called(mail: DueMail) -> str | None:
    """What to call the recipient in the To header: never what a stranger typed on registering an address."""
    return None if mail.kind == Kind.REGISTER else mail.to_name


def _invitation(mail: DueMail, config: Config) -> Rendered | Pointless:
    if mail.status is None or mail.expires_at is None or mail.version != mail.current_version:
        return Pointless("A newer mail about this invitation took its place.")
    status = status_at(InvitationStatus(mail.status), mail.expires_at, mail.now)
    if status is not InvitationStatus.PENDING:
        return Pointless(f"The invitation was {status.value.lower()} before its mail went out.")
    assert mail.invitation_id is not None and mail.version is not None
    token = invitation_token(config.secret_keys, mail.invitation_id, mail.version)
    words = InvitationWords(
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
        reminder=mail.kind == Kind.REMINDER,
    )
    return render_invitation(words, config)


def _login(mail: DueMail, config: Config) -> Rendered | Pointless:
    if mail.link_id is None or mail.link_salt is None or mail.link_digest is None:
        return Pointless("The login link is gone.")
    if mail.link_closed_at is not None or (mail.link_expires_at or mail.now) <= mail.now:
        return Pointless("The login link was used, replaced or has expired.")
    token = find_login_token(config.secret_keys, mail.link_id, mail.link_salt, mail.link_digest)
    if token is None:
        return Pointless("The key that the login link was made with is no longer in use.")
    site = config.site_name
    subject, opening, label = {
        Kind.REGISTER: (
            f"Finish registering at {site}",
            f"Somebody (you, we hope) is registering this address at {site}. This link finishes it and logs you in.",
            "Finish registering",
        ),
        Kind.ALREADY_REGISTERED: (
            f"You are registered at {site} already",
            f"Somebody (you, we hope) tried to register this address at {site}. It has an account already, so"
            " there is nothing to register: this link logs you in.",
            "Log in",
        ),
        Kind.LOGIN: (
            f"Your login link for {site}",
            f"Somebody (you, we hope) asked for a way into the account of this address at {site}. This link logs"
            " you in.",
            "Log in",
        ),
    }[Kind(mail.kind)]
    good = f"It works once, until {instant(mail.link_expires_at or mail.now)}, and a newer one puts it out of use."
    # Nobody is greeted: until the link is followed, the name may be anything that a stranger typed.
    return render(
        Wording(
            subject=subject,
            paragraphs=("Hello,", opening, good),
            button=(label, login_link(config, token)),
            notes=("If that was not you, you need not do anything: without this mail the link is of no use.",),
        ),
        config,
    )


def _invitation_accepted(mail: DueMail, config: Config) -> Rendered:
    who, group = _named(mail, "who", "Somebody"), _group(mail)
    whose = "your invitation" if mail.is_inviter else "the invitation"
    said = f"{who} accepted {whose} to {group} and is a member now."
    if mail.manages_seats:
        said += " They have full access once a seat is allocated to them."
    return _told(mail, config, f"{who} accepted {whose} to {group}", said, seats=mail.manages_seats)


def _seat_allocated(mail: DueMail, config: Config) -> Rendered:
    said = f"A seat in {_group(mail)} was allocated to you. You now have access to {config.site_name}."
    return _told(mail, config, f"You now have access to {config.site_name}", said)


def _added_to_group(mail: DueMail, config: Config) -> Rendered:
    if mail.discreet:
        subject = "You were added to a group"
        said = f"You were added to a group at {config.site_name}. Sign in to see which, and by whom."
        return _told(mail, config, subject, said)
    by = _named(mail, "by", "Somebody who manages it")
    subject = f"{by} added you to {_group(mail)}"
    return _told(mail, config, subject, f"{by} added you to {_group(mail)} at {config.site_name}.")


def _seat_plan_expiring(mail: DueMail, config: Config) -> Rendered:
    days, seats = int(mail.details.get("days", 0)), int(mail.details.get("seats", 0))
    left, bought = _count(days, "day"), _count(seats, "seat")
    until = mail.details.get("expires_at")
    when = instant(datetime.fromisoformat(until)) if isinstance(until, str) else f"in {left}"
    said = (
        f"The subscription of {_group(mail)}, with {bought}, expires in {left}: {when}. From then on nobody has"
        f" full access through it. To extend it, please write to {config.support_email}."
    )
    return _told(mail, config, f"The seats of {_group(mail)} expire in {left}", said, seats=True)


def _caseload_full(mail: DueMail, config: Config) -> Rendered:
    if mail.details.get("is_keeper"):
        said = (
            f"Somebody could not be let into {_group(mail)}: your list of patients at {config.site_name} is full. To add"
            f" more people, upgrade your account: {config.upgrade_url}"
        )
        return _told(mail, config, "Your list of patients is full", said)
    said = f"Somebody could not be let into {_group(mail)}: the list of patients that it counts on is full."
    return _told(mail, config, f"The list of {_group(mail)} is full", said)


def _told(mail: DueMail, config: Config, subject: str, said: str, *, seats: bool = False) -> Rendered:
    """A mail to somebody with an account: a greeting, one paragraph, and where to go."""
    assert mail.group_id is not None
    there = seats_link(config, mail.group_id) if seats else group_link(config, mail.group_id)
    label = "Manage seats" if seats else "Open the group"
    name = mail.recipient_name or mail.to_name
    greeting = f"Hello {name}," if name else "Hello,"
    return render(Wording(subject=subject, paragraphs=(greeting, said), button=(label, there)), config)


def _group(mail: DueMail) -> str:
    return "a group" if mail.discreet or not mail.group_name else mail.group_name


def _named(mail: DueMail, key: str, otherwise: str) -> str:
    name = mail.details.get(key)
    return name if isinstance(name, str) and name else otherwise


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_LETTERS: dict[Kind, Callable[[DueMail, Config], Rendered | Pointless]] = {
    Kind.INVITATION: _invitation,
    Kind.REMINDER: _invitation,
    Kind.REGISTER: _login,
    Kind.ALREADY_REGISTERED: _login,
    Kind.LOGIN: _login,
    Kind.INVITATION_ACCEPTED: _invitation_accepted,
    Kind.SEAT_ALLOCATED: _seat_allocated,
    Kind.ADDED_TO_GROUP: _added_to_group,
    Kind.SEAT_PLAN_EXPIRING: _seat_plan_expiring,
    Kind.CASELOAD_FULL: _caseload_full,
}
