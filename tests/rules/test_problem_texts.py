"""What is refused has words in every language of the elements; the server's own are English."""

import re
from pathlib import Path

from rules.problems import ProblemCode

GERMAN = Path(__file__).parents[2] / "clients/js/elements/src/messages/de-problems.ts"


def test_every_code_has_german_words() -> None:
    found = set(re.findall(r'^ +"problem\.(\w+)"', GERMAN.read_text(), re.MULTILINE))
    assert found == {code.value for code in ProblemCode}
