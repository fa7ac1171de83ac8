"""Mails kept instead of sent; encrypted, because they contain valid login links."""

from dataclasses import asdict, dataclass, field

import orjson

from mail.message import RenderedMail
from rules.tokens import Keys, seal, unseal

CONTEXT = b"kept mail"


@dataclass(frozen=True, slots=True)
class DevMail:
    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


def seal_mail(mail: RenderedMail, to_email: str, keys: Keys) -> bytes:
    kept = DevMail(to_email, mail.subject, mail.text, mail.html)
    return seal(keys, orjson.dumps(asdict(kept)), context=CONTEXT)


def unseal_mail(sealed: bytes, keys: Keys) -> DevMail | None:
    """Decrypt what `seal_mail` encrypted; return None if no configured key fits."""
    opened = unseal(keys, sealed, context=CONTEXT)
    return None if opened is None else DevMail(**orjson.loads(opened))
