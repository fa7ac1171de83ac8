"""A planned, breadth-first executor for GraphQL operations.

graphql-core resolves each field of each object by itself. Here a document becomes a plan once, and each field of the
plan is read for all of its parents at a time. The schema declares how:

    schema = build_schema("type Query { users: [User!]! }  type User { name: String!  initial: String!  friends: [User!]! }")

    async def users(roots, context): return [await context.users() for _ in roots]
    async def friends(users, context): return await context.friends_of([user.id for user in users])

    fields = schema.type_map["User"].fields
    fields["name"].extensions[EXTENSION] = Attribute("name")
    fields["initial"].extensions[EXTENSION] = Function(lambda user, context: user.name[0])
    fields["friends"].extensions[EXTENSION] = Relation(friends)
    schema.query_type.fields["users"].extensions[EXTENSION] = Relation(users)

`declare` does this for a whole schema. `resolver_of` makes ordinary resolvers, with which graphql-core runs declared
fields, too. A field without a declaration has its own resolver, which is called for each object; without one it reads
attributes or keys as graphql-core does.

    plan = Plan(schema, parse("{ users { name friends { name } } }"))  # keep it beside the document
    bound = plan.bind(variables)  # a list of errors if the variables do not fit
    outcome = bound.execute(context)  # for a stream: bind once, then bound.execute_event(event, context) for each
    result = await outcome if isawaitable(outcome) else outcome

The document must be valid, and its depth bounded. What a plan cannot do raises NotPlannableError from `Plan` or
`bind`: leave it to graphql-core. Fields that await are awaited level by level: together, or one after another with
`serial=True`. Nulls and errors are those of the specification; of several errors below a position that became null,
one that made it null is reported. A function may be called twice for a parent when another value fails.

The type of an object must be known without awaiting: by `Instances` at its type, which is fastest, or by `is_type_of`
and `resolve_type`. The items of a list may not be awaitable.
"""

from execution.field_kinds import (
    EXTENSION,
    Attribute,
    Function,
    Instances,
    Kind,
    Relation,
    SelectedNames,
    declare,
    resolver_of,
    selected_names,
)
from execution.plan import BoundPlan, NotPlannableError, Plan

__all__ = [
    "EXTENSION",
    "Attribute",
    "BoundPlan",
    "Function",
    "Instances",
    "Kind",
    "NotPlannableError",
    "Plan",
    "Relation",
    "SelectedNames",
    "declare",
    "resolver_of",
    "selected_names",
]
