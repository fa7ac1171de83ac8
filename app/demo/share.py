"""Sharing a code: a therapist shows it, somebody scans it and joins, the code is deleted."""

from app.demo.client import Actor, Stage
from app.demo.steps import check

_GONE = 410


async def play(stage: Stage) -> None:
    stage.say("Dana, a therapist, makes a group.")
    dana = await stage.register("dana", "Dana Rowe")
    name = "Somatic Liberation"
    made = await dana.change("createGroup", {"name": name, "description": "Wednesdays at six."}, "group { id }")
    group = made["group"]["id"]
    code = await _generate(stage, dana, group)
    await _look(stage, name, code["code"])
    await _join(stage, dana, group, code["code"])
    await _delete(stage, dana, group, code["code"])


async def _generate(stage: Stage, dana: Actor, group: str) -> dict[str, str]:
    stage.say("She presses Share, and Generate Code, for two people at most.")
    selection = "inviteCode { code url printUrl status qrCode { svgUrl } }"
    made = await dana.change("generateInviteCode", {"groupId": group, "maxUses": 2}, selection)
    code: dict[str, str] = made["inviteCode"]
    stage.show(f"code to read out: {code['code']}")
    stage.show(f"sheet to print:   {code['printUrl']}")
    check(code["status"] == "ACTIVE", "a new code must be in force")
    return code


async def _look(stage: Stage, name: str, code: str) -> None:
    stage.say("Paul sees the sheet on the wall, and scans it: no account is needed to look.")
    spelled = code.lower().replace("-", "")
    page = await stage.http.get(f"{stage.url}/join/{spelled}")
    check(page.status_code == 200, "the invite page must open, however the code is spelled")
    check(name in page.text and "Dana Rowe" in page.text, "the page must name the group and its facilitator")
    check("<svg" in page.text, "the page must show the QR code")
    drawn = await stage.http.get(f"{stage.url}/join/{code}/qr.svg")
    check(drawn.headers["content-type"].startswith("image/svg+xml"), "the QR code must be there as a file")
    stage.show(f"{stage.url}/join/{code}: {name}, with Dana Rowe")


async def _join(stage: Stage, dana: Actor, group: str, code: str) -> None:
    stage.say("He registers on that page; the link in his mail leads back to it, and he joins.")
    paul = await stage.register("paul", "Paul Abel", invite_key=code)
    joined = await paul.change("joinWithCode", {"code": code}, "member { id role joinedBy }")
    check((joined["member"]["role"], joined["member"]["joinedBy"]) == ("MEMBER", "CODE"), "he must be in by the code")
    again = await paul.change("joinWithCode", {"code": code}, "member { id role joinedBy }")
    check(again["member"] == joined["member"], "joining again must give the same membership")
    seen = await dana.ask(
        "query($id: ID!) { group(id: $id) { memberCount inviteCode { useCount members { nodes { account { name } } } } }"
        " viewer { notifications { nodes { message } } } }",
        id=group,
    )
    check(seen["group"]["inviteCode"]["useCount"] == 1, "joining again must cost nothing")
    message = seen["viewer"]["notifications"]["nodes"][0]["message"]
    check("Paul Abel joined" in message, "his therapist must be told")
    stage.show(f"Dana is told: {message}")


async def _delete(stage: Stage, dana: Actor, group: str, code: str) -> None:
    stage.say("Dana takes the sheet down, and presses Delete: every link and QR code of the group is dead.")
    gone = await dana.change("deleteInviteCode", {"groupId": group}, "inviteCode { status }")
    check(gone["inviteCode"]["status"] == "DELETED", "the code must be deleted")
    late = await stage.register("lena", "Lena Late", invite_key=code)
    await late.change("joinWithCode", {"code": code}, expect="CODE_UNUSABLE")
    page = await stage.http.get(f"{stage.url}/join/{code}")
    check(page.status_code == _GONE, "the page must say that it is gone")
    stage.show("Lena, who took a picture of it, gets CODE_UNUSABLE, and its page says 410")
