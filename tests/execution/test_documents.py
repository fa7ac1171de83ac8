"""Generated documents: the planned executor answers as graphql-core does."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from tests.execution.alike import run
from tests.execution.documents import Case, cases

LEAST = {
    "query": 50, "mutation": 20, "subscription": 20,
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:coroutine '.*for_reference' was never awaited")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <coroutine object .*for_reference")
def test_generated_documents_are_answered_as_by_graphql_core() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=200, derandomize=True, database=None, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )  # fmt: skip
    @given(cases())
    def check(case: Case) -> None:
        run(case, seen)

    check()
    print(seen)
    assert all(seen[name] >= least for name, least in LEAST.items()), seen
