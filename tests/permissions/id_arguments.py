"""The ID arguments of all operations, found in the schema, and IDs to put into them."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLInputType, get_named_type, get_nullable_type, is_list_type

from graph import ids
from tests.permissions.test_payload_visibility import STEPS
from tests.permissions.universe import Universe, Visibility
from tests.support.people import Person

# The type of each ID argument, by name; new names must be added.
KINDS = {
    "groupId": "Group",
    "memberId": "Member",
    "memberIds": "Member",
    "invitationId": "Invitation",
    "resourceId": "Resource",
    "assignmentId": "Assignment",
    "accountId": "Account",
    "accountIds": "Account",
    "patientId": "Patient",
    ("revokeAccessToken", "id"): "AccessToken",
    ("invitationBatch", "id"): "InvitationBatch",
    ("markNotificationsRead", "ids"): "Notification",
}
# Staff may see everything.
_OF_STAFF = {"assignAdministrator", "setCaseload", "setSeatPlan"}


@dataclass(frozen=True)
class Argument:
    """An ID in an operation: the root field, and the path in its input; `*` is any entry of a list."""

    field: str
    path: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Return the type that the ID is of."""
        name = next(part for part in reversed(self.path) if part != "*")
        return KINDS[(self.field, name)] if (self.field, name) in KINDS else KINDS[name]

    @property
    def is_entry(self) -> bool:
        """Whether the ID is an entry of a list and not the operation's subject."""
        return "*" in self.path


def id_paths(kind: GraphQLInputType, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all IDs in an input type."""
    target, plain = get_named_type(kind), get_nullable_type(kind)
    path = (*path, "*") if is_list_type(plain) else path
    if target.name == "ID":
        yield path
    elif isinstance(target, GraphQLInputObjectType):
        for name, field in target.fields.items():
            yield from id_paths(field.type, (*path, name))


def arguments(root: Any) -> list[Argument]:
    """Return each ID in the root fields of a type."""
    return [
        Argument(name, path)
        for name, field in root.fields.items()
        for argument, one in field.args.items()
        for path in id_paths(one.type, (argument,))
    ]


MALFORMED = ["", "nonsense", "R3JvdXA6MQ", "R3JvdXA6MQ==\n", "Group:1", "R3JvdXA6MDE=", "R3JvdXA6LTE=", "Z3JvdXA6MQ==", "é",
             str(ids.encode("Group", 2**63)), str(ids.encode("Group", 2**64)), "A" * 5000]  # fmt: skip


def bad_ids(universe: Universe, visibility: Visibility, argument: Argument) -> list[str]:
    """Return IDs that the caller may not know of, and invalid ones."""
    kind = argument.kind
    other = ids.encode(
        "Member" if kind == "Group" else "Group",
        universe.world.members["member"] if kind == "Group" else universe.world.key,
    )
    found = [str(ids.encode(kind, 2**60)), str(other), str(ids.encode("Nothing", 1)), *MALFORMED]
    if argument.field not in _OF_STAFF:
        found += ids_of_unknown_objects(universe, visibility, kind)
    return found


def ids_of_unknown_objects(universe: Universe, visibility: Visibility, kind: str) -> list[str]:
    """Return IDs of `elsewhere`'s objects: in a group that nobody else knows of, and in an open one."""
    groups = [row for row in visibility.rows["groups"] if row.creator_id == universe.elsewhere.key]
    match kind:
        case "Group":
            return [str(ids.encode("Group", row.id)) for row in groups if row.join_policy != "OPEN"]
        case "Account":
            return [universe.elsewhere.id]
        case "AccessToken" | "Notification":
            owner = universe.elsewhere if kind == "AccessToken" else universe.world.other_administrator
            return [universe.key_of(kind, visibility, account_id=owner.key)]
        case "Patient":
            rows = [row for row in visibility.rows["patients"] if row.caseload_id != universe.world.facilitator.key]
            return [str(ids.encode("Patient", row.id)) for row in rows]
        case "Invitation":
            rows = [row for row in visibility.rows["invitations"] if row.email.startswith("nobody.")]
            return [str(ids.encode("Invitation", row.id)) for row in rows]
    return [universe.key_of(kind, visibility, group_id=row.id) for row in groups]


def valid_operation(universe: Universe, visibility: Visibility, argument: Argument) -> tuple[Person, dict[str, Any]]:
    """Return a caller who may run the operation, and an input that would succeed."""
    world = universe.world
    special: dict[str, tuple[str, dict[str, Any]]] = {
        "revokeAccessToken": ("member", {"id": ""}),
        "joinGroup": ("member", {"groupId": ""}),  # the stranger is invited to the other group, and may know of it
        "inviteMembers": (
            "facilitator",
            {"groupId": world.group, "recipients": [{"account": {"accountId": ""}}]}
            if argument.is_entry
            else {"groupId": world.group, "addresses": "somebody.new@example.org"},
        ),
        "assignResource": (
            "facilitator",
            {"resourceId": world.resource} | ({"memberIds": [""]} if argument.is_entry else {}),
        ),
        "markNotificationsRead": ("member", {"ids": [""]}),
        "unassignResource": ("facilitator", {}),  # with exactly one of its fields
        "addExistingMembers": ("facilitator", {"groupId": world.group, "accountIds": [""]}),
    }
    if argument.field in special:
        role, given = special[argument.field]
        return universe.caller(role), deepcopy(given)
    role, make = next((role, make) for name, role, make in STEPS if name == argument.field)
    return universe.caller(role), make(universe, visibility)


def replace_id(given: Any, path: tuple[str, ...], value: str) -> None:
    """Replace the ID at a path of the input; in a list the first entry's."""
    step = 0 if path[0] == "*" else path[0]
    if len(path) == 1:
        given[step] = value
    else:
        replace_id(given[step], path[1:], value)
