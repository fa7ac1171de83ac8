"""Mails kept instead of sent: sealed, because what they say holds links that can be used."""

from dataclasses import asdict, dataclass, field

import orjson

from mail.message import Rendered
from rules.tokens import Keys, seal, unseal

CONTEXT = b"kept mail"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a kept mail says."""

    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


def put_away(words: Rendered, to_email: str, keys: Keys) -> bytes:
    """Seal a mail for the table."""
    kept = Kept(to_email, words.subject, words.text, words.html)
    return seal(keys, orjson.dumps(asdict(kept)), context=CONTEXT)


def take_out(sealed: bytes, keys: Keys) -> Kept | None:
    """Open what `put_away` sealed; None where no key listed opens it."""
    opened = unseal(keys, sealed, context=CONTEXT)
    return None if opened is None else Kept(**orjson.loads(opened))
