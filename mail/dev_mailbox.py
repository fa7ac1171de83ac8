"""Mails kept instead of sent; encrypted, because they contain valid login links."""

from dataclasses import asdict, dataclass, field

import orjson

from mail.message import Rendered
from rules.tokens import Keys, seal, unseal

CONTEXT = b"kept mail"


@dataclass(frozen=True, slots=True)
class Kept:
    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


def put_away(words: Rendered, to_email: str, keys: Keys) -> bytes:
    kept = Kept(to_email, words.subject, words.text, words.html)
    return seal(keys, orjson.dumps(asdict(kept)), context=CONTEXT)


def take_out(sealed: bytes, keys: Keys) -> Kept | None:
    """Decrypt what `put_away` encrypted; return None if no configured key fits."""
    opened = unseal(keys, sealed, context=CONTEXT)
    return None if opened is None else Kept(**orjson.loads(opened))
