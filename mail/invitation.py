"""The invitation: the manager's text with its placeholders filled, for the mail and the preview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from mail.headers import display_name
from mail.message import NamedAddress, RenderedMail
from mail.rendering import button, fill_template, instant, join_markup, lines, paragraph
from mail.sentences import Sentence, bdi, isolate, mark_left_to_right
from rules import templates
from rules.config import Config
from rules.registration import invitee_may_register
from rules.roles import Role, with_article

_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


@dataclass(frozen=True, slots=True)
class InvitationContent:
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


def render_invitation(content: InvitationContent, config: Config) -> RenderedMail:
    """Render an invitation for the mail and for `Group.invitationPreview`.

    For a discreet group @group_name becomes "a group", and @inviter_name and the sender become the site's name.
    The manager's own text is not changed.
    """
    values = templates.placeholder_values(
        register_url=content.url,
        group_name="a group" if content.discreet else content.group_name,
        inviter_name=config.site_name if content.discreet else content.inviter_name,
        recipient_name=content.recipient_name,
        site_name=config.site_name,
    )
    nameless = templates.fill_subject(content.subject, dict.fromkeys(values, ""))
    subject = mark_left_to_right(templates.fill_subject(content.subject, values), nameless)
    text = templates.fill(content.body, {name: isolate(value) for name, value in values.items()}).strip()
    html = _body(content, values, config)
    if content.reminder:
        subject = f"Reminder: {subject}"
        until = instant(content.expires_at)
        opening = Sentence("A reminder: this invitation is still waiting for you, until {until}.", until=until)
        text, html = f"{opening.text}\n\n{text}", join_markup((paragraph(opening), html))
    return fill_template(
        text,
        html,
        config,
        subject=subject,
        notes=_notes(content, config),
        links=(("About the group", content.url),),
        sender_name=_sender_name(content, config),
        reply_to=_reply_to(content, config),
    )


def _sender_name(content: InvitationContent, config: Config) -> str:
    inviter = "" if content.discreet else display_name(content.inviter_name)
    return f"{inviter} via {config.site_name}" if inviter else config.site_name


def replies_to_inviter(config: Config, *, discreet: bool) -> bool:
    """Return whether answers go to the inviter, whose address would reveal a discreet group's facilitator."""
    return config.reply_to == "inviter" and not discreet


def _reply_to(content: InvitationContent, config: Config) -> NamedAddress | None:
    if config.reply_to == "support":
        return NamedAddress(config.support_email, config.site_name)
    if content.inviter_email is None or not replies_to_inviter(config, discreet=content.discreet):
        return None
    return NamedAddress(content.inviter_email, display_name(content.inviter_name))


def _notes(content: InvitationContent, config: Config) -> tuple[Sentence, ...]:
    answer = "register at {site} with the address" if _may_register(content, config) else "sign in as"
    role = () if content.role is Role.MEMBER else (Sentence(f"You are invited as {with_article(content.role)}."),)
    to_inviter = config.reply_to == "inviter" and _reply_to(content, config) is not None
    replies = (Sentence("Answers to this email go to {inviter}.", inviter=content.inviter_name),) if to_inviter else ()
    return (
        *role,
        Sentence(f"To answer, follow the link and {answer} {{email}}.", site=config.site_name, email=content.to_email),
        Sentence("The invitation is good until {until}.", until=instant(content.expires_at)),
        *replies,
    )


def _may_register(content: InvitationContent, config: Config) -> bool:
    """Return whether the recipient may register; without open registration, accounts are created elsewhere."""
    if content.has_account:
        return False
    return invitee_may_register(config.registration, config.registration_domains, content.to_email)


def _body(content: InvitationContent, values: Mapping[str, str], config: Config) -> Markup:
    """Escape the text paragraph by paragraph and make each link a button."""
    label = "Register to answer" if _may_register(content, config) else "Sign in to answer"
    link = button(label, content.url)
    paragraphs = _BETWEEN_PARAGRAPHS.split(content.body.strip())
    return join_markup(
        Markup('<p dir="auto">{}</p>\n').format(_fill_paragraph(text, values, link)) for text in paragraphs
    )


def _fill_paragraph(text: str, values: Mapping[str, str], link: Markup) -> Markup:
    return join_markup(
        link if name == templates.REGISTER_URL else lines(piece) if name is None else bdi(values[name])
        for piece, name in templates.pieces(text)
    )
