"""Old words that once stood for two things are no names of modules, classes or functions again."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
GONE = frozenset(
    [
        "House",
        "Held",
        "doors",
        "come_in",
        "Inside",
        "GroupDoor",
        "Doing",
        "may",
        "knows",
        "may_give",
        "Standing",
        "Told",
        "tell_group",
        "tell_account",
        "note",
        "Mendable",
        "Wrong",
        "Uncounted",
        "Unusual",
        "Together",
        "Desk",
        "Readings",
        "settling",
        "arriving",
        "expected",
        "accepted",
        "answering",
        "replies",
        "open_door",
        "asked",
        "Asked",
        "held",
        "made",
        "tails",
        "watches",
        "offices",
        "working",
        "stage",
        "Stage",
        "theatre",
        "screen",
        "Screen",
        "keeping",
        "finding",
        "figures",
        "stood_in",
        "seen_by",
        "arrive",
        "Joiner",
        "hearers",
        "Hearer",
        "Surroundings",
        "LedBy",
        "Fate",
        "Pointless",
        "Ending",
        "to_the_end",
    ]
)


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    definitions = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {file.stem} | {node.name.lstrip("_") for node in ast.walk(tree) if isinstance(node, definitions)}


def test_words_that_were_given_up_name_nothing() -> None:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [
        ROOT / name for name in listed.stdout.split() if not name.startswith(("tests/", "bench/", "db/migrations/"))
    ]
    assert len(files) > 200
    found = {str(file.relative_to(ROOT)): sorted(GONE & names_in(file)) for file in files if file.exists()}
    assert {file: words for file, words in found.items() if words} == {}
