"""The checks before a root field does anything: sign-in, permission and the lengths of all texts."""

from typing import Any

import pytest

from rules.lengths import MAX_LENGTHS
from tests.conftest import Counted
from tests.support.client import Client
from tests.support.long_texts import FILLERS, LongText, filling, operations
from tests.support.people import Person

LONG_TEXT = 60 * 1024
TOO_LONG = 64 * 1024 + 1
TOO_LONG_TO_PASTE = 512 * 1024 + 1
OPERATIONS = operations("Query", "Mutation")
PUBLIC = {"site", "invitePage", "register", "requestOneTimeLogin", "logIn", "logInWithOneTimeLink"}
NULL_FOR_STRANGERS = {"node", "group"}
ONE_BY_ONE = ("input", "recipients")
NO_ERROR = "no error"


def case_name(one: LongText) -> str:
    return one.name


def has_own_limit(one: LongText) -> bool:
    """Whether the text has a limit of its own: exceeding it is a user error, not an error of the request."""
    return one.root == "Mutation" and one.path[-1] in MAX_LENGTHS and one.path[:2] != ONE_BY_ONE


def outcome(one: LongText, answer: dict[str, Any]) -> str:
    """Return the code of the request's error, or else of the first user error, or else `NO_ERROR`."""
    if answer.get("errors"):
        return str(answer["errors"][0]["extensions"]["code"])
    payload = answer["data"][one.field]
    return payload["userErrors"][0]["code"] if payload and payload.get("userErrors") else NO_ERROR


async def outcome_of(counted: Counted, client: Client, one: LongText, text: str) -> tuple[str, int, dict[str, Any]]:
    counted.statements.clear()
    answer = await client.answer(one.document, **one.variables(text))
    return outcome(one, answer), len(counted.statements), answer


@pytest.fixture(scope="module")
async def newcomer(counted: Counted) -> Person:
    return await counted.people("Fresh")


@pytest.mark.parametrize("one", OPERATIONS, ids=case_name)
async def test_a_stranger_is_refused_before_anything_is_read(counted: Counted, one: LongText) -> None:
    text = filling("words", 400 * 1024 if one.is_pasted else LONG_TEXT)
    code, statements, _ = await outcome_of(counted, Client(counted.people.http, counted.people.url), one, text)
    assert statements == 0
    if code == "BAD_REQUEST":  # the text is not a value of the enum, or not a DateTime
        assert one.path[-1] not in MAX_LENGTHS
    elif one.field not in PUBLIC:
        assert code == (NO_ERROR if one.field in NULL_FOR_STRANGERS else "UNAUTHENTICATED")
    else:
        assert code == ("TOO_LONG" if has_own_limit(one) else NO_ERROR)


