"""Whether somebody may register: checked on registering, and again when the mailed link is followed."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from actions.work import ProblemsError, Work
from db.bulk import id_parameter
from db.queries.invitations import status_now
from db.queries.links import InviteSource
from db.statements import TypedSelect
from db.tables import Invitation, InviteCode
from rules import codes
from rules.addresses import mask
from rules.config import Config
from rules.problems import Problem, ProblemCode
from rules.refusals import RefusalError, forbidden
from rules.registration import Registration, check_domain, may_register
from rules.transitions import InvitationStatus


@dataclass(frozen=True, slots=True)
class _OpenInvite:
    """A pending invitation with its `email`, or an active code with the only `domain` that it admits."""

    email: str | None = None
    domain: str | None = None


class _InvitationRow(NamedTuple):
    email: str
    version: int
    status: InvitationStatus


class _CodeRow(NamedTuple):
    email_domain: str | None
    deleted_at: datetime | None
    expires_at: datetime | None
    max_uses: int | None
    use_count: int
    now: datetime


_INVITATION = TypedSelect(
    _InvitationRow, select(Invitation.email, Invitation.version, status_now().label("status"))
).where(Invitation.id == id_parameter("id"))
_CODE = TypedSelect(
    _CodeRow,
    select(
        InviteCode.email_domain,
        InviteCode.deleted_at,
        InviteCode.expires_at,
        InviteCode.max_uses,
        InviteCode.use_count,
        func.clock_timestamp().label("now"),
    ),
).where(InviteCode.id == id_parameter("id"))


def check_policy(config: Config, invite_key: str | None) -> None:
    """Refuse those who could register with no address at all."""
    if not may_register(config.registration, invited=bool(invite_key)):
        raise _registration_closed(config)


async def check_may_register(work: Work, address: str, source: InviteSource) -> None:
    """Refuse an address that may not register with this invitation or code; known addresses are treated alike."""
    found = await _find_open(work, source)
    if not may_register(work.config.registration, invited=found is not None):
        raise _registration_closed(work.config)
    if found is not None and found.email not in (None, address):
        message = f"This invitation is for {mask(str(found.email))}. Register with that address to answer it."
        raise ProblemsError(Problem(ProblemCode.WRONG_RECIPIENT, message, ("email",)))
    problem = check_domain(address, () if found is None or found.domain is None else (found.domain,))
    if problem is not None:
        raise ProblemsError(problem)


async def check_again(work: Work, email: str, source: InviteSource) -> None:
    """Refuse to create the account if registration was closed after the link was mailed."""
    config = work.config
    outside = check_domain(email, config.registration_domains) is not None
    if outside or config.registration is Registration.OFF:
        raise _registration_closed(config)
    if config.registration is Registration.INVITED and await _find_open(work, source, newest=False) is None:
        raise _registration_closed(config)


async def _find_open(work: Work, source: InviteSource, *, newest: bool = True) -> _OpenInvite | None:
    """Return the invitation or code if it is open; with `newest`, a link of an older version is not."""
    if source.invitation_id is not None:
        invitation = await work.row(_INVITATION, id=source.invitation_id)
        if invitation is None or (newest and invitation.version != source.invitation_version):
            return None
        return _OpenInvite(email=invitation.email) if invitation.status is InvitationStatus.PENDING else None
    code = await work.row(_CODE, id=source.invite_code_id) if source.invite_code_id is not None else None
    if code is None or codes.code_status(code) is not codes.CodeStatus.ACTIVE:
        return None
    return _OpenInvite(domain=code.email_domain)


def _registration_closed(config: Config) -> RefusalError:
    if config.registration is Registration.INVITED:
        return forbidden("Registering takes an invitation or a code that is still open.")
    return forbidden("Nobody can register here.")
