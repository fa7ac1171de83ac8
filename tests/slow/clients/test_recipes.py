"""The recipes of docs/clients.md run as they stand there."""

from pathlib import Path

from tests.support.node import run_node
from tests.support.people import People


async def test_each_client_reads_data_beside_errors_and_follows(url: str, people: People, js_scripts: Path) -> None:
    person = await people()
    made = await person.mutate("createGroup", {"name": "Wednesday"}, "group { id }")
    found = await run_node(js_scripts, "recipes.mjs", f"{url}/graphql", person.token or "", made["group"]["id"])
    read = dict.fromkeys(("apollo", "urql", "relay"), person.email)
    assert found == {**read, "badge": 0, "members": ["Renamed"], "ended": 4403}