@pytest.mark.parametrize("one", OPERATIONS, ids=case_name)
async def test_a_text_is_at_most_64_kib(counted: Counted, newcomer: Person, one: LongText) -> None:
    client = Client(counted.people.http, counted.people.url)
    text = "ush_l_secret " * ((TOO_LONG_TO_PASTE if one.is_pasted else TOO_LONG) // 13 + 1)
    signing_in = {0, 1} if one.root == "Query" else {1}  # a query uses a sign-in of the last second again
    for caller, allowed in ((client, {0}), (newcomer, signing_in)):
        code, statements, answer = await outcome_of(counted, caller, one, text)
        assert (code, statements in allowed) == ("BAD_REQUEST", True)
        (error,) = answer["errors"]
        leaf = next(name for name in reversed(one.path) if name != "0")
        assert leaf in error["message"]
        assert "ush_l" not in str(answer)


@pytest.mark.parametrize("one", [one for one in OPERATIONS if has_own_limit(one)], ids=case_name)
async def test_a_text_over_its_own_limit_is_refused_after_the_sign_in(
    counted: Counted, newcomer: Person, one: LongText
) -> None:
    for kind in FILLERS:
        text = filling(kind, LONG_TEXT)
        if len(text) <= 4 * MAX_LENGTHS[one.path[-1]]:
            continue
        code, statements, answer = await outcome_of(counted, newcomer, one, text)
        assert (code, statements) == ("TOO_LONG", 1), kind
        (problem,) = answer["data"][one.field]["userErrors"]
        assert problem["path"] == [one.path[-1]]


def test_every_text_of_a_mutation_has_a_bound() -> None:
    unbound = [
        one.name for one in operations("Mutation") if one.path[-1] not in MAX_LENGTHS and one.path[:2] != ONE_BY_ONE
    ]
    kinds = ("Id", "Ids.0", "id", "ids.0", "addresses", "role", "At", "scopes.0", "joinPolicy", "policy", "kind")
    assert [name for name in unbound if not name.removesuffix(")").endswith(kinds)] == []


SEARCH_AND_PREVIEW = """query($group: ID!, $search: String!, $text: String) { group(id: $group) {
    members(search: $search) { nodes { id } } invitations(search: $search) { nodes { id } }
    inviteCandidates(search: $search) { account { name } }
    invitationPreview(email: $text, subject: $text, body: $text) { to subject text html problems { code } } } }"""


@pytest.mark.parametrize("kind", FILLERS)
async def test_searches_and_previews_with_long_texts_are_cheap(counted: Counted, newcomer: Person, kind: str) -> None:
    payload = await newcomer.mutate("createGroup", {"name": "&" * 120}, "group { id }")
    counted.statements.clear()
    text = filling(kind, LONG_TEXT)
    found = (await newcomer.ok(SEARCH_AND_PREVIEW, group=payload["group"]["id"], search=text, text=text))["group"]
    assert max(map(len, counted.statements)) < 30_000
    preview = found["invitationPreview"]
    assert {problem["code"] for problem in preview["problems"]} >= {"TOO_LONG"}
    assert [preview[part] for part in ("subject", "text", "html")] == ["", "", ""]
    assert len(preview["to"]) <= 320


PREVIEW = """query($group: ID!, $body: String!) { group(id: $group) {
    invitationPreview(body: $body) { text html problems { code path } } } }"""


@pytest.mark.parametrize(("count", "codes"), [(99, []), (100, ["TOO_LONG"]), (600, ["TOO_LONG"])])
@pytest.mark.parametrize("name", ["group_name", "register_url"])
async def test_a_preview_of_many_placeholders_stays_short(
    counted: Counted, newcomer: Person, name: str, count: int, codes: list[str]
) -> None:
    payload = await newcomer.mutate("createGroup", {"name": "&" * 120}, "group { id }")
    body = "@register_url " + f"@{name} " * count
    found = await newcomer.ok(PREVIEW, group=payload["group"]["id"], body=body)
    preview = found["group"]["invitationPreview"]
    assert [problem["code"] for problem in preview["problems"]] == codes
    assert len(preview["text"] + preview["html"]) < 150_000


async def test_aliases_with_long_texts_are_too_complex(counted: Counted, newcomer: Person) -> None:
    fields = {
        "query($t: String!)": 'checkRecipients(input: {groupId: "x", addresses: $t}) { readyCount }',
        "mutation($t: String!)": 'inviteMembers(input: {groupId: "x", addresses: $t}) { invitedCount }',
        'query($t: String = "%s")': 'checkRecipients(input: {groupId: "x", addresses: $t}) { readyCount }',
    }
    counted.statements.clear()
    for head, field in fields.items():
        text = filling("words", 60_000 if "%s" in head else 500 * 1024)
        document = f"{head % text if '%s' in head else head} {{ {' '.join(f'a{n}: {field}' for n in range(30))} }}"
        assert await newcomer.code(document, **({} if "%s" in head else {"t": text})) == "TOO_COMPLEX"
    ids = ["R3JvdXA6MQ=="] * 10_000
    document = " ".join(f"a{n}: addExistingMembers(input: $i) {{ userErrors {{ code }} }}" for n in range(20))
    given = {"groupId": "x", "accountIds": ids}
    code = await newcomer.code(f"mutation($i: AddExistingMembersInput!) {{ {document} }}", i=given)
    assert (code, len(counted.statements)) == ("TOO_COMPLEX", 4)


async def test_a_long_list_of_recipients_is_accepted(counted: Counted, newcomer: Person) -> None:
    text = ",\n".join(f"somebody.with.a.long.name.{number}@somewhere-far-away.example.org" for number in range(4_500))
    group = (await newcomer.mutate("createGroup", {"name": "Chess"}, "group { id }"))["group"]["id"]
    document = "query($i: InviteMembersInput!) { checkRecipients(input: $i) { readyCount } }"
    found = await newcomer.ok(document, i={"groupId": group, "addresses": text})
    assert found["checkRecipients"] == {"readyCount": 4_500}


FORMS = {"/register": ("name", "email"), "/login": ("email", "password"), "/password": ("email",)}


@pytest.mark.parametrize("address", FORMS)
async def test_a_form_has_the_length_limits_of_a_mutation(counted: Counted, address: str) -> None:
    http, url = counted.people.http, counted.people.url
    page = await http.get(url + address)
    guard = page.text.partition('name="form" value="')[2].partition('"')[0]
    for name in FORMS[address]:
        form = dict.fromkeys(FORMS[address], "anna@example.org") | {name: " " * 50_000 + "x", "form": guard}
        answer = await http.post(url + address, data=form, headers={"sec-fetch-site": "same-origin"})
        assert answer.status_code == 422
        assert f"This must not be longer than {MAX_LENGTHS[name]:,} characters." in answer.text
