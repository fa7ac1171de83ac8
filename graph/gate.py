"""Checks that every root field runs before its resolver, and the way every mutation runs.

Access and text lengths are looked up in tables, so that no field can be forgotten.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, is_list_type, is_non_null_type

from actions.work import ProblemsError, Work, perform
from graph.context import Context, Info
from graph.schema.errors import UserError
from rules.caller import Caller, Need, admit
from rules.lengths import problems_in
from rules.requirements import KeyRequirement

T = TypeVar("T")


class Anonymous(StrEnum):
    """What a root field does for a caller who is not signed in."""

    REFUSED = "REFUSED"
    NULL = "NULL"
    ADMITTED = "ADMITTED"


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """Who may call a root field.

    Args:
        need: What the session or token must allow; None where any will do.
        before_password: Whether the field works between a one-time login and setPassword.
    """

    need: Need | None
    anonymous: Anonymous = Anonymous.REFUSED
    before_password: bool = False

    def admits(self, caller: Caller) -> bool:
        """Return True to resolve the field, False to answer null.

        Raises:
            RefusalError: UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN.
        """
        if caller.is_anonymous and self.anonymous is not Anonymous.REFUSED:
            return self.anonymous is Anonymous.ADMITTED
        # A public mutation is still a change, for which a token needs WRITE.
        is_open = self.anonymous is Anonymous.ADMITTED and caller.scopes is None
        if self.need is not None and not is_open:
            admit(caller, self.need, before_password=self.before_password)
        return True


_USUAL = {"Query": FieldAccess(Need.READ), "Mutation": FieldAccess(Need.WRITE), "Subscription": FieldAccess(Need.READ)}
_PUBLIC = FieldAccess(None, Anonymous.ADMITTED)
_NULL = FieldAccess(Need.READ, Anonymous.NULL)
_LOGGING_IN = FieldAccess(Need.WRITE, Anonymous.ADMITTED)
_BY_SESSION = FieldAccess(Need.SESSION)
_BEFORE_PASSWORD = FieldAccess(Need.SESSION, before_password=True)
_OTHERS: Mapping[tuple[str, str], FieldAccess] = {
    ("Query", "site"): _PUBLIC,
    ("Query", "invitePage"): _PUBLIC,
    ("Query", "viewer"): FieldAccess(Need.READ, Anonymous.NULL, before_password=True),
    ("Query", "group"): _NULL,
    ("Query", "node"): _NULL,
    ("Query", "access"): FieldAccess(Need.ACCESS),
    ("Mutation", "register"): _LOGGING_IN,
    ("Mutation", "requestOneTimeLogin"): _LOGGING_IN,
    ("Mutation", "logInWithOneTimeLink"): _LOGGING_IN,
    ("Mutation", "logIn"): _LOGGING_IN,
    ("Mutation", "logOut"): _BEFORE_PASSWORD,
    ("Mutation", "setPassword"): _BEFORE_PASSWORD,
    ("Mutation", "updateProfile"): _BY_SESSION,
    ("Mutation", "createAccessToken"): _BY_SESSION,
    ("Mutation", "revokeAccessToken"): _BY_SESSION,
}
"""Root fields whose access differs from `_USUAL`."""


def field_access(root: str, name: str) -> FieldAccess:
    return _OTHERS.get((root, name), _USUAL[root])


def guard(schema: strawberry.Schema) -> strawberry.Schema:
    """Wrap every root field of the schema, in place, in its checks."""
    built = schema._schema
    for root in (built.query_type, built.mutation_type, built.subscription_type):
        assert root is not None
        for name, one in root.fields.items():
            if one.subscribe is not None:
                one.subscribe = _guarded(one.subscribe, root, name, one)
            else:
                one.resolve = _guarded(one.resolve, root, name, one)
    return schema


def _guarded(
    resolve: Callable[..., Any] | None, root: GraphQLObjectType, name: str, definition: GraphQLField
) -> Callable[..., Any]:
    assert resolve is not None
    access = field_access(root.name, name)

    def enter(source: Any, info: GraphQLResolveInfo[Context], **given: Any) -> Any:
        if not access.admits(info.context.caller):
            return None
        problems = [UserError.of(problem) for problem in problems_in(given.get("input") or {})]
        return _refused(definition, problems) if problems else resolve(source, info, **given)

    return enter


def _refused(definition: GraphQLField, user_errors: list[UserError]) -> Any:
    """Return a mutation's payload with nothing but its user errors."""
    payload = definition.type
    assert isinstance(payload, GraphQLObjectType)
    values: dict[str, Any] = {}
    for one in payload.fields.values():
        field = one.extensions["strawberry-definition"]
        if field.base_resolver is not None:
            continue
        kind = one.type.of_type if is_non_null_type(one.type) else None
        values[field.python_name] = None if kind is None else [] if is_list_type(kind) else 0
    return payload.extensions["strawberry-definition"].origin(**values | {"user_errors": user_errors})


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a mutation: a value, or errors that the user can correct."""

    value: T | None
    user_errors: list[UserError] = field(default_factory=list)


async def change(info: Info, action: Callable[[Work], Awaitable[T]]) -> Outcome[T]:
    """Run an action for the caller in a transaction of its own."""
    context = info.context
    access = field_access("Mutation", info.field_name)
    outer = context.services.outer
    if outer is not None and access.need is not None and access.anonymous is Anonymous.REFUSED:
        outer.require(KeyRequirement(access.need, access.before_password))
    await context.reader.rest()
    try:
        value = await perform(context.services, context.caller, action)
    except ProblemsError as problems_error:
        return Outcome(None, [UserError.of(problem) for problem in problems_error.problems])
    finally:
        context.forget()
    return Outcome(value)
