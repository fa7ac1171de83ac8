"""A therapist's group: a limited list of patients, co-facilitators, material, and a hidden group."""

from time import monotonic
from typing import Any

from app.demo.client import Actor, Stage, key_in
from app.demo.steps import check

_NOTICES = """
    subscription($after: String) { notifications(after: $after) { kind notification { kind message resource { title } } } }
"""
_CASELOAD = "{ viewer { caseload { limit count reserved remaining upgradeUrl } } }"
_NAME = "Somatic Liberation"


async def play(stage: Stage) -> None:
    rhea, group = await _begin(stage)
    finn, paula = await _invite(stage, rhea, group)
    await _limit(stage, rhea, group)
    await _add_existing(stage, finn, rhea, paula)
    await _material(stage, finn, paula, group)


async def _begin(stage: Stage) -> tuple[Actor, str]:
    stage.say("Rhea, a therapist, registers; her plan lets her list three patients.")
    rhea = await stage.register("rhea", "Rhea Solis")
    staff = await stage.staff()
    await staff.change("setCaseload", {"accountId": rhea.id, "limit": 3})
    stage.say("She makes a group whose name nobody is to read in a mail.")
    made = await rhea.change("createGroup", {"name": _NAME, "discreet": True}, "group { id }")
    return rhea, str(made["group"]["id"])


async def _invite(stage: Stage, rhea: Actor, group: str) -> tuple[Actor, Actor]:
    stage.say("She invites Finn to facilitate with her, and two patients.")
    invited = await rhea.change(
        "inviteMembers",
        {
            "groupId": group,
            "recipients": [
                {"email": {"email": stage.address("finn"), "name": "Finn", "role": "FACILITATOR"}},
                {"email": {"email": stage.address("paula"), "name": "Paula"}},
                {"email": {"email": stage.address("piet"), "name": "Piet"}},
            ],
        },
        "invitedCount",
    )
    check(invited["invitedCount"] == 3, "three people must be invited")
    await _caseload(stage, rhea, count=0, reserved=2, remaining=1)
    finn, paula = await _join(stage, "finn", "Finn Aalto"), await _join(stage, "paula", "Paula Berg")
    await _caseload(stage, rhea, count=1, reserved=1, remaining=1)
    stage.show("Paula is on the list now; Finn, who facilitates, is not")
    return finn, paula


async def _join(stage: Stage, who: str, name: str) -> Actor:
    mail = await stage.mail(stage.address(who), "/join/")
    check(_NAME not in mail["subject"] + mail["text"] + mail["html"], "the mail must not name the group")
    check("Rhea" not in mail["subject"] + mail["text"] + mail["html"], "the mail must not name the facilitator")
    key = key_in(mail, "join")
    page = await Actor(stage, name, stage.address(who)).ask(
        "query($k: String!) { invitePage(key: $k) { status groupName } }", k=key
    )
    check(page["invitePage"] == {"status": "OPEN", "groupName": None}, "nor must the page")
    stage.say(f"{name} registers, sees whose invitation it is, and accepts; neither mail nor page named the group.")
    person = await stage.register(who, name, key)
    seen = await person.ask("query($k: String!) { invitePage(key: $k) { groupName facilitatorName } }", k=key)
    check(seen["invitePage"] == {"groupName": _NAME, "facilitatorName": "Rhea Solis"}, "the invitee must see the names")
    await person.change("acceptInvitation", {"token": key})
    return person


async def _caseload(stage: Stage, rhea: Actor, **expected: int) -> None:
    found = (await rhea.ask(_CASELOAD))["viewer"]["caseload"]
    stage.show(f"patients: {found}")
    check({name: found[name] for name in expected} == expected, f"the list must stand at {expected}")


