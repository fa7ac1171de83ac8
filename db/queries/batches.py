"""Batches of invitation mails: their counts are those of their mails."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, and_, case, func, select

from db.reader import Reader
from db.tables import InvitationBatch, Mail, Membership
from rules.caller import Caller


async def by_ids(reader: Reader, caller: Caller, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Batches by ID, with how the caller stands in their group."""
    remaining = func.count(Mail.id).filter(Mail.state == "QUEUED")
    own = and_(Membership.group_id == InvitationBatch.group_id, Membership.account_id == caller.account_id)
    statement = (
        select(
            InvitationBatch.id,
            InvitationBatch.group_id,
            Membership.role.label("viewer_role"),
            func.count(Mail.id).label("total"),
            func.count(Mail.id).filter(Mail.state == "SENT").label("sent"),
            func.count(Mail.id).filter(Mail.state.in_(("FAILED", "DROPPED"))).label("failed"),
            remaining.label("remaining"),
            case((remaining == 0, func.max(Mail.settled_at))).label("finished_at"),
        )
        .outerjoin(Mail, Mail.batch_id == InvitationBatch.id)
        .outerjoin(Membership, own)
        .where(InvitationBatch.id.in_(ids))
        .group_by(InvitationBatch.id, InvitationBatch.group_id, Membership.role)
    )
    return {row.id: row for row in await reader.rows(statement)}
