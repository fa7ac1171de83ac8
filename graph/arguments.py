"""Arguments that mean the same on every field; for optional ones null means the same as leaving them out."""

from typing import Annotated, Any, TypeVar

import strawberry

T = TypeVar("T")

Input = Annotated[T, strawberry.argument(description="The input of this mutation.")]
First = Annotated[
    int | None,
    strawberry.argument(
        description="The number of entries to return from the start, 1 to 100. If `last` is left out, too, it is 20."
    ),
]
Last = Annotated[
    int | None,
    strawberry.argument(
        description="The number of entries to return from the end, 1 to 100. With `first` it is BAD_REQUEST."
    ),
]
After = Annotated[str | None, strawberry.argument(description="Only entries that follow this cursor are returned.")]
Before = Annotated[str | None, strawberry.argument(description="Only entries that precede this cursor are returned.")]
Done = Annotated[bool | None, strawberry.argument(description="Only assignments that are done, or that are not.")]
GroupID = Annotated[strawberry.ID, strawberry.argument(description="The ID of the group to follow.")]
AfterEvent = Annotated[
    str | None,
    strawberry.argument(
        description="The cursor to continue from. Without one, the stream starts with what happens next."
    ),
]


def optional(description: str) -> Any:
    """Declare a field of an input that may be left out: it is None, and has no default in the schema."""
    declared: Any = strawberry.field(default=None, description=description)
    declared.default_value = strawberry.UNSET
    return declared
