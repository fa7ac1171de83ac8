"""Resources, shared and assigned as clients do it, and what is told of them."""

from typing import Any

from tests.support.client import codes
from tests.support.people import Person
from tests.support.world import World

RESOURCE = "resource { id kind title url body createdAt sharedBy { name } group { name } viewerAssignment { id } }"
ASSIGNED = "assignments { id dueAt completedAt assignedBy { name } resource { title } member { id account { name } } }"


async def share(person: Person, world: World, **given: Any) -> str:
    payload = await person.mutate(
        "shareResource", {"groupId": world.group, "kind": "WORKBOOK", "title": "Sleep", **given}, RESOURCE
    )
    assert codes(payload) == []
    found: str = payload["resource"]["id"]
    return found


async def assign(person: Person, resource: str, **given: Any) -> Any:
    return await person.mutate("assignResource", {"resourceId": resource, **given}, ASSIGNED)


async def notices(person: Person, *kinds: str) -> list[dict[str, Any]]:
    """Return somebody's notifications of these kinds, newest first."""
    document = (
        "{ viewer { notifications(first: 100) { nodes { kind message url actor { name } resource { title } } } } }"
    )
    found = (await person.ok(document))["viewer"]["notifications"]["nodes"]
    return [entry for entry in found if entry["kind"] in kinds]


async def history(world: World) -> list[tuple[str, str, str | None]]:
    """Return the history of resources, newest first."""
    document = "query($id: ID!) { group(id: $id) { history { nodes { action subject actor { name } } } } }"
    found = (await world.administrator.ok(document, id=world.group))["group"]["history"]["nodes"]
    entries = [(entry["action"], entry["subject"], (entry["actor"] or {}).get("name")) for entry in found]
    return [entry for entry in entries if entry[0].startswith("RESOURCE")]
