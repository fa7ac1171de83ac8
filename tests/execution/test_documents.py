"""Generated documents: the planned executor answers as graphql-core does."""

from collections import Counter

from hypothesis import HealthCheck, given, settings

from tests.execution.comparison import assert_all_seen, graphql_core_leaves_coroutines, run
from tests.execution.documents import Case, cases

CASES = 200


@graphql_core_leaves_coroutines
def test_generated_documents_get_the_answers_of_graphql_core() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=CASES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(cases())
    def check(case: Case) -> None:
        run(case, seen)

    check()
    assert_all_seen(seen, CASES)
