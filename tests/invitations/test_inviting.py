"""Inviting many at once: each entry with a result of its own, written in bulk."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.conftest import Counted
from tests.support.client import codes
from tests.support.people import People
from tests.support.world import World, make_world

RESULTS = (
    "invitedCount batch { total remaining } results { recipient error { code path } invitation { id email status } }"
)


async def invite(world: World, **given: Any) -> Any:
    return await world.administrator.mutate("inviteMembers", {"groupId": world.group} | given, RESULTS)


def found(payload: Any) -> list[str | None]:
    return [result["error"] and result["error"]["code"] for result in payload["results"]]


async def test_a_thousand_and_six(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    good = [f"guest{number}.{world.key}@example.org" for number in range(1000)]
    bad = ["no address", "a@@b", "@example.org"]
    doubled = [good[3], good[500].upper()]
    recipients = [{"email": {"email": one}} for one in [*good, *bad, *doubled, world.member.email]]
    payload = await invite(world, recipients=recipients)
    assert payload["invitedCount"] == 1000
    assert [result["recipient"] for result in payload["results"]] == [one["email"]["email"] for one in recipients]
    expected = [None] * 1000 + ["INVALID_EMAIL"] * 3 + ["DUPLICATE_RECIPIENT"] * 2 + ["ALREADY_MEMBER"]
    assert found(payload) == expected
    assert payload["results"][1001]["error"]["path"] == ["recipients", "1001", "email"]
    assert payload["batch"]["total"] == 1000
    async with engine.connect() as connection:
        counted = text("SELECT count(*) FROM invitations WHERE group_id = :key AND email LIKE 'guest%'")
        assert (await connection.execute(counted, {"key": world.key})).scalar() == 1000


async def test_statements_do_not_grow_with_recipients(counted: Counted) -> None:
    counts = []
    for size in (5, 500):
        world = await make_world(counted.people, counted.engine)
        guests = await counted.people.many(["Guest"] * size)
        addresses = [guest.email for guest in guests] + [f"g{n}.{world.key}@example.org" for n in range(size)]
        counted.statements.clear()
        payload = await invite(world, addresses=" ".join(addresses))
        assert payload["invitedCount"] == 2 * size
        counts.append(len(counted.statements))
    assert counts[0] == counts[1], counts


async def test_every_way_of_naming_somebody(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    elsewhere = (await world.administrator.mutate("createGroup", {"name": "Elsewhere"}, "group { id }"))["group"]["id"]
    friend, other = await people.many(["Friend", "Other"])
    invited = {"groupId": elsewhere, "recipients": [{"email": {"email": one.email}} for one in (friend, other)]}
    await world.administrator.mutate("inviteMembers", invited, "")
    overview = "{ viewer { account { username } invitations { nodes { id } } } }"
    usernames = []
    for person in (friend, other):
        viewer = (await person.ok(overview))["viewer"]
        usernames.append(viewer["account"]["username"])
        await person.mutate("acceptInvitation", {"invitationId": viewer["invitations"]["nodes"][0]["id"]}, "")
    stranger = await people("Stranger")
    name_of_stranger = (await stranger.ok(overview))["viewer"]["account"]["username"]
    payload = await invite(
        world,
        recipients=[
            {"username": {"username": usernames[0].upper()}},
            {"account": {"accountId": other.id}},
            {"account": {"accountId": stranger.id}},
            {"username": {"username": name_of_stranger}},
            {"account": {"accountId": "nonsense"}},
            {"username": {"username": "no one by this name"}},
            {"email": {"email": friend.email}},
            {"email": {"email": "  "}},
        ],
        addresses=f"@{usernames[1]}; new.{world.key}@example.org; @{name_of_stranger}",
    )
    assert found(payload) == [
        None, None, "UNKNOWN_PERSON", "UNKNOWN_PERSON", "UNKNOWN_PERSON", "UNKNOWN_PERSON", "ALREADY_INVITED", "BLANK",
        "ALREADY_INVITED", None, "UNKNOWN_PERSON",
    ]  # fmt: skip
    assert payload["results"][6]["invitation"] is None
    assert payload["results"][8]["invitation"] is None
    masked = f"{friend.email[0]}…@example.org"
    assert payload["results"][0]["invitation"]["email"] == masked
    assert payload["results"][9]["invitation"]["email"] == f"new.{world.key}@example.org"
    assert payload["results"][2]["error"]["path"] == ["recipients", "2", "account"]
    assert payload["results"][10]["error"]["path"] == ["addresses", "2"]
    shown = "query($g: ID!) { group(id: $g) { invitations { nodes { email } } history: invitationCounts { total } } }"
    assert friend.email not in str(await world.administrator.ok(shown, g=world.group))


async def test_inviting_again(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    payload = await invite(world, addresses=world.invitee.email)
    assert found(payload) == ["ALREADY_INVITED"]
    assert payload["results"][0]["invitation"]["id"] == world.invitation
    await world.invitee.mutate("declineInvitation", {"invitationId": world.invitation}, "")
    assert found(await invite(world, addresses=world.invitee.email)) == [None]


async def test_the_cooldown_counts_over_new_invitations(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    first = await invite(world, addresses=guest.email)
    await guest.mutate("declineInvitation", {"invitationId": first["results"][0]["invitation"]["id"]}, "")
    before = await world.state()
    assert found(await invite(world, addresses=guest.email)) == ["RESEND_TOO_SOON"]
    assert await world.state() == before
    assert found(await invite(world, addresses=guest.email, sendMail=False)) == [None]


async def test_what_concerns_the_whole(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    before = await world.state()
    text_of = "Come: @register_url"
    address = "x@example.org"
    for given, expected in [
        ({}, [("BLANK", ["recipients"])]),
        ({"addresses": address, "body": "Come."}, [("TEMPLATE_LACKS_REGISTER_URL", ["body"])]),
        ({"addresses": address, "body": f"{text_of} @grup_name"}, [("TEMPLATE_UNKNOWN_PLACEHOLDER", ["body"])]),
        ({"addresses": address, "body": text_of, "subject": "a\nb"}, [("INVALID_VALUE", ["subject"])]),
        ({"addresses": address, "body": text_of, "subject": "x" * 201}, [("TOO_LONG", ["subject"])]),
        ({"addresses": address, "body": text_of + "x" * 10_000}, [("TOO_LONG", ["body"])]),
        ({"addresses": " ".join(f"a{n}@example.org" for n in range(5001))}, [("TOO_MANY_RECIPIENTS", ["recipients"])]),
    ]:
        payload = await invite(world, **given)
        assert [(error["code"], error["path"]) for error in payload["userErrors"]] == expected, given
        assert (payload["results"], payload["batch"], payload["invitedCount"]) == ([], None, 0)
    assert await world.state() == before


async def test_without_a_mail(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    guest = await people("Guest")
    given = {"addresses": guest.email, "sendMail": False, "body": "no link in here", "groupId": world.group}
    selection = "batch { id } results { invitation { url delivery resendableAt createdAt } }"
    payload = await world.administrator.mutate("inviteMembers", given, selection)
    made = payload["results"][0]["invitation"]
    assert payload["batch"] is None
    assert made["delivery"] is None
    assert "/join/" in made["url"]
    assert (await world.state())["mails"] == []
    assert (await guest.ok("{ viewer { badge { total } } }"))["viewer"]["badge"]["total"] == 1


async def test_preview_says_what_inviting_would(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    asked = """query($g: ID!, $s: String, $b: String) { group(id: $g) {
      invitationPreview(subject: $s, body: $b, email: "eve@example.org") { to subject text html problems { code path } } } }"""
    shown = (await world.administrator.ok(asked, g=world.group, s="@group_name <b>", b="<i> @register_url"))["group"]
    preview = shown["invitationPreview"]
    assert (preview["to"], preview["subject"]) == ("eve@example.org", "Wednesday <b>")
    assert "<i> http" in preview["text"]
    assert "&lt;i&gt;" in preview["html"]
    assert preview["problems"] == []
    wrong = await world.administrator.ok(asked, g=world.group, s="@nobody", b="none")
    assert [problem["code"] for problem in wrong["group"]["invitationPreview"]["problems"]] == [
        "TEMPLATE_UNKNOWN_PLACEHOLDER",
        "TEMPLATE_LACKS_REGISTER_URL",
    ]
    assert codes(await invite(world, addresses="x@example.org", subject="@nobody", body="none")) == [
        "TEMPLATE_UNKNOWN_PLACEHOLDER",
        "TEMPLATE_LACKS_REGISTER_URL",
    ]


async def test_search_and_filters(people: People, engine: AsyncEngine) -> None:
    world = await make_world(people, engine)
    await invite(world, addresses=f"Zoë Ångström <zoe.{world.key}@example.org>, max.{world.key}@example.org")
    asked = """query($g: ID!, $s: String, $t: [InvitationStatus!]) { group(id: $g) {
      invitations(search: $s, status: $t) { totalCount nodes { email } } } }"""

    async def count(search: str | None = None, status: list[str] | None = None) -> int:
        group = (await world.administrator.ok(asked, g=world.group, s=search, t=status))["group"]
        total: int = group["invitations"]["totalCount"]
        assert total == len(group["invitations"]["nodes"])
        return total

    assert [await count("zoe"), await count("ANGS"), await count(f"max.{world.key}@"), await count("ax")] == [
        1,
        1,
        1,
        0,
    ]
    assert [await count(), await count(status=[]), await count(status=["PENDING"]), await count("%")] == [3, 0, 3, 0]
