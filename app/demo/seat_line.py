"""The seats story continued: refused shrinking, the waiting list, growing."""

from datetime import UTC, datetime, timedelta

from app.demo.client import Actor, Stage, key_in
from app.demo.steps import check

_FIGURES = "seatPlan { seatCount allocatedCount freeCount policy }"
_STANDING = "query($id: ID!) { node(id: $id) { ... on Member { hasFullAccess seatWaitPosition seat { number } } } }"


async def play(stage: Stage, ada: Actor, staff: Actor, group: str, seated: str) -> None:
    """Go from two seats, one of them allocated, to four.

    Args:
        staff: Who enters the purchase.
        seated: The ID of the member with the first seat.
    """
    stage.say("Ada gives herself the second seat; now the plan cannot shrink to one.")
    own = (await ada.ask("query($g: ID!) { group(id: $g) { viewerMembership { id } } }", g=group))["group"]
    await ada.change("allocateSeat", {"memberId": own["viewerMembership"]["id"]})
    await _buy(staff, group, 1, expect="SEATS_IN_USE")
    stage.say("She lets the line hand out seats from now on; Max and Olga join, and wait as 1 and 2.")
    policy = await ada.change("setSeatPolicy", {"groupId": group, "policy": "AUTOMATIC"}, _FIGURES)
    check(policy["seatPlan"]["freeCount"] == 0, "no seat may be free")
    waiting = []
    for place, (who, name) in enumerate((("max", "Max Reuter"), ("olga", "Olga Lind")), 1):
        actor, member = await _join(stage, ada, group, who, name)
        standing = (await actor.ask(_STANDING, id=member))["node"]
        check(standing["seatWaitPosition"] == place, f"{name} must be number {place} in line")
        waiting.append((actor, member))
    stage.say("Ada releases Nora's seat: whoever waited longest has it at once, and is told.")
    await ada.change("releaseSeat", {"memberId": seated})
    await _is_seated(stage, *waiting[0])
    stage.say("She buys one seat more: the next in line has it.")
    await _buy(staff, group, 3)
    await _is_seated(stage, *waiting[1])
    stage.say("Max leaves: his seat is free at once, for nobody waits any more.")
    await waiting[0][0].change("leaveGroup", {"groupId": group})
    plan = (await ada.ask(f"query($g: ID!) {{ group(id: $g) {{ {_FIGURES} }} }}", g=group))["group"]["seatPlan"]
    stage.show(f"plan: {plan}")
    check((plan["allocatedCount"], plan["freeCount"]) == (2, 1), "two seats must be held and one free")


async def _buy(staff: Actor, group: str, seats: int, *, expect: str | None = None) -> None:
    expiry = (datetime.now(UTC) + timedelta(days=365)).isoformat()
    await staff.change("setSeatPlan", {"groupId": group, "seatCount": seats, "expiresAt": expiry}, expect=expect)


async def _join(stage: Stage, ada: Actor, group: str, who: str, name: str) -> tuple[Actor, str]:
    await ada.change("inviteMembers", {"groupId": group, "addresses": stage.address(who)})
    personal = key_in(await stage.mail(stage.address(who), "/join/"), "join")
    actor = await stage.register(who, name, personal)
    joined = await actor.change("acceptInvitation", {"token": personal}, "member { id }")
    return actor, str(joined["member"]["id"])


async def _is_seated(stage: Stage, actor: Actor, member: str) -> None:
    standing = (await actor.ask(_STANDING, id=member))["node"]
    check(standing["hasFullAccess"] and standing["seatWaitPosition"] is None, f"{actor.name} must hold a seat")
    stage.show(f"{actor.name} holds seat {standing['seat']['number']}")
    await stage.mail(actor.email, "access")
