"""One-time login links: short-lived, used once; a new link closes the older ones."""

import secrets
from typing import NamedTuple

from sqlalchemy import func, insert, literal, update

from actions.work import Work, WrongGuessError
from db import address_locks
from db.queries.links import SOURCE, InviteSource
from db.statements import Statement
from db.tables import OneTimeLink
from rules.problems import Problem, ProblemCode
from rules.tokens import digest, login_token, login_token_digest

_SALT_BYTES = 16


async def create_link(work: Work, email: str, *, name: str | None, source: InviteSource, usable: bool = True) -> int:
    """Create a link for an address and close older ones. `name` is for the account to create, None if there is one.

    If not `usable`, the same statements run, but the link is closed from the start and older ones stay open.
    """
    await close_links(work, email, effective=usable)
    salt, now = secrets.token_bytes(_SALT_BYTES), await work.clock()
    link_id: int = await work.value(
        insert(OneTimeLink)
        .values(
            email=email,
            name=name,
            salt=salt,
            digest=secrets.token_bytes(32),  # placeholder: the token is derived from the ID
            invitation_id=source.invitation_id,
            invitation_version=source.invitation_version,
            invite_code_id=source.invite_code_id,
            created_at=now,
            expires_at=now + work.config.login_link_lifetime,
            closed_at=None if usable else now,
        )
        .returning(OneTimeLink.id)
    )
    stored = digest(login_token(work.config.secret_keys, link_id, salt))
    await work.run(update(OneTimeLink).where(OneTimeLink.id == link_id).values(digest=stored))
    return link_id


async def close_links(work: Work, email: str, *, effective: bool = True) -> None:
    """Close an address's open link, under its lock; if not `effective`, the same statements change nothing."""
    await address_locks.lock_for_new_link(work.connection, email)
    await work.run(
        update(OneTimeLink)
        .where(OneTimeLink.email == email, OneTimeLink.closed_at.is_(None), literal(effective))
        .values(closed_at=await work.clock())
    )


class UsedLinkRow(NamedTuple):
    """A link used up; `name` is set while the address has no account."""

    email: str
    name: str | None
    source: InviteSource


async def use_link(work: Work, token: str) -> UsedLinkRow:
    """Use up a link, once even if several try; all unusable links raise the same LINK_UNUSABLE."""
    used_up = (
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
            *SOURCE,
        )
    )
    link = await work.row(Statement(UsedLinkRow, used_up))
    if link is None:
        message = "This login link was used, has expired, or a newer one was sent. Ask for a new one."
        raise WrongGuessError(Problem(ProblemCode.LINK_UNUSABLE, message, ("token",)))
    return link
