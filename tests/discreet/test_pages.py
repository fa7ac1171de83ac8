"""No page, picture or answer about a discreet group names it or its facilitator before its invitee has signed in."""

import re

from tests.discreet.mailed_group import DESCRIPTION, FACILITATOR, GROUP, NAMES, PAGE, MailedGroup, read
from tests.support.client import Client, mutation


def addresses(mailed: MailedGroup) -> list[str]:
    """Every page and picture that a link or a code leads to, and where they send people."""
    keys = [*mailed.links.values(), *mailed.codes.values()]
    here = [f"/join/{key}{more}" for key in keys for more in ("", "/print", "/qr.svg", "/qr.png")]
    return [*here, *(f"/{page}?to=/join/{key}" for key in keys for page in ("login", "register"))]


async def test_no_page_or_picture_names_a_discreet_group(discreet: MailedGroup) -> None:
    for path in addresses(discreet):
        for reader in (None, discreet.stranger):
            assert not re.search(NAMES, await read(discreet, path, reader)), (path, reader)
    assert len(discreet.glimpses) == 18
    assert not any(re.search(NAMES, glimpse) for glimpse in discreet.glimpses)


async def test_pages_of_other_groups_name_them(plain: MailedGroup) -> None:
    for kind in (plain.links["new"], plain.codes["open"]):
        for more in ("", "/print", "/qr.svg", "/qr.png"):
            assert re.search(NAMES, await read(plain, f"/join/{kind}{more}", None)), more
    assert any(re.search(NAMES, glimpse) for glimpse in plain.glimpses)
    for state in ("declined", "cancelled", "expired"):
        assert re.search(NAMES, await read(plain, f"/join/{plain.links[state]}", None)), state


async def test_the_graphql_invite_page_shows_no_more(discreet: MailedGroup) -> None:
    nobody = Client(discreet.server.people.http, discreet.server.url)
    for asker in (nobody, discreet.stranger):
        for state, key in (discreet.links | discreet.codes).items():
            page = (await asker.ok(PAGE, key=key))["invitePage"]
            assert not re.search(NAMES, str(page)), state
            assert [page[name] for name in ("groupName", "groupDescription", "facilitatorName", "memberCount")] == [
                None
            ] * 4


async def test_the_invitee_sees_the_names_after_signing_in(discreet: MailedGroup) -> None:
    key = discreet.links["known"]
    page = (await discreet.invitee.ok(PAGE, key=key))["invitePage"]
    assert (page["groupName"], page["groupDescription"]) == (f"{GROUP} Nord", DESCRIPTION)
    assert page["facilitatorName"] == f"{FACILITATOR} Zwiebelkorn"
    shown = await read(discreet, f"/join/{key}", discreet.invitee)
    assert re.search(GROUP, shown)
    assert re.search(FACILITATOR, shown)
    # A code is nobody's own: the same person sees no names there until they have joined.
    assert not re.search(NAMES, await read(discreet, f"/join/{discreet.codes['open']}", discreet.invitee))
    assert re.search(GROUP, await read(discreet, f"/join/{discreet.codes['open']}", discreet.patient))


async def test_refusals_of_newcomers_name_nobody(discreet: MailedGroup) -> None:
    newcomer = await discreet.server.people("New Comer")
    for field_, given in (
        ("acceptInvitation", {"token": discreet.links["known"]}),
        ("declineInvitation", {"token": discreet.links["cancelled"]}),
        ("joinWithCode", {"code": discreet.codes["deleted, once expired"]}),
        ("joinGroup", {"groupId": discreet.group}),
    ):
        answer = await newcomer.answer(mutation(field_, "userErrors { code message url }"), input=given)
        assert answer.get("errors") or answer["data"][field_]["userErrors"], field_
        assert not re.search(NAMES, str(answer)), field_
