"""The whole schema: the parts of Query, Mutation and Subscription."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph.describing import describe
from graph.gate import guard
from graph.names import Names
from graph.resolvers.access_tokens import AccessTokenMutations
from graph.resolvers.accounts import AccountMutations, AccountQueries
from graph.resolvers.caseloads import CaseloadMutations
from graph.resolvers.codes import CodeMutations
from graph.resolvers.groups import GroupMutations, GroupQueries
from graph.resolvers.invitations import InvitationMutations, InvitationQueries
from graph.resolvers.notifications import NotificationMutations
from graph.resolvers.resources import ResourceMutations
from graph.resolvers.seat_streams import SeatSubscriptions
from graph.resolvers.seats import SeatMutations, SeatQueries
from graph.resolvers.subscriptions import LiveSubscriptions
from graph.schema.node import Node
from graph.schema.scalars import SCALARS


@strawberry.type(description="Reading. Anonymous callers: site and invitePage answer; viewer, group and node are null.")
class Query(InvitationQueries, AccountQueries, GroupQueries, SeatQueries):
    pass


@strawberry.type(
    description="Changing. Each takes one input and answers with what it changed and userErrors, empty on success; "
    "what "
    "a caller may not do, or may not know of, is an error of the request, with extensions.code."
)
class Mutation(
    AccountMutations,
    AccessTokenMutations,
    GroupMutations,
    InvitationMutations,
    CaseloadMutations,
    CodeMutations,
    SeatMutations,
    NotificationMutations,
    ResourceMutations,
):
    pass


@strawberry.type(
    description="Live. A stream with an `after` sends everything since that cursor, in order, each item once, then "
    "goes "
    "on; without one it starts now. A stream that is refused, or whose right ends, gets one error and nothing after it."
)
class Subscription(LiveSubscriptions, SeatSubscriptions):
    pass


def make_schema() -> strawberry.Schema:
    schema = strawberry.Schema(
        Query,
        Mutation,
        Subscription,
        types=[Node],
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=Names()),
    )
    return guard(describe(schema))


def sdl() -> str:
    return make_schema().as_str().rstrip() + "\n"
