"""One-time links: mailed, good once, for a short time, the newest alone."""

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
    """Make the link for an address; older ones are out of use from then on.

    Args:
        work: Of anybody.
        email: Canonical.
        name: Of the account that following the link makes; None where there is one already.
        led_by: What the login is to lead back to.
        good: False does the same work for nothing: the link cannot be used, and older ones stay as they are.

    Returns:
        The link's ID, for the letter.
    """
    await close(work, email, really=good)
    salt = secrets.token_bytes(_SALT_BYTES)
    link_id: int = await work.value(
        insert(OneTimeLink)
        .values(
            email=email,
            name=name,
            salt=salt,
            digest=secrets.token_bytes(32),  # the token is derived from the ID, which is not known yet
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
    """Put the open link of an address out of use; links made at the same moment come before or after this.

    Args:
        work: Of anybody.
        email: Canonical.
        really: False does the same work for nothing.
    """
    await address_locks.make_link(work.connection, email)
    await work.run(
        update(OneTimeLink)
        .where(OneTimeLink.email == email, OneTimeLink.closed_at.is_(None), literal(really))
        .values(closed_at=work.now)
    )


async def use_up(work: Work, token: str) -> Row[Any]:
    """Use a link up: of many who try at once, one does.

    Returns:
        The link's email, name, invitation_id, invitation_version and invite_code_id.

    Raises:
        WrongGuessError: LINK_UNUSABLE for one that was used, replaced, has expired or never was, all alike.
    """
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
