from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import any_, case, func, select

from db.bulk import ids_parameter
from db.reader import Reader, SharedQuery
from db.statements import TypedSelect
from db.tables import InvitationBatch, Mail
from rules.transitions import MailState


class BatchRow(NamedTuple):
    """A batch of invitations with counts of its mails."""

    id: int
    group_id: int
    total: int
    sent: int
    failed: int
    remaining: int
    finished_at: datetime | None


_remaining = func.count(Mail.id).filter(Mail.state == MailState.QUEUED)
_BY_IDS = TypedSelect(
    BatchRow,
    select(
        InvitationBatch.id,
        InvitationBatch.group_id,
        func.count(Mail.id).label("total"),
        func.count(Mail.id).filter(Mail.state == MailState.SENT).label("sent"),
        func.count(Mail.id).filter(Mail.state.in_((MailState.FAILED, MailState.DROPPED))).label("failed"),
        _remaining.label("remaining"),
        case((_remaining == 0, func.max(Mail.settled_at))).label("finished_at"),
    )
    .outerjoin(Mail, Mail.batch_id == InvitationBatch.id)
    .group_by(InvitationBatch.id, InvitationBatch.group_id),
).where(InvitationBatch.id == any_(ids_parameter("ids")))


@SharedQuery
async def by_ids(reader: Reader, ids: Sequence[int]) -> Mapping[int, BatchRow]:
    return {row.id: row for row in await reader.rows(_BY_IDS, ids=list(ids))}
