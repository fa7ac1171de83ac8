"""A small schema of users and their friends, whose resolvers note that they were called."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, build_schema, parse

from execution import (
    Attribute,
    BoundPlan,
    Function,
    Kind,
    Plan,
    Relation,
    declare,
)

SDL = """
type Query { user(id: Int = 1): User  users: [User!]!  later: String  sooner: String  node: Node  nothing: User! }
type Mutation { first: User  second: User  broken: User! }
type Subscription { changed: User }
interface Node { id: ID! }
type User implements Node { id: ID!  name: String!  shout(mark: String! = "!"): String!  friends(first: Int): [User!] }
"""


@dataclass
class Given:
    """What was called, in order."""

    calls: list[str] = field(default_factory=list)


@dataclass
class User:
    id: int
    name: str


async def users(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("users")
    return [[User(1, "Ada"), User(2, "Ben")] for _ in parents]


async def user(parents: Sequence[Any], context: Given, id: int) -> list[Any]:  # noqa: A002
    context.calls.append(f"user {id}")
    return [User(id, "Ada")] * len(parents)


async def friends(parents: Sequence[User], context: Given, first: int | None = None) -> list[Any]:
    context.calls.append(f"friends of {[parent.id for parent in parents]}")
    await asyncio.sleep(0)
    return [[User(10 * parent.id + at, f"F{at}") for at in range(first or 2)] for parent in parents]


def shout(parent: User, context: Given, mark: str) -> str:
    context.calls.append(f"shout {parent.id}")
    return parent.name + mark


async def later(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("later begins")
    await asyncio.sleep(0.01)
    context.calls.append("later ends")
    return ["late"]


async def sooner(parents: Sequence[Any], context: Given) -> list[Any]:
    context.calls.append("sooner begins")
    return ["soon"]


KINDS: dict[str, Kind] = {
    "Query.user": Relation(user), "Query.users": Relation(users), "Query.later": Relation(later),
    "Query.sooner": Relation(sooner), "User.id": Attribute("id"), "User.name": Attribute("name"),
    "User.shout": Function(shout), "User.friends": Relation(friends),
}  # fmt: skip


def make_schema() -> GraphQLSchema:
    schema = build_schema(SDL)
    declare(schema, lambda owner, name, _: KINDS.get(f"{owner.name}.{name}"))
    return schema


SCHEMA = make_schema()


def bind(text: str, variables: dict[str, Any] | None = None, schema: GraphQLSchema = SCHEMA) -> BoundPlan:
    bound = Plan(schema, parse(text)).bind(variables)
    assert isinstance(bound, BoundPlan)
    return bound


async def execute(text: str, variables: dict[str, Any] | None = None, **options: Any) -> tuple[ExecutionResult, Given]:
    context = Given()
    outcome = bind(text, variables).execute(context, **options)
    return outcome if isinstance(outcome, ExecutionResult) else await outcome, context
