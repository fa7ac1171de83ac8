from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, case, func, select

from db.reader import ForAll, Reader
from db.tables import InvitationBatch, Mail


@ForAll
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    remaining = func.count(Mail.id).filter(Mail.state == "QUEUED")
    statement = (
        select(
            InvitationBatch.id,
            InvitationBatch.group_id,
            func.count(Mail.id).label("total"),
            func.count(Mail.id).filter(Mail.state == "SENT").label("sent"),
            func.count(Mail.id).filter(Mail.state.in_(("FAILED", "DROPPED"))).label("failed"),
            remaining.label("remaining"),
            case((remaining == 0, func.max(Mail.settled_at))).label("finished_at"),
        )
        .outerjoin(Mail, Mail.batch_id == InvitationBatch.id)
        .where(InvitationBatch.id.in_(ids))
        .group_by(InvitationBatch.id, InvitationBatch.group_id)
    )
    return {row.id: row for row in await reader.rows(statement)}
