"""The seats story continued: refused shrinking, the waiting list, growing."""

from datetime import UTC, datetime, timedelta

from app.demo.client import Demo, Person, key_in_mail
from app.demo.steps import require

_PLAN = "seatPlan { seatCount allocatedCount freeCount policy }"
_MEMBER = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess seatWaitPosition seat { number } } } }"


async def play(demo: Demo, ada: Person, staff: Person, group: str, seated: str) -> None:
    """Go from two seats, one of them allocated, to four.

    Args:
        staff: Who enters the purchase.
        seated: The ID of the member with the first seat.
    """
    demo.print_step("Ada gives herself the second seat; now the plan cannot shrink to one.")
    own = (await ada.execute("query($g: ID!) { group(id: $g) { viewerMembership { id } } }", g=group))["group"]
    await ada.mutate("allocateSeat", {"memberId": own["viewerMembership"]["id"]})
    await _buy(staff, group, 1, expect="SEATS_IN_USE")
    demo.print_step("She lets the line hand out seats from now on; Max and Olga join, and wait as 1 and 2.")
    policy = await ada.mutate("setSeatPolicy", {"groupId": group, "policy": "AUTOMATIC"}, _PLAN)
    require(policy["seatPlan"]["freeCount"] == 0, "no seat may be free")
    waiting = []
    for place, (who, name) in enumerate((("max", "Max Reuter"), ("olga", "Olga Lind")), 1):
        actor, member = await _join(demo, ada, group, who, name)
        standing = (await actor.execute(_MEMBER, id=member))["node"]
        require(standing["seatWaitPosition"] == place, f"{name} must be number {place} in line")
        waiting.append((actor, member))
    demo.print_step("Ada releases Nora's seat: whoever waited longest has it at once, and is told.")
    await ada.mutate("releaseSeat", {"memberId": seated})
    await _check_seated(demo, *waiting[0])
    demo.print_step("She buys one seat more: the next in line has it.")
    await _buy(staff, group, 3)
    await _check_seated(demo, *waiting[1])
    demo.print_step("Max leaves: his seat is free at once, for nobody waits any more.")
    await waiting[0][0].mutate("leaveGroup", {"groupId": group})
    plan = (await ada.execute(f"query($g: ID!) {{ group(id: $g) {{ {_PLAN} }} }}", g=group))["group"]["seatPlan"]
    demo.print_detail(f"plan: {plan}")
    require((plan["allocatedCount"], plan["freeCount"]) == (2, 1), "two seats must be held and one free")


async def _buy(staff: Person, group: str, seats: int, *, expect: str | None = None) -> None:
    expiry = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    await staff.mutate("setSeatPlan", {"groupId": group, "seatCount": seats, "expiresAt": expiry}, expect=expect)


async def _join(demo: Demo, ada: Person, group: str, who: str, name: str) -> tuple[Person, str]:
    await ada.mutate("inviteMembers", {"groupId": group, "addresses": demo.address(who)})
    personal = key_in_mail(await demo.wait_for_mail(demo.address(who), "/join/"), "join")
    actor = await demo.register(who, name, personal)
    joined = await actor.mutate("acceptInvitation", {"token": personal}, "member { id }")
    return actor, str(joined["member"]["id"])


async def _check_seated(demo: Demo, actor: Person, member: str) -> None:
    standing = (await actor.execute(_MEMBER, id=member))["node"]
    require(standing["hasFullAccess"] and standing["seatWaitPosition"] is None, f"{actor.name} must hold a seat")
    demo.print_detail(f"{actor.name} holds seat {standing['seat']['number']}")
    await demo.wait_for_mail(actor.email, "access")
