"""A therapist's group: a limited list of patients, co-facilitators, material, and a hidden group."""

from time import monotonic
from typing import Any

from app.demo.client import Demo, Person, key_in_mail
from app.demo.steps import require

_NOTIFICATIONS = """
    subscription($after: String) { notifications(after: $after) { kind notification { kind message resource { title } } } }
"""
_CASELOAD = "{ viewer { caseload { limit count reserved remaining upgradeUrl } } }"
_NAME = "Somatic Liberation"


async def play(demo: Demo) -> None:
    rhea, group = await _create_group(demo)
    finn, paula = await _invite(demo, rhea, group)
    await _reach_limit(demo, rhea, group)
    await _add_existing(demo, finn, rhea, paula)
    await _material(demo, finn, paula, group)


async def _create_group(demo: Demo) -> tuple[Person, str]:
    demo.print_step("Rhea, a therapist, registers; her plan lets her list three patients.")
    rhea = await demo.register("rhea", "Rhea Solis")
    staff = await demo.staff()
    await staff.mutate("setCaseload", {"accountId": rhea.id, "limit": 3})
    demo.print_step("She makes a group whose name nobody is to read in a mail.")
    made = await rhea.mutate("createGroup", {"name": _NAME, "discreet": True}, "group { id }")
    return rhea, str(made["group"]["id"])


async def _invite(demo: Demo, rhea: Person, group: str) -> tuple[Person, Person]:
    demo.print_step("She invites Finn to facilitate with her, and two patients.")
    invited = await rhea.mutate(
        "inviteMembers",
        {
            "groupId": group,
            "recipients": [
                {"email": {"email": demo.address("finn"), "name": "Finn", "role": "FACILITATOR"}},
                {"email": {"email": demo.address("paula"), "name": "Paula"}},
                {"email": {"email": demo.address("piet"), "name": "Piet"}},
            ],
        },
        "invitedCount",
    )
    require(invited["invitedCount"] == 3, "three people must be invited")
    await _check_caseload(demo, rhea, count=0, reserved=2, remaining=1)
    finn, paula = await _join(demo, "finn", "Finn Aalto"), await _join(demo, "paula", "Paula Berg")
    await _check_caseload(demo, rhea, count=1, reserved=1, remaining=1)
    demo.print_detail("Paula is on the list now; Finn, who facilitates, is not")
    return finn, paula


async def _join(demo: Demo, who: str, name: str) -> Person:
    mail = await demo.wait_for_mail(demo.address(who), "/join/")
    require(_NAME not in mail["subject"] + mail["text"] + mail["html"], "the mail must not name the group")
    require("Rhea" not in mail["subject"] + mail["text"] + mail["html"], "the mail must not name the facilitator")
    key = key_in_mail(mail, "join")
    page = await Person(demo, name, demo.address(who)).execute(
        "query($k: String!) { invitePage(key: $k) { status groupName } }", k=key
    )
    require(page["invitePage"] == {"status": "OPEN", "groupName": None}, "nor must the page")
    demo.print_step(
        f"{name} registers, sees whose invitation it is, and accepts; neither mail nor page named the group."
    )
    person = await demo.register(who, name, key)
    seen = await person.execute("query($k: String!) { invitePage(key: $k) { groupName facilitatorName } }", k=key)
    require(
        seen["invitePage"] == {"groupName": _NAME, "facilitatorName": "Rhea Solis"}, "the invitee must see the names"
    )
    await person.mutate("acceptInvitation", {"token": key})
    return person


async def _check_caseload(demo: Demo, rhea: Person, **expected: int) -> None:
    found = (await rhea.execute(_CASELOAD))["viewer"]["caseload"]
    demo.print_detail(f"patients: {found}")
    require({name: found[name] for name in expected} == expected, f"the list must stand at {expected}")


