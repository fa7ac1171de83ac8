import random

from sqlalchemy import any_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from actions.recording import NewNotification
from actions.work import Work
from db import address_locks
from db.bulk import array_of
from db.tables import Account, Group, Invitation
from rules.names import search_text, sort_key
from rules.notifications import NotificationKind
from rules.transitions import InvitationStatus
from rules.usernames import suggest_username


async def create_account(work: Work, email: str, name: str) -> int:
    """Create the account of a verified, canonical address, with notifications of its pending invitations."""
    await address_locks.lock_for_new_account(work.connection, email)
    account_id = await _insert(work, email, name)
    await _notify_of_invitations(work, account_id, email)
    return account_id


async def _insert(work: Work, email: str, name: str) -> int:
    site = work.config.site_name
    username, attempt = suggest_username(name, 0, site), 0
    while True:
        account_id: int | None = await work.value(
            insert(Account)
            .values(
                email=email,
                name=name,
                username=username,
                sort_name=sort_key(name),
                search=search_text(name, username),
                created_at=await work.clock(),
            )
            .on_conflict_do_nothing(index_elements=[Account.username])
            .returning(Account.id)
        )
        if account_id is not None:
            return account_id
        attempt += 1
        username = await _find_free_username(work, name, attempt)


async def _find_free_username(work: Work, name: str, attempt: int) -> str:
    """Find a free username; after the first attempt at random, lest newcomers with one name queue up."""
    power = min(attempt + 1, 6)
    while True:
        wanted = [suggest_username(name, number, work.config.site_name) for number in range(1, 4**power)]
        among = Account.username == any_(array_of(Account.username, wanted))
        taken = {row.username for row in await work.rows(select(Account.username).where(among))}
        free = [username for username in wanted if username not in taken]
        if free:
            return free[0] if attempt == 1 else random.choice(free)  # noqa: S311 - no secret
        power += 1


async def _notify_of_invitations(work: Work, account_id: int, email: str) -> None:
    inviter = aliased(Account)
    pending = await work.rows(
        select(Invitation.id, Invitation.group_id, Invitation.invited_by, Group.name, inviter.name.label("inviter"))
        .join(Group, Group.id == Invitation.group_id)
        .join(inviter, inviter.id == Invitation.invited_by)
        .where(
            Invitation.email == email,
            Invitation.status == InvitationStatus.PENDING,
            Invitation.expires_at > await work.clock(),
        )
        .order_by(Invitation.created_at, Invitation.id)
    )
    for row in pending:
        work.notify(
            NewNotification(
                account_id,
                NotificationKind.INVITATION_RECEIVED,
                f"{row.inviter} invites you to join {row.name}.",
                {"person": row.inviter, "group": row.name},
                actor_id=row.invited_by,
                group_id=row.group_id,
                invitation_id=row.id,
            )
        )
