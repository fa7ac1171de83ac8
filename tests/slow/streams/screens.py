"""What a person has on the screen, kept as a client with a normalising cache keeps it: by ID, and by events alone."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from graph import ids
from tests.support.people import Person
from tests.support.socket import socket

Entity = dict[str, Any]

_MEMBER = "id role joinedAt updatedAt viewerActions hasFullAccess seatWaitPosition seat { id number } account { id name username }"
_INVITATION = "id role status email sentCount lastSentAt expiresAt respondedAt updatedAt viewerActions"
_RESOURCE = "id title url body kind updatedAt viewerAssignment { id completedAt }"
_ASSIGNED = "assignments(first: 20) { nodes { id completedAt dueAt member { id } resource { id } } }"
_GROUP = """id name description joinPolicy discreet updatedAt memberCount viewerActions viewerActionsVersion
    facilitator { id name } viewerMembership { id role }"""
_PLAN = "seatPlan { id seatCount allocatedCount freeCount status policy expiresAt updatedAt }"
_COUNTS = "invitationCounts { id pending accepted declined cancelled expired total }"
_CODE = "id code status useCount"


def group_screen(role: str) -> tuple[str, str]:
    """Return the query of all that a role sees of a group, and the subscription that keeps it."""
    is_manager, has_code = role != "member", role in ("facilitator", "administrator")
    seats = _PLAN if role in ("administrator", "staff") else ""
    member = _MEMBER.replace("username", "username email") if is_manager else _MEMBER
    resource = f"{_RESOURCE} {_ASSIGNED}" if is_manager else _RESOURCE
    invitation = f"{_INVITATION} invitedBy {{ id name }} {'delivery deliveryError url' if has_code else ''}"
    figures = f"{_GROUP} {seats} {_COUNTS if is_manager else ''}"
    lists = f"members(first: 100) {{ nodes {{ {member} }} }} resources(first: 20) {{ nodes {{ {resource} }} }}"
    of_managers = f"invitations(first: 100) {{ nodes {{ {invitation} }} }}" if is_manager else ""
    code = f"inviteCode {{ {_CODE} }}" if has_code else ""
    query = f"query($g: ID!) {{ group(id: $g) {{ {figures} {lists} {of_managers} {code} }} }}"
    events = f"""subscription($g: ID!, $after: String) {{ groupChanges(groupId: $g, after: $after) {{ kind subjectId group {{ {figures} {code} }}
        member {{ {member} }} resource {{ {resource} }} assignment {{ id completedAt dueAt member {{ id }} resource {{ id }} }}
        {f"invitation {{ {invitation} }}" if is_manager else ""} }} }}"""
    return query, events


_VIEWER = """id isStaff account { id name username } badge { id total unreadNotifications pendingInvitations }
    caseload { id count reserved remaining limit } accessTokens { id name }"""
_OWN_MEMBER = "id role joinedAt updatedAt hasFullAccess seatWaitPosition seat { id number }"
_NOTICE, _OWN_ASSIGNMENT = "id kind readAt message", "id completedAt dueAt"
OWN_SCREEN = (
    f"""query {{ viewer {{ {_VIEWER} memberships(first: 100) {{ nodes {{ {_OWN_MEMBER} }} }}
    invitations(first: 100, status: null) {{ nodes {{ {_INVITATION} }} }}
    notifications(first: 100) {{ nodes {{ {_NOTICE} }} }} assignments(first: 100) {{ nodes {{ {_OWN_ASSIGNMENT} }} }} }} }}""",
    f"""subscription($after: String) {{ viewerChanges(after: $after) {{ kind subjectId viewer {{ {_VIEWER} }} member {{ {_OWN_MEMBER} }}
    invitation {{ {_INVITATION} }} notification {{ {_NOTICE} }} assignment {{ {_OWN_ASSIGNMENT} }} }} }}""",
)


def entities(value: Any) -> dict[str, Entity]:
    """Return all objects of an answer by ID, each with references to others; lists keep nothing but what is in them."""
    found: dict[str, Entity] = {}

    def reference(part: Any) -> Any:
        if isinstance(part, list):
            return [reference(one) for one in part]
        if not isinstance(part, dict):
            return part
        fields = {name: reference(one) for name, one in part.items()}
        if "id" not in part:
            return None
        found.setdefault(part["id"], {}).update(fields)
        return part["id"]

    reference(value)
    return found


@dataclass
class Screen:
    """All that a person sees, kept by events; read again only when `viewerActionsVersion` has moved, or several
    notifications were read."""

    person: Person
    queries: Sequence[str]
    events: Sequence[str]
    variables: Mapping[str, str]
    kept: dict[str, Entity] = field(default_factory=dict)
    is_stale: bool = False

    async def fresh(self) -> dict[str, Entity]:
        return entities([await self.person.ok(query, **self.variables) for query in self.queries])

    async def cursors(self) -> list[str]:
        """Where the streams are now, in their order."""
        of_group = "group(id: $g) { liveCursor }"
        asked = (
            f"query($g: ID!) {{ {of_group} viewer {{ liveCursor }} }}"
            if self.variables
            else "{ viewer { liveCursor } }"
        )
        return [one["liveCursor"] for one in (await self.person.ok(asked, **self.variables)).values()]

    async def read(self) -> None:
        self.is_stale = False
        self.kept = await self.fresh()

    def take(self, event: dict[str, Any]) -> None:
        kind, subject = event.pop("kind"), event.pop("subjectId")
        if "group" in event:
            before = self.kept[event["group"]["id"]]["viewerActionsVersion"]
            self.is_stale |= before != event["group"]["viewerActionsVersion"]
        self.is_stale |= kind == "NOTIFICATIONS_READ" and event["notification"] is None
        told = entities(event)
        for key, found in told.items():
            self.kept.setdefault(key, {}).update(found)
        if subject is not None and subject not in told:
            self.kept.pop(subject, None)

    async def differences(self) -> list[Any]:
        """Return what is on the screen otherwise than it is: by ID and field, as kept and as read anew."""
        if self.is_stale:
            await self.read()
        fresh, kept = shown(await self.fresh()), shown(self.kept)
        changed = [
            (ids.parse(key), name, kept.get(key, {}).get(name), value)
            for key, one in fresh.items()
            for name, value in one.items()
            if kept.get(key, {}).get(name) != value and name != "viewerActionsVersion"
        ]
        return changed + [(ids.parse(key), "is gone") for key in kept if key not in fresh]


_ON_LISTS = {"Group", "Viewer", "Member", "Invitation", "Resource", "Assignment", "Notification"}


def shown(kept: Mapping[str, Entity]) -> dict[str, Entity]:
    """Return what is on a list, and what that refers to; an assignment goes with its member and its resource."""
    found: dict[str, Entity] = {}

    def visit(key: Any) -> None:
        if isinstance(key, list):
            for one in key:
                visit(one)
        elif isinstance(key, str) and key in kept and key not in found:
            found[key] = kept[key]
            for value in kept[key].values():
                visit(value)

    for key, entity in kept.items():
        owners = [entity[name] for name in ("member", "resource") if name in entity]
        if type_of(key) in _ON_LISTS and all(owner in kept for owner in owners):
            visit(key)
    return found


def type_of(key: str) -> str:
    parsed = ids.parse(key)
    return parsed[0] if parsed is not None else ""


@asynccontextmanager
async def following(url: str, screens: Mapping[str, Screen]) -> AsyncIterator[None]:
    """Keep all screens by their events."""
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as tasks:
        followers = []
        for screen in screens.values():
            opened = await stack.enter_async_context(socket(url, screen.person.token))
            # From a cursor, so that nothing is missed before the streams have begun.
            for number, (document, cursor) in enumerate(zip(screen.events, await screen.cursors(), strict=True)):
                asked = {"query": document, "variables": {**screen.variables, "after": cursor}}
                await opened.send(json.dumps({"id": str(number), "type": "subscribe", "payload": asked}))
            followers.append(tasks.create_task(_follow(opened, screen)))
        yield
        for follower in followers:
            follower.cancel()


async def _follow(opened: Any, screen: Screen) -> None:
    async for text in opened:
        message = json.loads(text)
        if message["type"] != "ping":
            assert message["type"] == "next", message
            assert "errors" not in message["payload"], message
            (event,) = message["payload"]["data"].values()
            screen.take(event)
