"""What notifications say, rebuilt of their parts."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Notification
from rules.notifications import NotificationKind
from rules.seats import last_moment

SENTENCES = {
    "INVITATION_RECEIVED": "{person} invites you to join {group}.",
    "INVITATION_ACCEPTED": "{person} accepted the invitation to {group}.",
    "INVITATION_DECLINED": "{person} declined the invitation to {group}.",
    "INVITATION_EMAIL_FAILED": "The invitation of {person} to {group} could not be mailed.",
    "MEMBER_JOINED": "{person} joined {group}.",
    "ADDED_TO_GROUP": "{person} added you to {group}.",
    "ADDED_TO_GROUP of nobody": "You are now an administrator of {group}.",
    "REMOVED_FROM_GROUP": "{person} removed you from {group}.",
    "ROLE_CHANGED": "You are now {role} of {group}.",
    "SEAT_ALLOCATED": "You hold a seat in {group} now.",
    "SEAT_RELEASED": "Your seat in {group} was taken back.",
    "SEAT_PLAN_EXPIRING": "The seat plan of {group} expires at {expires_at}.",
    "RESOURCE_SHARED": "{person} shared {resource} with {group}.",
    "RESOURCE_ASSIGNED": "You are asked to work through {resource} in {group}.",
    "ASSIGNMENT_COMPLETED": "{person} has worked through {resource} in {group}.",
    "CASELOAD_FULL": "{person} could not invite everybody to {group}: ",
    "CASELOAD_FULL of nobody": "Somebody could not join {group}: ",
}
ROLES = {"ADMINISTRATOR": "an administrator", "FACILITATOR": "a facilitator", "MEMBER": "a member"}


async def said_kinds(engine: AsyncEngine, group_key: int) -> set[str]:
    """Check that each message of a group is made of its details; return the kinds that there are."""
    columns = (Notification.kind, Notification.message, Notification.details)
    async with engine.connect() as connection:
        rows = (await connection.execute(select(*columns).where(Notification.group_id == group_key))).all()
    for kind, message, details in rows:
        assert details is not None, kind
        assert message.startswith(_sentence(kind, details)), (message, details)
    return {kind.value for kind, _, _ in rows}


def _sentence(kind: NotificationKind, details: dict[str, Any]) -> str:
    words = dict(details)
    if "role" in words:
        words["role"] = ROLES[words["role"]]
    if "expires_at" in words:
        words["expires_at"] = last_moment(datetime.fromisoformat(words["expires_at"]))
    of_nobody = SENTENCES.get(f"{kind} of nobody")
    return (of_nobody if of_nobody and "person" not in words else SENTENCES[kind]).format_map(words)
