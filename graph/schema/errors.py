"""Errors that the user can correct."""

import strawberry

from graph.schema import enums  # noqa: F401 - makes Code an enumeration of the schema
from rules.problems import Code, Problem


@strawberry.type(description="Something the person can mend.")
class UserError:
    code: Code = strawberry.field(description="What is wrong, for programs.")
    message: str = strawberry.field(description="One sentence, ready to show.")
    path: list[str] = strawberry.field(
        description='The input field, entries counted from 0, e.g. ["recipients", "3", "email"]; '
        "empty where it is about the whole."
    )
    url: str | None = strawberry.field(description="Where to mend it, e.g. the upgrade page.")

    @classmethod
    def of(cls, problem: Problem) -> "UserError":
        return cls(code=problem.code, message=problem.message, path=list(problem.path), url=problem.url)