async def _reach_limit(demo: Demo, rhea: Person, group: str) -> None:
    demo.print_step("She invites two more in one go: one fits, for the other the plan is too small.")
    addresses = f"{demo.address('quinn')}; {demo.address('rosa')}"
    selection = "invitedCount results { invitation { id } error { code message url } }"
    given = {"groupId": group, "addresses": addresses}
    invited = await rhea.mutate("inviteMembers", given, selection, expect="CASELOAD_FULL")
    first, second = invited["results"]
    require(first["error"] is None, "the first must fit")
    require((second["error"] or {}).get("code") == "CASELOAD_FULL", "the second must be refused")
    require(second["error"]["url"], "with a link to the upgrade")
    demo.print_detail(f"  {second['error']['url']}")
    demo.print_step("She takes the first back, and the place is free again.")
    await rhea.mutate("cancelInvitation", {"invitationId": first["invitation"]["id"]})
    await _check_caseload(demo, rhea, count=1, reserved=1, remaining=1)


async def _add_existing(demo: Demo, finn: Person, rhea: Person, paula: Person) -> None:
    demo.print_step(
        "For a second group she picks Paula from her list, by the first letters of the name: a member at once."
    )
    group = (await rhea.mutate("createGroup", {"name": "Breathwork"}, "group { id }"))["group"]["id"]
    asked = '{ viewer { caseload { patients(search: "pau") { nodes { account { id name } } } } } }'
    found = (await rhea.execute(asked))["viewer"]["caseload"]["patients"]["nodes"]
    require([one["account"]["id"] for one in found] == [paula.id], "the list must find Paula")
    async with paula.subscribe("notifications", _NOTIFICATIONS, after=await paula.cursor()) as notifications:
        added = await rhea.mutate(
            "addExistingMembers", {"groupId": group, "accountIds": [paula.id]}, "members { role joinedBy }"
        )
        notifications.since = monotonic()
        require(added["members"] == [{"role": "MEMBER", "joinedBy": "ADDED"}], "she must be a member at once")
        await notifications.wait_for(lambda one: one["notification"]["kind"] == "ADDED_TO_GROUP", "added to Breathwork")
    await demo.wait_for_mail(paula.email, "Breathwork")
    given = {"groupId": group, "accountIds": [finn.id]}
    await rhea.mutate("addExistingMembers", given, expect="NOT_A_PATIENT")


async def _material(demo: Demo, finn: Person, paula: Person, group: str) -> None:
    demo.print_step("Finn, who manages the group as its creator does, shares a workbook and assigns it to everyone.")
    given = {
        "groupId": group,
        "kind": "WORKBOOK",
        "title": "Letting go",
        "url": "https://example.org/letting-go",
        "body": "One page a day.",
    }
    async with paula.subscribe("notifications", _NOTIFICATIONS, after=await paula.cursor()) as notifications:
        resource = (await finn.mutate("shareResource", given, "resource { id }"))["resource"]["id"]
        await finn.mutate("assignResource", {"resourceId": resource}, "assignments { id }")
        notifications.since = monotonic()
        await notifications.wait_for(
            lambda one: one["notification"]["kind"] == "RESOURCE_ASSIGNED", "asked to work through it"
        )
    demo.print_step("Piet joins later, and has it to do as well.")
    piet = await _join(demo, "piet", "Piet de Wit")
    assert_mine = "query($id: ID!) { node(id: $id) { ... on Resource { viewerAssignment { id completedAt } } } }"
    require(
        (await piet.execute(assert_mine, id=resource))["node"]["viewerAssignment"], "a later member must have it too"
    )
    demo.print_step("Paula has worked through it, and Finn sees that.")
    mine: Any = (await paula.execute(assert_mine, id=resource))["node"]["viewerAssignment"]
    async with finn.subscribe("notifications", _NOTIFICATIONS, after=await finn.cursor()) as notifications:
        await paula.mutate("completeAssignment", {"assignmentId": mine["id"]})
        notifications.since = monotonic()
        await notifications.wait_for(lambda one: one["notification"]["kind"] == "ASSIGNMENT_COMPLETED", "Paula is done")
    demo.print_step("The history tells who did what.")
    document = "query($g: ID!) { group(id: $g) { history(first: 3) { nodes { action subject actor { name } } } } }"
    for entry in (await finn.execute(document, g=group))["group"]["history"]["nodes"]:
        demo.print_detail(f"{entry['action']} · {entry['subject']} · {(entry['actor'] or {}).get('name', 'by itself')}")
