"""Expired invitations can be sent again, unless the person is invited anew or has joined in another way.

So when somebody comes or goes to whom one of a group's expired invitations is addressed, what may be done with that
one changes, too: `Group.viewer_actions_version` moves.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func
from sqlalchemy.orm import aliased

from db.tables import Invitation
from rules.transitions import InvitationStatus

_other = aliased(Invitation)
_OPEN = (InvitationStatus.PENDING, InvitationStatus.EXPIRED)


def is_expired(invitation: Any = Invitation) -> ColumnElement[bool]:
    """Return the condition that an invitation has expired, closed or not.

    `invitation` is the entity or an alias of it.
    """
    return and_(invitation.status.in_(_OPEN), invitation.expires_at <= func.clock_timestamp())


def has_expired(group_id: Any, email: Any, *, besides: Any = None) -> ColumnElement[bool]:
    """Return the condition that a group has an expired invitation of this address, besides one by its ID."""
    is_another = () if besides is None else (_other.id != besides,)
    return exists().where(_other.group_id == group_id, _other.email == email, is_expired(_other), *is_another)
