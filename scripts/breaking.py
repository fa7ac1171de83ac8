"""Sees that the schema breaks no client: against the last release's snapshot, or before one, against the first.

A change that has to break names itself in the CHANGELOG under "Breaking", with the words that this prints.
"""

import subprocess
import sys
from pathlib import Path

from graphql import build_schema
from graphql.utilities import find_breaking_changes

PROJECT = Path(__file__).resolve().parent.parent
SNAPSHOT = "graph/schema.graphql"


def main() -> None:
    """Prints what breaks and has not been owned up to, and fails if there is anything."""
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
    """The last release that has a snapshot, else the commit that made it; None in a shallow clone."""
    tags = git("tag", "--list", "v*", "--sort=-v:refname", "--merged").split()
    made = git("log", "--diff-filter=A", "--format=%H", "--", SNAPSHOT).split()
    return next(iter(tags), None) or (made[-1] if made else None)


def git(*words: str) -> str:
    """What git says; nothing where it has nothing to say."""
    done = subprocess.run(["git", "-C", str(PROJECT), *words], capture_output=True, text=True, check=False)
    return done.stdout


if __name__ == "__main__":
    main()
