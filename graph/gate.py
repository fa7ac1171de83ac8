"""Check the caller before every root field, and run every mutation.

Access and text lengths are looked up in tables, so that no field can be forgotten.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLResolveInfo, is_list_type, is_non_null_type

from actions.perform import perform
from actions.work import ProblemsError, Work
from execution import EXTENSION, Attribute, Kind, Relation, resolver_of
from graph.context import Context, Info
from graph.schema.user_errors import UserError
from rules.caller import Caller, RequiredScope, authorise
from rules.lengths import find_too_long
from rules.problems import Problem
from rules.requirements import KeyRequirement

P = ParamSpec("P")
T = TypeVar("T")


class AnonymousCallers(StrEnum):
    """The answer of a root field to callers who are not signed in."""

    REFUSED = "REFUSED"
    NULL = "NULL"
    ADMITTED = "ADMITTED"


@dataclass(frozen=True, slots=True)
class FieldAccess:
    """Who may call a root field.

    Args:
        scope: What the session or token must allow; None where any will do.
        before_password: Whether the field works between a one-time login and setPassword.
    """

    scope: RequiredScope | None
    anonymous: AnonymousCallers = AnonymousCallers.REFUSED
    before_password: bool = False

    def check(self, caller: Caller) -> bool:
        """Return True to resolve the field, False to answer null.

        Raises:
            RefusalError: UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN.
        """
        if caller.is_anonymous and self.anonymous is not AnonymousCallers.REFUSED:
            return self.anonymous is AnonymousCallers.ADMITTED
        # A public mutation is still a change, for which a token needs WRITE.
        skips_scope_check = self.anonymous is AnonymousCallers.ADMITTED and caller.scopes is None
        if self.scope is not None and not skips_scope_check:
            authorise(caller, self.scope, before_password=self.before_password)
        return True


_DEFAULT_ACCESS = {
    "Query": FieldAccess(RequiredScope.READ),
    "Mutation": FieldAccess(RequiredScope.WRITE),
    "Subscription": FieldAccess(RequiredScope.READ),
}
_PUBLIC = FieldAccess(None, AnonymousCallers.ADMITTED)
_NULL = FieldAccess(RequiredScope.READ, AnonymousCallers.NULL)
_LOGGING_IN = FieldAccess(RequiredScope.WRITE, AnonymousCallers.ADMITTED)
_BY_SESSION = FieldAccess(RequiredScope.SESSION)
_BEFORE_PASSWORD = FieldAccess(RequiredScope.SESSION, before_password=True)
_FIELD_ACCESS: Mapping[tuple[str, str], FieldAccess] = {
    ("Query", "site"): _PUBLIC,
    ("Query", "invitePage"): _PUBLIC,
    ("Query", "viewer"): FieldAccess(RequiredScope.READ, AnonymousCallers.NULL, before_password=True),
    ("Query", "group"): _NULL,
    ("Query", "node"): _NULL,
    ("Query", "access"): FieldAccess(RequiredScope.ACCESS),
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
"""Root fields whose access differs from `_DEFAULT_ACCESS`."""


def field_access(root: str, name: str) -> FieldAccess:
    return _FIELD_ACCESS.get((root, name), _DEFAULT_ACCESS[root])


def add_checks(schema: strawberry.Schema) -> None:
    """Wrap every root field of the schema, in place, in its checks."""
    built = schema._schema
    for root in (built.query_type, built.mutation_type, built.subscription_type):
        assert root is not None
        for name, one in root.fields.items():
            if one.subscribe is not None:
                one.subscribe = _checked(one.subscribe, root, name, one)
            elif (kind := one.extensions.get(EXTENSION)) is not None:
                one.extensions[EXTENSION] = checked = _checked_kind(kind, field_access(root.name, name))
                one.resolve = resolver_of(checked)
            else:
                one.resolve = _checked(one.resolve, root, name, one)


def _checked_kind(kind: Kind, access: FieldAccess) -> Kind:
    """Return a kind with the checks of a root field that takes no input."""
    assert not isinstance(kind, Attribute)
    is_relation = isinstance(kind, Relation)

    def check_and_call(parents: Any, context: Context, **given: Any) -> Any:
        if not access.check(context.personal_caller()):
            return [None] * len(parents) if is_relation else None
        return kind.call(parents, context, **given)

    return replace(kind, call=check_and_call)


def _checked(
    resolve: Callable[..., Any] | None, root: GraphQLObjectType, name: str, definition: GraphQLField
) -> Callable[..., Any]:
    assert resolve is not None
    access = field_access(root.name, name)
    has_payload = isinstance(definition.type, GraphQLObjectType) and "userErrors" in definition.type.fields

    def check_and_resolve(source: Any, info: GraphQLResolveInfo[Context], **given: Any) -> Any:
        if not access.check(info.context.personal_caller()):
            return None
        if problems := list(find_too_long(given.get("input") or {})):
            return _payload_of(problems, definition)
        answer = resolve(source, info, **given)
        return _payload_or_problems(answer, definition) if has_payload else answer

    return check_and_resolve


async def _payload_or_problems(answer: Awaitable[Any], definition: GraphQLField) -> Any:
    try:
        return await answer
    except ProblemsError as error:
        return _payload_of(error.problems, definition)


def _payload_of(problems: Sequence[Problem], definition: GraphQLField) -> Any:
    """Return a payload with nothing but user errors."""
    payload = definition.type
    assert isinstance(payload, GraphQLObjectType)
    values: dict[str, Any] = {}
    for field in payload.fields.values():
        declared = field.extensions["strawberry-definition"]
        if declared.base_resolver is None:
            values[declared.python_name] = _empty_value(field.type)
    values["user_errors"] = [UserError(problem=problem) for problem in problems]
    return payload.extensions["strawberry-definition"].origin(**values)


def _empty_value(type_: Any) -> list[Any] | int | None:
    if not is_non_null_type(type_):
        return None
    if not is_list_type(type_.of_type) and type_.of_type.name != "Int":
        raise TypeError(f"there is no empty {type_}")
    return [] if is_list_type(type_.of_type) else 0


async def run_mutation(
    info: Info, action: Callable[Concatenate[Work, P], Awaitable[T | Problem]], *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run an action with these arguments for the caller, in a transaction of its own.

    Raises:
        ProblemsError: What the user can correct; the gate answers with it in the payload's `userErrors`.
    """
    context = info.context
    access = field_access("Mutation", info.field_name)
    outer = context.services.outer
    if outer is not None and access.scope is not None and access.anonymous is AnonymousCallers.REFUSED:
        outer.record_requirement(KeyRequirement(access.scope, access.before_password))
    await context.reader.end_snapshot()
    try:
        return await perform(context.services, context.personal_caller(), action, *args, **kwargs)
    finally:
        context.clear_cache()
