"""A field that fails beside others that are still being read: with a key, where all share a connection, too."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.support.people import People
from tests.support.world import make_world

DELETED = """mutation($i: DeleteInviteCodeInput!) { deleteInviteCode(input: $i) {
  inviteCode { createdBy { name email } members(first: -1) { totalCount } }
  group { liveCursor invitations { nodes { id invitee { email } } } invitationCounts { pending } caseloadRemaining
    seatPlan { seatCount } }
} }"""


@pytest.mark.parametrize("turn", range(5))
async def test_a_request_that_is_cut_short_breaks_no_other(people: People, engine: AsyncEngine, turn: int) -> None:
    world = await make_world(people, engine)
    await world.facilitator.mutate("generateInviteCode", {"groupId": world.group}, "inviteCode { code }")
    world.facilitator.headers["idempotency-key"] = f"cut short {turn}"
    answer = await world.facilitator.answer(DELETED, i={"groupId": world.group})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_REQUEST"]
    assert answer["data"]["deleteInviteCode"]["group"]["invitationCounts"] == {"pending": 1}
