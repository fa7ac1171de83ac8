"""Whether somebody may register: checked on registering, and again when the mailed link is followed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from actions.invitations.invite_keys import InviteSource
from actions.work import ProblemsError, Work
from db.tables import Invitation, InviteCode
from rules import codes
from rules.addresses import mask
from rules.config import Config
from rules.problems import Code, Problem
from rules.refusals import RefusalError, forbidden
from rules.registration import Registration, check_domain, may_register
from rules.transitions import InvitationStatus, status_at


@dataclass(frozen=True, slots=True)
class _Open:
    """A pending invitation with its `email`, or an active code with the only `domain` that it admits."""

    email: str | None = None
    domain: str | None = None


def check_policy(config: Config, invite_key: str | None) -> None:
    """Refuse those who could register with no address at all."""
    if not may_register(config.registration, invited=bool(invite_key)):
        raise _registration_closed(config)


async def check(work: Work, address: str, source: InviteSource) -> None:
    """Refuse an address that may not register with this invitation or code; known addresses are treated alike."""
    found = await _find_open(work, source)
    if not may_register(work.config.registration, invited=found is not None):
        raise _registration_closed(work.config)
    if found is not None and found.email not in (None, address):
        message = f"This invitation is for {mask(str(found.email))}. Register with that address to answer it."
        raise ProblemsError(Problem(Code.WRONG_RECIPIENT, message, ("email",)))
    problem = check_domain(address, () if found is None or found.domain is None else (found.domain,))
    if problem is not None:
        raise ProblemsError(problem)


async def check_again(work: Work, link: Row[Any]) -> None:
    """Refuse to create the account if registration was closed after the link was mailed."""
    config = work.config
    outside = check_domain(link.email, config.registration_domains) is not None
    if outside or config.registration is Registration.OFF:
        raise _registration_closed(config)
    if config.registration is Registration.INVITED and await _find_open(work, link, newest=False) is None:
        raise _registration_closed(config)


async def _find_open(work: Work, source: InviteSource | Row[Any], *, newest: bool = True) -> _Open | None:
    """Return the invitation or code if it is open; with `newest`, a link of an older version is not."""
    now = func.clock_timestamp().label("now")
    if source.invitation_id is not None:
        row = await work.row(select(*Invitation.__table__.c, now).where(Invitation.id == source.invitation_id))
        if row is None or (newest and row.version != source.invitation_version):
            return None
        pending = status_at(InvitationStatus(row.status), row.expires_at, row.now) is InvitationStatus.PENDING
        return _Open(email=row.email) if pending else None
    if source.invite_code_id is None:
        return None
    row = await work.row(select(*InviteCode.__table__.c, now).where(InviteCode.id == source.invite_code_id))
    if row is None:
        return None
    status = codes.status(
        deleted_at=row.deleted_at,
        expires_at=row.expires_at,
        max_uses=row.max_uses,
        use_count=row.use_count,
        now=row.now,
    )
    return _Open(domain=row.email_domain) if status is codes.CodeStatus.ACTIVE else None


def _registration_closed(config: Config) -> RefusalError:
    if config.registration is Registration.INVITED:
        return forbidden("Registering takes an invitation or a code that is still open.")
    return forbidden("Nobody can register here.")
