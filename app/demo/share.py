"""Sharing a code: a therapist shows it, somebody scans it and joins, the code is deleted."""

from app.demo.client import Demo, Person
from app.demo.steps import require

_GONE = 410


async def play(demo: Demo) -> None:
    demo.print_step("Dana, a therapist, makes a group.")
    dana = await demo.register("dana", "Dana Rowe")
    name = "Somatic Liberation"
    made = await dana.mutate("createGroup", {"name": name, "description": "Wednesdays at six."}, "group { id }")
    group = made["group"]["id"]
    code = await _generate(demo, dana, group)
    await _look(demo, name, code["code"])
    await _join(demo, dana, group, code["code"])
    await _delete(demo, dana, group, code["code"])


async def _generate(demo: Demo, dana: Person, group: str) -> dict[str, str]:
    demo.print_step("She presses Share, and Generate Code, for two people at most.")
    selection = "inviteCode { code url printUrl status qrCode { svgUrl } }"
    made = await dana.mutate("generateInviteCode", {"groupId": group, "maxUses": 2}, selection)
    code: dict[str, str] = made["inviteCode"]
    demo.print_detail(f"code to read out: {code['code']}")
    demo.print_detail(f"sheet to print:   {code['printUrl']}")
    require(code["status"] == "ACTIVE", "a new code must be active")
    return code


async def _look(demo: Demo, name: str, code: str) -> None:
    demo.print_step("Paul sees the sheet on the wall, and scans it: no account is needed to look.")
    spelled = code.lower().replace("-", "")
    page = await demo.http.get(f"{demo.url}/join/{spelled}")
    require(page.status_code == 200, "the invite page must open, however the code is spelled")
    require(name in page.text and "Dana Rowe" in page.text, "the page must name the group and its facilitator")
    require("<svg" in page.text, "the page must show the QR code")
    drawn = await demo.http.get(f"{demo.url}/join/{code}/qr.svg")
    require(drawn.headers["content-type"].startswith("image/svg+xml"), "the QR code must be there as a file")
    demo.print_detail(f"{demo.url}/join/{code}: {name}, with Dana Rowe")


async def _join(demo: Demo, dana: Person, group: str, code: str) -> None:
    demo.print_step("He registers on that page; the link in his mail leads back to it, and he joins.")
    paul = await demo.register("paul", "Paul Abel", invite_key=code)
    joined = await paul.mutate("joinWithCode", {"code": code}, "member { id role joinedBy }")
    require((joined["member"]["role"], joined["member"]["joinedBy"]) == ("MEMBER", "CODE"), "he must be in by the code")
    again = await paul.mutate("joinWithCode", {"code": code}, "member { id role joinedBy }")
    require(again["member"] == joined["member"], "joining again must give the same membership")
    seen = await dana.execute(
        "query($id: ID!) { group(id: $id) { memberCount inviteCode { useCount members { nodes { account { name } } } } }"
        " viewer { notifications { nodes { message } } } }",
        id=group,
    )
    require(seen["group"]["inviteCode"]["useCount"] == 1, "joining again must cost nothing")
    message = seen["viewer"]["notifications"]["nodes"][0]["message"]
    require("Paul Abel joined" in message, "his therapist must be told")
    demo.print_detail(f"Dana is told: {message}")


async def _delete(demo: Demo, dana: Person, group: str, code: str) -> None:
    demo.print_step("Dana takes the sheet down, and presses Delete: every link and QR code of the group is dead.")
    gone = await dana.mutate("deleteInviteCode", {"groupId": group}, "inviteCode { status }")
    require(gone["inviteCode"]["status"] == "DELETED", "the code must be deleted")
    late = await demo.register("lena", "Lena Late", invite_key=code)
    await late.mutate("joinWithCode", {"code": code}, expect="CODE_UNUSABLE")
    page = await demo.http.get(f"{demo.url}/join/{code}")
    require(page.status_code == _GONE, "the page must say that it is gone")
    demo.print_detail("Lena, who took a picture of it, gets CODE_UNUSABLE, and its page says 410")
