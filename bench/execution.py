"""What the executor costs: a page of 50 objects in memory, as a plan, by graphql-core, and in a straight line.

Run it from the project's folder: python -m bench.execution [rounds]
The answers are the same bytes. It prints CPU per request, from the operation (parsed and planned) to the encoded
answer; the rounds alternate, and each figure is the median of its rounds.
"""

import asyncio
import enum
import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLEnumType, GraphQLObjectType, GraphQLSchema, build_schema, execute, parse

from app.serving import GC_THRESHOLDS
from execution import EXTENSION, Attribute, BoundPlan, Function, Kind, Plan, Relation, declare, resolver_of

ROUNDS = 15
REQUESTS = 100
OBJECTS = 50

SDL = """
enum Role { ADMINISTRATOR FACILITATOR MEMBER }
type Query { members(first: Int = 50): Connection! }
type Connection { edges: [Edge!]!  pageInfo: PageInfo! }
type PageInfo { hasNextPage: Boolean!  endCursor: String }
type Edge { cursor: String!  node: Member! }
type Member {
  id: ID!  role: Role!  joinedAt: String!  position: Int  isFull: Boolean  label: String!  actions: [Role!]!
  account: Account!  seat: Seat
}
type Account { id: ID!  name: String!  username: String }
type Seat { id: ID!  number: Int! }
"""
QUERY = """query ($first: Int) { members(first: $first) {
  edges { cursor node {
    __typename id role joinedAt position isFull label actions account { id name username } seat { id number }
  } }
  pageInfo { hasNextPage endCursor }
} }"""


class Role(enum.Enum):
    ADMINISTRATOR = "A"
    FACILITATOR = "F"
    MEMBER = "M"


@dataclass(slots=True)
class Account:
    id: str
    name: str
    username: str | None


@dataclass(slots=True)
class Seat:
    id: str
    number: int


@dataclass(slots=True)
class Member:
    id: str
    role: Role
    joined_at: str
    position: int | None
    is_full: bool
    actions: list[Role]
    account: Account
    seat: Seat | None


@dataclass(slots=True)
class Edge:
    cursor: str
    node: Member


@dataclass(slots=True)
class PageInfo:
    has_next_page: bool
    end_cursor: str | None


@dataclass(slots=True)
class Connection:
    edges: list[Edge]
    page_info: PageInfo


def make_connection() -> Connection:
    edges = [
        Edge(
            f"cursor-{number}",
            Member(
                f"TWVtYmVy{number}",
                list(Role)[number % 3],
                f"2026-11-27T08:{number:02}:00Z",
                number if number % 4 == 0 else None,
                number % 2 == 0,
                [role for role in Role if role is not list(Role)[number % 3]],
                Account(f"QWNjb3Vud{number}", f"Person {number}", f"person{number}" if number % 5 else None),
                Seat(f"U2VhdA{number}", number) if number % 3 else None,
            ),
        )
        for number in range(OBJECTS)
    ]
    return Connection(edges, PageInfo(True, edges[-1].cursor))


CONNECTION = make_connection()


async def members(parents: Sequence[Any], context: Any, first: int) -> list[Connection]:
    return [CONNECTION for _ in parents]


def label(member: Member, context: Any) -> str:
    return "full" if member.is_full else "waiting"


def python_name(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def make_schema() -> GraphQLSchema:
    schema = build_schema(SDL)
    kinds: dict[str, Kind] = {"members": Relation(members), "label": Function(label)}
    declare(schema, lambda _, name, __: kinds.get(name, Attribute(python_name(name))))
    for owner in schema.type_map.values():
        for field in owner.fields.values() if isinstance(owner, GraphQLObjectType) else ():
            if EXTENSION in field.extensions:
                field.resolve = resolver_of(field.extensions[EXTENSION])
    role = schema.type_map["Role"]
    assert isinstance(role, GraphQLEnumType)
    for name, value in role.values.items():
        value.value = Role[name]
    return schema


async def straight(first: int) -> bytes:
    """What somebody writes who knows this query alone."""
    (connection,) = await members([None], None, first)
    edges = [
        {
            "cursor": edge.cursor,
            "node": {
                "__typename": "Member",
                "id": (member := edge.node).id,
                "role": member.role.name,
                "joinedAt": member.joined_at,
                "position": member.position,
                "isFull": member.is_full,
                "label": label(member, None),
                "actions": [role.name for role in member.actions],
                "account": {
                    "id": (account := member.account).id,
                    "name": account.name,
                    "username": account.username,
                },
                "seat": None if (seat := member.seat) is None else {"id": seat.id, "number": seat.number},
            },
        }
        for edge in connection.edges
    ]
    info = connection.page_info
    page = {"hasNextPage": info.has_next_page, "endCursor": info.end_cursor}
    return orjson.dumps({"data": {"members": {"edges": edges, "pageInfo": page}}})


SCHEMA = make_schema()
DOCUMENT = parse(QUERY)
PLAN = Plan(SCHEMA, DOCUMENT)


async def planned(first: int) -> bytes:
    bound = PLAN.bind({"first": first})
    assert isinstance(bound, BoundPlan)
    outcome = bound.execute(None)
    result = outcome if isinstance(outcome, ExecutionResult) else await outcome
    return orjson.dumps({"data": result.data})


async def by_graphql_core(first: int) -> bytes:
    outcome = execute(SCHEMA, DOCUMENT, variable_values={"first": first})
    result: Any = await outcome if isawaitable(outcome) else outcome
    return orjson.dumps({"data": result.data})


WAYS: dict[str, tuple[Callable[[int], Any], int]] = {
    "straight line": (straight, REQUESTS),
    "plan": (planned, REQUESTS),
    "graphql-core": (by_graphql_core, REQUESTS // 10),
}
"""Each with how many requests a round has."""


async def measure(way: Callable[[int], Any], requests: int) -> float:
    """Return µs of CPU per request."""
    began = time.process_time()
    for _ in range(requests):
        await way(OBJECTS)
    return (time.process_time() - began) / requests * 1e6


async def main(rounds: int) -> None:
    answers = {await way(OBJECTS) for way, _ in WAYS.values()}
    assert len(answers) == 1
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, (way, requests) in WAYS.items():
            found[name].append(await measure(way, requests))
    floor = statistics.median(found["straight line"])
    print(f"{OBJECTS} objects, {len(answers.pop())} bytes")
    for name, times in found.items():
        taken = statistics.median(times)
        print(f"{name:15} {taken:8.0f} µs {floor / taken:7.3f} of the straight line")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
