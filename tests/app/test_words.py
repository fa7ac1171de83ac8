"""One word has one meaning: in the names of the code, and in the glossary."""

import ast
import re
import subprocess
from collections import defaultdict
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
        "StreamReader",
        "Entries",
        "must",
        "lazily",
        "liking",
    ]
)


def names_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text())
    definitions = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {file.stem} | {node.name.lstrip("_") for node in ast.walk(tree) if isinstance(node, definitions)}


def product_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [name for name in listed.stdout.split() if not name.startswith(("tests/", "bench/", "db/migrations/"))]
    assert len(names) > 200
    return [ROOT / name for name in names if (ROOT / name).exists()]


def test_words_that_were_given_up_name_nothing() -> None:
    found = {str(file.relative_to(ROOT)): sorted(GONE & names_in(file)) for file in product_files()}
    assert {file: words for file, words in found.items() if words} == {}


def test_each_class_has_a_name_of_its_own() -> None:
    """A noun's table and its GraphQL type share the noun's name, and nothing else does."""
    packages = defaultdict(list)
    for file in product_files():
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                packages[node.name].append(str(file.relative_to(ROOT).parent))
    shared = {name: sorted(where) for name, where in packages.items() if len(where) > 1}
    assert {name: where for name, where in shared.items() if where != ["db/tables", "graph/schema"]} == {}


def test_the_glossary_names_what_is_there() -> None:
    rows = [line.split("|")[1:4] for line in (ROOT / "docs/glossary.md").read_text().splitlines() if "`" in line]
    assert len(rows) > 60
    for term, _, where in rows:
        named = re.findall(r"`([^`]+)`", where)
        paths = [ROOT / name for name in named if "/" in name]
        assert paths and all(path.exists() for path in paths), term
        files = [file for path in paths for file in (path.rglob("*.py") if path.is_dir() else [path])]
        text = "".join(file.read_text() for file in files)
        missing = [name for name in named if "/" not in name and not re.search(rf"\b{name.split('.')[-1]}\b", text)]
        assert missing == [], term
