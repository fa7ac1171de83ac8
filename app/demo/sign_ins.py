"""Print whom one may sign in as once the stories are over."""

from app.demo.client import Demo, Person

_GROUPS = "{ viewer { memberships(first: 20) { nodes { role group { name } } } } }"


async def print_sign_ins(demo: Demo, where: str) -> None:
    demo.print_line(f"\nSign in at {where} with the password “{demo.password}” as")
    for person in demo.people:
        demo.print_line(f"  {person.email}  {person.name}: {await _position(demo, person)}")


async def _position(demo: Demo, person: Person) -> str:
    """Say what a person is, and in which groups."""
    if person is demo.staff_member:
        return "staff"
    groups: dict[str, list[str]] = {}
    for one in (await person.execute(_GROUPS))["viewer"]["memberships"]["nodes"]:
        groups.setdefault(one["role"].lower(), []).append(one["group"]["name"])
    return "; ".join(f"{role} of {', '.join(names)}" for role, names in groups.items()) or "in no group"
