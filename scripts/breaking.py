"""Check that the schema breaks no client, against the snapshot of the last release or, before one, the first.

An intended breaking change must be listed in the CHANGELOG under "Breaking", in the words that this prints.
"""

import subprocess
import sys
from pathlib import Path

from graphql import build_schema
from graphql.utilities import find_breaking_changes

PROJECT = Path(__file__).resolve().parent.parent
SNAPSHOT = "graph/schema.graphql"


def main() -> None:
    base = baseline()
    if base is None:
        sys.stderr.write("no history to compare the schema with\n")
        return
    before = build_schema(git("show", f"{base}:{SNAPSHOT}"))
    after = build_schema((PROJECT / SNAPSHOT).read_text())
    owned = (PROJECT / "CHANGELOG.md").read_text()
    broken = [change.description for change in find_breaking_changes(before, after) if change.description not in owned]
    sys.exit("this breaks clients:\n" + "\n".join(broken) if broken else 0)


def baseline() -> str | None:
    """Return the last release with a snapshot, else the commit that added it; None in a shallow clone."""
    tags = git("tag", "--list", "v*", "--sort=-v:refname", "--merged").split()
    made = git("log", "--diff-filter=A", "--format=%H", "--", SNAPSHOT).split()
    return next(iter(tags), None) or (made[-1] if made else None)


def git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(PROJECT), *words], capture_output=True, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    main()
