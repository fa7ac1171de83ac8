"""Declare fields that are resolved for all objects of a level at once, by calls that get the context.

class Member:
    account: Account = relation(_accounts, description="The person who is the member.")

    @function(description="The email address of the invitee.")
    def email(self, context: Context) -> str: ...
"""

from collections.abc import Awaitable, Callable, Sequence
from inspect import Parameter, signature
from operator import attrgetter
from typing import Any, Generic, TypeVar

import strawberry

from execution import EXTENSION, Attribute, Function, Kind, Relation
from rules.refusals import forbidden

T = TypeVar("T")

_GIVEN = ("context", "selected")


def attribute(path: str, *, description: str, convert: Callable[[Any], Any] | None = None) -> Any:
    """Declare a field whose value is an attribute, such as `row.name`, or converted from one.

    Its type is that of the annotated attribute.
    """
    kind = Attribute(path, convert)

    def read(self: Any) -> Any:
        return kind.get(self)

    return _field(read, kind, description)


def function(*, description: str) -> Callable[[Callable[..., Any]], Any]:
    """Declare a method `(self, context, **arguments)` that awaits nothing and changes nothing."""
    return lambda call: _field(call, Function(call), description)


def relation(call: Callable[..., Sequence[Any] | Awaitable[Sequence[Any]]], *, description: str) -> Any:
    """Declare a field whose values for several objects are `call(objects, context, **arguments)`, perhaps awaited.

    Its type is that of the annotated attribute. A parameter `selected` of the call gets its `SelectedNames`.
    """
    return _field(call, Relation(call, sees_selection="selected" in signature(call).parameters), description)


class Loader(Generic[T]):
    """Loads objects by their keys, in order, with None for a key that is None, 0 or unknown.

    Args:
        fetch: A function of `db/queries` that reads many by their keys.
        make: Makes an object of a row.
        by_viewer: Whether it reads by pairs of a key and the viewer's account ID.
    """

    def __init__(self, fetch: Any, make: Callable[[Any], T], *, by_viewer: bool = False) -> None:
        self._fetch = fetch
        self._make = make
        self._by_viewer = by_viewer

    async def __call__(self, context: Any, keys: Sequence[int | None]) -> list[T | None]:
        wanted = [key for key in keys if key]
        if not wanted:
            return [None] * len(keys)
        asked: Sequence[Any] = wanted
        if self._by_viewer:
            viewer = context.personal_caller().account_id
            asked = [(key, viewer) for key in wanted]
        rows = dict(zip(wanted, await context.load_many(self._fetch, asked), strict=True))
        return [self._make(row) if key and (row := rows[key]) is not None else None for key in keys]


Load = Callable[[Any, Sequence[Any]], Awaitable[Sequence[Any]]]


def loaded_by(
    load: Load, key: str | Callable[[Any], Any], *, may_see: Callable[[Any], bool] | None = None, description: str
) -> Any:
    """Declare a relation whose values are `load(context, keys)`.

    Args:
        key: An attribute of the objects, such as `row.group_id`, or a function of an object.
        may_see: Whether the viewer may see the value of an object; else it is FORBIDDEN.
    """
    get = attrgetter(key) if isinstance(key, str) else key

    async def read(objects: Any, context: Any) -> Sequence[Any]:
        return await load(context, [get(one) for one in objects])

    async def read_where_allowed(objects: Any, context: Any) -> Sequence[Any]:
        are_shown = list(map(may_see, objects)) if may_see is not None else ()
        found = iter(await read([one for one, is_shown in zip(objects, are_shown, strict=True) if is_shown], context))
        return [next(found) if is_shown else forbidden() for is_shown in are_shown]

    return relation(read if may_see is None else read_where_allowed, description=description)


def _field(call: Callable[..., Any], kind: Kind, description: str) -> Any:
    described = signature(call)
    first, *others = described.parameters.values()
    parameters = [Parameter("self", first.kind), *(each for each in others if each.name not in _GIVEN)]

    def call_as_method(*given: Any, **arguments: Any) -> Any:
        return call(*given, **arguments)

    call_as_method.__module__, call_as_method.__name__ = call.__module__, call.__name__
    # A relation returns the values of several objects, so the type of its field is annotated.
    call_as_method.__annotations__ = {
        name: hint for name, hint in call.__annotations__.items() if name == "return" and isinstance(kind, Function)
    }
    call_as_method.__signature__ = described.replace(parameters=parameters)  # type: ignore[attr-defined]
    return strawberry.field(resolver=call_as_method, description=description, metadata={EXTENSION: kind})
