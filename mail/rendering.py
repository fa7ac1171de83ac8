"""Render a mail as text and as self-contained HTML for light and dark mode."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from mail.message import NamedAddress, RenderedMail
from mail.sentences import Sentence
from rules.config import Config

Link = tuple[str, str]

_TEMPLATES = Environment(
    loader=PackageLoader("mail"),
    autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class MailContent:
    """The content of a mail; `notes` is the small print below the button."""

    subject: str
    paragraphs: tuple[str | Sentence, ...]
    button: Link
    notes: tuple[Sentence, ...] = ()


def render_mail(content: MailContent, config: Config) -> RenderedMail:
    label, url = content.button
    sentences = [Sentence("{plain}", plain=each) if isinstance(each, str) else each for each in content.paragraphs]
    text = "\n\n".join((*(sentence.text for sentence in sentences), f"{label}:\n{url}"))
    html = Markup().join((*map(paragraph, sentences), Markup("<p>{}</p>").format(button(label, url))))
    return fill_template(text, html, config, subject=content.subject, notes=content.notes)


def fill_template(
    text: str,
    html: Markup,
    config: Config,
    *,
    subject: str,
    notes: Sequence[Sentence],
    links: Sequence[Link] = (),
    sender_name: str | None = None,
    reply_to: NamedAddress | None = None,
) -> RenderedMail:
    site = (f"About {config.site_name}", config.site_url)
    values = {"subject": subject, "notes": notes, "links": (*links, site)}
    return RenderedMail(
        subject=subject,
        text=_TEMPLATES.get_template("letter.txt.j2").render(body=text, **values),
        html=_TEMPLATES.get_template("letter.html.j2").render(body=html, **values),
        sender_name=sender_name or config.site_name,
        reply_to=reply_to,
    )


def paragraph(sentence: Sentence) -> Markup:
    return Markup('<p dir="ltr">{}</p>').format(sentence.html)


def lines(text: str) -> Markup:
    return Markup("<br>\n").join(text.split("\n"))


def button(label: str, url: str) -> Markup:
    return Markup('<a class="button" href="{}">{}</a>').format(url, label)


def join_markup(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def instant(moment: datetime) -> str:
    """Format a time for readers: ``5 December 2026, 09:30 UTC``."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
