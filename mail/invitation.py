"""The invitation: the manager's text with its placeholders filled, for the mail and the preview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from mail.headers import display_name
from mail.message import Mailbox, Rendered
from mail.rendering import button, instant, joined, lines, paragraph, shaped
from mail.sentences import Sentence, bdi, isolated, left_to_right
from rules import templates
from rules.config import Config
from rules.registration import invitee_may_register
from rules.roles import Role, a_role

_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class InvitationWords:
    """The content of an invitation mail.

    Args:
        subject: With unfilled placeholders, as `body`.
        url: The recipient's personal link; in a preview a dummy.
        discreet: Whether neither the group nor its facilitator may be named.
        inviter_email: Reply address; None for the site's own address.
    """

    subject: str
    body: str
    url: str
    group_name: str
    discreet: bool
    inviter_name: str
    recipient_name: str | None
    to_email: str
    has_account: bool
    expires_at: datetime
    role: Role = Role.MEMBER
    inviter_email: str | None = None
    reminder: bool = False


def render_invitation(words: InvitationWords, config: Config) -> Rendered:
    """Render an invitation for the mail and for `Group.invitationPreview`.

    For a discreet group @group_name becomes "a group", and @inviter_name and the sender become the site's name.
    The manager's own text is not changed.
    """
    values = templates.values(
        register_url=words.url,
        group_name="a group" if words.discreet else words.group_name,
        inviter_name=config.site_name if words.discreet else words.inviter_name,
        recipient_name=words.recipient_name,
        site_name=config.site_name,
    )
    nameless = templates.fill_subject(words.subject, dict.fromkeys(values, ""))
    subject = left_to_right(templates.fill_subject(words.subject, values), nameless)
    text = templates.fill(words.body, {name: isolated(value) for name, value in values.items()}).strip()
    html = _body(words, values, config)
    if words.reminder:
        subject = f"Reminder: {subject}"
        until = instant(words.expires_at)
        opening = Sentence("A reminder: this invitation is still waiting for you, until {until}.", until=until)
        text, html = f"{opening.text}\n\n{text}", joined((paragraph(opening), html))
    return shaped(
        text,
        html,
        config,
        subject=subject,
        notes=_notes(words, config),
        links=(("About the group", words.url),),
        sender_name=_sender_name(words, config),
        reply_to=_reply_to(words, config),
    )


def _sender_name(words: InvitationWords, config: Config) -> str:
    inviter = "" if words.discreet else display_name(words.inviter_name)
    return f"{inviter} via {config.site_name}" if inviter else config.site_name


def _reply_to(words: InvitationWords, config: Config) -> Mailbox | None:
    """Return the inviter's address, unless it would reveal a discreet group's facilitator."""
    if config.reply_to == "support":
        return Mailbox(config.support_email, config.site_name)
    if words.discreet or words.inviter_email is None:
        return None
    return Mailbox(words.inviter_email, display_name(words.inviter_name))


def _notes(words: InvitationWords, config: Config) -> tuple[Sentence, ...]:
    answer = "register at {site} with the address" if _is_to_register(words, config) else "sign in as"
    role = () if words.role is Role.MEMBER else (Sentence(f"You are invited as {a_role(words.role)}."),)
    to_inviter = config.reply_to == "inviter" and _reply_to(words, config) is not None
    replies = (Sentence("Answers to this email go to {inviter}.", inviter=words.inviter_name),) if to_inviter else ()
    return (
        *role,
        Sentence(f"To answer, follow the link and {answer} {{email}}.", site=config.site_name, email=words.to_email),
        Sentence("The invitation is good until {until}.", until=instant(words.expires_at)),
        *replies,
    )


def _is_to_register(words: InvitationWords, config: Config) -> bool:
    """Return whether the recipient may register; without open registration, accounts are created elsewhere."""
    if words.has_account:
        return False
    return invitee_may_register(config.registration, config.registration_domains, words.to_email)


def _body(words: InvitationWords, values: Mapping[str, str], config: Config) -> Markup:
    """Escape the text paragraph by paragraph and make each link a button."""
    label = "Register to answer" if _is_to_register(words, config) else "Sign in to answer"
    link = button(label, words.url)
    paragraphs = _BETWEEN_PARAGRAPHS.split(words.body.strip())
    return joined(Markup('<p dir="auto">{}</p>\n').format(_filled(text, values, link)) for text in paragraphs)


def _filled(text: str, values: Mapping[str, str], link: Markup) -> Markup:
    return joined(
        link if name == templates.REGISTER_URL else lines(piece) if name is None else bdi(values[name])
        for piece, name in templates.pieces(text)
    )
