"""A list of members reads only the columns that are selected; no field misses one of them."""

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from graph.root import make_schema
from tests.seats.seat_world import SeatWorld

SCHEMA = make_schema()._schema
DEEP = 3
AT_ONCE = 12


def paths(kind: GraphQLObjectType, left: int = DEEP) -> Iterator[tuple[str, ...]]:
    """Yield the way to each field of a type and of the objects that it leads to, without lists."""
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        if is_leaf_type(below):
            yield (name,)
        elif (
            left > 1
            and isinstance(below, GraphQLObjectType)
            and below.name in {"Account", "Member", "Seat", "Invitation"}
        ):
            yield from ((name, *path) for path in paths(below, left - 1))


def selection(path: tuple[str, ...]) -> str:
    return path[0] if len(path) == 1 else f"{path[0]} {{ {selection(path[1:])} }}"


def found(node: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        node = None if node is None else node[name]
    return node


async def test_each_field_alone_is_what_it_is_beside_all_others(world: SeatWorld) -> None:
    staff, admin = await world.person("Sam Staff", staff=True), await world.person("Ada Admin")
    group = await world.group(admin)
    await world.sell(staff, group, 2)
    seated, _ = await world.join(admin, group, *await world.members(2))
    assert await world.allocate(admin, seated) == []
    assert await world.allocate(admin, (await world.own(admin, group))["id"]) == []
    await world.do(admin, "setSeatPolicy", "", groupId=group, policy="AUTOMATIC")
    kind = SCHEMA.type_map["Member"]
    assert isinstance(kind, GraphQLObjectType)
    every = list(paths(kind))
    assert len(every) > 40
    document = "query($g: ID!) { group(id: $g) { %s } }"
    whole: dict[tuple[str, ...], list[Any]] = {}
    for start in range(0, len(every), AT_ONCE):
        some = every[start : start + AT_ONCE]
        beside = " ".join(f"b{place}: {selection(path)}" for place, path in enumerate(some))
        everything = (
            f"joinedBy invitation {{ updatedAt }} seat {{ number allocatedBy {{ id }} }} viewerActions {beside}"
        )
        lists = [f"a{place}: members {{ nodes {{ {selection(path)} }} }}" for place, path in enumerate(some)]
        shown = f"members {{ nodes {{ {everything} }} }} {' '.join(lists)}"
        data = (await world.ask(admin, document % shown, g=group))["group"]
        for place, path in enumerate(some):
            whole[path] = [found(node, (f"b{place}", *path[1:])) for node in data["members"]["nodes"]]
            assert [found(node, path) for node in data[f"a{place}"]["nodes"]] == whole[path], path
    assert whole["seatWaitPosition",] == [None, None, 1]
    assert whole["seat", "number"] == [2, 1, None]
    assert None not in whole["invitation", "id"][1:]
    assert whole["viewerActions",][2] != whole["viewerActions",][1]
