"""The recipes of docs/clients.md run as they stand there."""

from pathlib import Path

from tests.edge.test_edge_published import run
from tests.support.people import People


async def test_each_client_reads_data_beside_errors_and_follows(url: str, people: People, installed: Path) -> None:
    person = await people()
    found = await run(installed, "recipes.mjs", f"{url}/graphql", person.token or "")
    assert found == {**dict.fromkeys(("apollo", "urql", "relay"), person.email), "badge": 0}
