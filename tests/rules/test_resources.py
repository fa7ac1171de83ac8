import pytest

from rules.problems import Problem, ProblemCode
from rules.resources import ResourceKind, check_url


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/exercise", "https://example.org/exercise"),
        (" \u200bhttps://example.org\ufeff\n", "https://example.org"),
        ("https://example.org/L’Étranger", "https://example.org/L’Étranger"),
        ("https://example.org/@anna", "https://example.org/@anna"),
        ("https://example.org?to=anna@example.org", "https://example.org?to=anna@example.org"),
        ("\u200b \ufeff", None),
    ],
)
def test_a_link_is_kept_as_it_stands(typed: str, kept: str | None) -> None:
    assert check_url(typed, ResourceKind.WORKBOOK) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org@elsewhere.example/",
        "https://anna:secret@example.org/",
        "https://@example.org/",
        "https://anna%40x@example.org",
        "https://exam\u200bple.org/",
        "https://example.org/a\u00adb",
        "https://example.org/a\u200db",
        "https://example.org/\u2060x",
        "https://example.org/\u202ex",
        "https://example.org/a\ufe0fb",
        "https://example.org/\U000e0041x",
    ],
)
def test_a_link_that_shows_other_than_it_leads_is_refused(typed: str) -> None:
    problem = check_url(typed, ResourceKind.LINK)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.path) == (ProblemCode.INVALID_VALUE, ("url",))
