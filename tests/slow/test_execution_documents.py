"""More generated documents than in the fast tests, and others each time."""

import os
from collections import Counter

from hypothesis import HealthCheck, given, settings

from tests.execution.comparison import assert_all_seen, graphql_core_leaves_coroutines, run
from tests.execution.documents import Case, cases

CASES = int(os.environ.get("USHER_TEST_DOCUMENTS", "2000"))


@graphql_core_leaves_coroutines
def test_generated_documents_are_answered_as_by_graphql_core() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=CASES, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases())
    def check(case: Case) -> None:
        run(case, seen)

    check()
    print(dict(seen))  # noqa: T201 - shown with pytest -s
    assert_all_seen(seen, CASES)
