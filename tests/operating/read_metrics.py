"""Reads `/metrics`."""

from prometheus_client.parser import text_string_to_metric_families

from tests.support.people import People


async def read_metrics(people: People) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and the values of its labels."""
    answer = await people.http.get(f"{people.url}/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
