"""The whole schema: the parts of Query, Mutation and Subscription."""

import strawberry
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.name_converter import NameConverter
from strawberry.types.base import StrawberryType

from graph.gate import add_checks
from graph.planning import declare_fields
from graph.resolvers.accounts import AccessTokenMutations, AccountMutations, AccountQueries
from graph.resolvers.caseloads import CaseloadMutations
from graph.resolvers.codes import CodeMutations
from graph.resolvers.groups import GroupMutations, GroupQueries
from graph.resolvers.invitations import InvitationMutations, InvitationQueries
from graph.resolvers.notifications import NotificationMutations
from graph.resolvers.resources import ResourceMutations
from graph.resolvers.seats import SeatMutations, SeatQueries
from graph.resolvers.subscriptions import LiveSubscriptions
from graph.schema.node import Node
from graph.schema.scalars import SCALARS


@strawberry.type(
    description="What clients can read. For anonymous callers `site` and `invitePage` answer, `viewer`, `group` and "
    "`node` are null, and the rest is UNAUTHENTICATED."
)
class Query(InvitationQueries, AccountQueries, GroupQueries, SeatQueries):
    pass


@strawberry.type(
    description="What clients can change. Each mutation takes one input and answers with what it changed, and with "
    "userErrors that the user can correct. What a caller may not do, or may not know of, is an error of the request, "
    "with `extensions.code`."
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
    description="What clients can follow. A stream with a cursor sends everything since then, in order and each item "
    "once, and goes on. A stream that is refused, or whose viewer loses the right to it, gets one error and ends."
)
class Subscription(LiveSubscriptions):
    pass


class TypeNames(NameConverter):
    """A page of `Member` is a `MemberConnection`, but a page of `HistoryEntry` is a `HistoryConnection`."""

    def get_name_from_type(self, type_: StrawberryType | type) -> str:
        name = super().get_name_from_type(type_)
        return "History" if name == "HistoryEntry" else name


def make_schema() -> strawberry.Schema:
    schema = strawberry.Schema(
        Query,
        Mutation,
        Subscription,
        types=[Node],
        config=StrawberryConfig(scalar_map=SCALARS, name_converter=TypeNames()),
    )
    declare_fields(schema)
    add_checks(schema)
    return schema


def sdl() -> str:
    return make_schema().as_str().rstrip() + "\n"
