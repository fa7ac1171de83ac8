"""One-time login links: short-lived, used once; a new link closes the older ones."""

import secrets
from typing import Any

from sqlalchemy import Row, func, insert, literal, update

from actions.invitations.invite_keys import LedBy
from actions.work import Work, WrongGuessError
from db import address_locks
from db.tables import OneTimeLink
from rules.problems import Code, Problem
from rules.tokens import digest, login_token, login_token_digest

_SALT_BYTES = 16


async def make(work: Work, email: str, *, name: str | None, led_by: LedBy, good: bool = True) -> int:
    """Create a link for an address and close older ones. `name` is for the account to create, None if there is one.

    Not `good` runs the same statements, but the link is closed from the start and older ones stay open.
    """
    await close(work, email, really=good)
    salt = secrets.token_bytes(_SALT_BYTES)
    link_id: int = await work.value(
        insert(OneTimeLink)
        .values(
            email=email,
            name=name,
            salt=salt,
            digest=secrets.token_bytes(32),  # placeholder: the token is derived from the ID
            invitation_id=led_by.invitation_id,
            invitation_version=led_by.invitation_version,
            invite_code_id=led_by.invite_code_id,
            created_at=work.now,
            expires_at=work.now + work.config.login_link_lifetime,
            closed_at=None if good else work.now,
        )
        .returning(OneTimeLink.id)
    )
    stored = digest(login_token(work.config.secret_keys, link_id, salt))
    await work.run(update(OneTimeLink).where(OneTimeLink.id == link_id).values(digest=stored))
    return link_id


async def close(work: Work, email: str, *, really: bool = True) -> None:
    """Close an address's open link, under its lock; not `really` runs the same statements without effect."""
    await address_locks.make_link(work.connection, email)
    await work.run(
        update(OneTimeLink)
        .where(OneTimeLink.email == email, OneTimeLink.closed_at.is_(None), literal(really))
        .values(closed_at=work.now)
    )


async def use_up(work: Work, token: str) -> Row[Any]:
    """Use up a link, once even if several try; all unusable links raise the same LINK_UNUSABLE."""
    link = await work.row(
        update(OneTimeLink)
        .where(
            OneTimeLink.digest == login_token_digest(token),
            OneTimeLink.closed_at.is_(None),
            OneTimeLink.expires_at > func.clock_timestamp(),
        )
        .values(closed_at=func.clock_timestamp())
        .returning(
            OneTimeLink.email,
            OneTimeLink.name,
            OneTimeLink.invitation_id,
            OneTimeLink.invitation_version,
            OneTimeLink.invite_code_id,
        )
    )
    if link is None:
        message = "This login link was used, has expired, or a newer one was sent. Ask for a new one."
        raise WrongGuessError(Problem(Code.LINK_UNUSABLE, message, ("token",)))
    return link
