"""Which queries are read at one instant: those that select `liveCursor`, and no others that only hold the word."""

import pytest

from tests.conftest import Counted
from tests.support.world import make_world

AT_ONE_INSTANT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("query($id: ID!) { group(id: $id) { liveCursor } }", True),
        ("query($id: ID!) { group(id: $id) { from: liveCursor } }", True),
        ("query($id: ID!) { group(id: $id) { ... on Group { liveCursor } } }", True),
        (
            "query($id: ID!) { ...A } fragment A on Query { group(id: $id) { ...B } } fragment B on Group { liveCursor }",
            True,
        ),
        ("query($id: ID!) { group(id: $id) { name } } # liveCursor", False),
        ("query($id: ID!) { group(id: $id) { liveCursor: name } }", False),
        ('query($id: ID!) { group(id: $id) { members(search: "liveCursor") { nodes { id } } } }', False),
        ("query liveCursor($id: ID!) { group(id: $id) { name } }", False),
    ],
)
async def test_a_snapshot_is_taken_where_its_cursor_is_selected(
    counted: Counted, document: str, expected: bool
) -> None:
    world = await make_world(counted.people, counted.engine)
    counted.statements.clear()
    await world.administrator.ok(document, id=world.group)
    assert (AT_ONE_INSTANT in counted.statements) is expected


async def test_a_mutations_answer_shows_its_changes(counted: Counted) -> None:
    world = await make_world(counted.people, counted.engine)
    done = await world.administrator.ok(
        """mutation($id: ID!) {
          first: updateGroup(input: {groupId: $id, name: "One"}) { group { name liveCursor } }
          second: updateGroup(input: {groupId: $id, name: "Two"}) { group { name liveCursor } }
        }""",
        id=world.group,
    )
    assert [done[each]["group"]["name"] for each in ("first", "second")] == ["One", "Two"]
    assert done["first"]["group"]["liveCursor"] != done["second"]["group"]["liveCursor"]