async def _limit(stage: Stage, rhea: Actor, group: str) -> None:
    stage.say("She invites two more in one go: one fits, for the other the plan is too small.")
    addresses = f"{stage.address('quinn')}; {stage.address('rosa')}"
    selection = "invitedCount results { invitation { id } error { code message url } }"
    given = {"groupId": group, "addresses": addresses}
    invited = await rhea.change("inviteMembers", given, selection, expect="CASELOAD_FULL")
    first, second = invited["results"]
    check(first["error"] is None, "the first must fit")
    check((second["error"] or {}).get("code") == "CASELOAD_FULL", "the second must be refused")
    check(second["error"]["url"], "with a link to the upgrade")
    stage.show(f"  {second['error']['url']}")
    stage.say("She takes the first back, and the place is free again.")
    await rhea.change("cancelInvitation", {"invitationId": first["invitation"]["id"]})
    await _caseload(stage, rhea, count=1, reserved=1, remaining=1)


async def _add_existing(stage: Stage, finn: Actor, rhea: Actor, paula: Actor) -> None:
    stage.say("For a second group she picks Paula from her list, by the first letters of the name: a member at once.")
    group = (await rhea.change("createGroup", {"name": "Breathwork"}, "group { id }"))["group"]["id"]
    asked = '{ viewer { caseload { patients(search: "pau") { nodes { account { id name } } } } } }'
    found = (await rhea.ask(asked))["viewer"]["caseload"]["patients"]["nodes"]
    check([one["account"]["id"] for one in found] == [paula.id], "the list must find Paula")
    async with paula.watch("notifications", _NOTICES, after=await paula.cursor()) as screen:
        added = await rhea.change(
            "addExistingMembers", {"groupId": group, "accountIds": [paula.id]}, "members { role joinedBy }"
        )
        screen.since = monotonic()
        check(added["members"] == [{"role": "MEMBER", "joinedBy": "ADDED"}], "she must be a member at once")
        await screen.sees(lambda one: one["notification"]["kind"] == "ADDED_TO_GROUP", "added to Breathwork")
    await stage.mail(paula.email, "Breathwork")
    given = {"groupId": group, "accountIds": [finn.id]}
    await rhea.change("addExistingMembers", given, expect="NOT_A_PATIENT")


async def _material(stage: Stage, finn: Actor, paula: Actor, group: str) -> None:
    stage.say("Finn, who manages the group as its creator does, shares a workbook and assigns it to everyone.")
    given = {
        "groupId": group,
        "kind": "WORKBOOK",
        "title": "Letting go",
        "url": "https://example.org/letting-go",
        "body": "One page a day.",
    }
    async with paula.watch("notifications", _NOTICES, after=await paula.cursor()) as screen:
        resource = (await finn.change("shareResource", given, "resource { id }"))["resource"]["id"]
        await finn.change("assignResource", {"resourceId": resource}, "assignments { id }")
        screen.since = monotonic()
        await screen.sees(lambda one: one["notification"]["kind"] == "RESOURCE_ASSIGNED", "asked to work through it")
    stage.say("Piet joins later, and has it to do as well.")
    piet = await _join(stage, "piet", "Piet de Wit")
    assert_mine = "query($id: ID!) { node(id: $id) { ... on Resource { viewerAssignment { id completedAt } } } }"
    check((await piet.ask(assert_mine, id=resource))["node"]["viewerAssignment"], "a later member must have it too")
    stage.say("Paula has worked through it, and Finn sees that.")
    mine: Any = (await paula.ask(assert_mine, id=resource))["node"]["viewerAssignment"]
    async with finn.watch("notifications", _NOTICES, after=await finn.cursor()) as screen:
        await paula.change("completeAssignment", {"assignmentId": mine["id"]})
        screen.since = monotonic()
        await screen.sees(lambda one: one["notification"]["kind"] == "ASSIGNMENT_COMPLETED", "Paula is done")
    stage.say("The history tells who did what.")
    document = "query($g: ID!) { group(id: $g) { history(first: 3) { nodes { action subject actor { name } } } } }"
    for entry in (await finn.ask(document, g=group))["group"]["history"]["nodes"]:
        stage.show(f"{entry['action']} · {entry['subject']} · {(entry['actor'] or {}).get('name', 'by itself')}")
