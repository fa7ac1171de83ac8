"""No error repeats a value from the request, whether from a variable or a literal, of any type."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.client import Client
from tests.support.long_texts import LongText, operations
from tests.support.people import People

SECRET = "ush_l_ThisIsMySecret"
NUMBER = 987654321987654321
WRONG: dict[str, Any] = {
    "text": SECRET,
    "a list": [SECRET],
    "a list of lists": [[SECRET]],
    "an object": {"secret": SECRET},
    "an object of objects": {"secret": {"secret": [SECRET]}},
    "a number": NUMBER,
    "a fraction": NUMBER / 7,
    "true": True,
}
OPERATIONS = operations(all_leaves=True)


def literal(value: Any) -> str:
    """Write a value as a GraphQL literal."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value)


def in_document(one: LongText, value: Any) -> str:
    """Return the operation with literals instead of variables."""
    head, _, rest = one.document.partition("{")
    for name, given in one.variables(value).items():
        rest = re.sub(rf"\${name}\b", lambda _, given=given: literal(given), rest)  # type: ignore[misc]
    return f"{head.partition('(')[0]} {{{rest}"


def error_messages(answer: Any) -> Iterator[str]:
    """Yield the messages of all errors and user errors of an answer."""
    yield from (error["message"] for error in answer.get("errors", ()))
    for payload in (answer.get("data") or {}).values():
        yield from (error["message"] for error in (payload or {}).get("userErrors", ()))


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: f"{one.root}-{one.name}")
async def test_no_error_repeats_a_given_value(http: httpx.AsyncClient, url: str, one: LongText) -> None:
    client = Client(http, url)
    for name, value in WRONG.items():
        for answer in (
            await client.answer(one.document, **one.variables(value)),
            await client.answer(in_document(one, value)),
        ):
            said = "\n".join(error_messages(answer))
            assert "Secret" not in said, (name, said)
            assert "987654321" not in said, (name, said)
            assert "1.41093" not in said, (name, said)
            assert "1410934" not in said, (name, said)


SYNTAX = {
    "a string where a name belongs": f'{{ site {{ "{SECRET}" }} }}',
    "a string at the end": f'{{ site {{ name }} }} "{SECRET}"',
    "a block string": f'{{ site {{ """{SECRET}""" }} }}',
    "a string that does not end": f'{{ invitePage(key: "{SECRET}',
    "a name at the end": f"{{ site {{ name }} }} {SECRET}",
    "a name for a value": f"{{ invitePage(key: {SECRET}) {{ url }} }}",
    "a name without quotes": f"{{ invitePage(key: {SECRET}-{SECRET}) {{ url }} }}",
    "a number": f"{{ site {{ {NUMBER} }} }}",
    "a number that ends in a letter": f"{{ invitePage(key: {NUMBER}x) {{ url }} }}",
    "a fraction without its leading zero": f"{{ invitePage(key: .{NUMBER}) {{ url }} }}",
    "an escape": f'{{ invitePage(key: "\\q{SECRET}") {{ url }} }}',
    "a code point": f'{{ invitePage(key: "\\u{{{NUMBER}}}") {{ url }} }}',
    "a number of 5,000 digits": "{ groups(first: " + "9" * 5_000 + ") { totalCount } }",
    "a number of 5,000 digits for an ID": "query($id: ID = " + "9" * 5_000 + ") { group(id: $id) { id } }",
    "an enum": f"mutation {{ createGroup(input: {{name: \"x\", joinPolicy: {SECRET}}}) {{ userErrors {{ code }} }} }}",
    "a default": f'query($n: Int = "{SECRET}") {{ groups(first: $n) {{ totalCount }} }}',
    "a default of an object": f"query($n: Int = {{a: \"{SECRET}\"}}) {{ groups(first: $n) {{ totalCount }} }}",
    "beside an unknown field": f'mutation {{ logIn(input: {{email: "x", password: "{SECRET}", more: 1}}) {{ token }} }}',
    "beside a missing field": f'mutation {{ logIn(input: {{password: "{SECRET}"}}) {{ token }} }}',
    "beside the same field": f'mutation {{ logIn(input: {{email: "x", password: "{SECRET}", password: "y"}}) {{ token }} }}',
    "beside another field of a OneOf input": f'mutation {{ acceptInvitation(input: {{token: "{SECRET}", invitationId: "x"}}) {{ userErrors {{ code }} }} }}',
    "below an unknown field in a list": f'mutation {{ inviteMembers(input: {{groupId: "x", recipients: [{{email: {{email: "x", name: "{SECRET}", more: 1}}}}]}}) {{ invitedCount }} }}',
    "in a field that conflicts": f'{{ invitePage(key: "{SECRET}") {{ url }} invitePage(key: "x") {{ url }} }}',
    "a directive": f'{{ site {{ name @skip(if: "{SECRET}") }} }}',
}  # fmt: skip


@pytest.mark.parametrize("document", SYNTAX.values(), ids=SYNTAX)
async def test_errors_repeat_only_names_of_the_document(
    people: People, http: httpx.AsyncClient, url: str, document: str
) -> None:
    for client in (Client(http, url), await people("Ida")):
        answer = await client.answer(document)
        said = "\n".join(error_messages(answer))
        assert said or "ID" in document
        assert "Secret" not in said, said
        assert "987654321" not in said, said
        assert "999" not in said, said
        assert "sys." not in said, said
        codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
        assert "INTERNAL" not in codes


EXPECTED_MESSAGES = [
    ("query($n: Int!) { groups(first: $n) { totalCount } }", {"n": "1"}, "Variable '$n' has invalid value: Int cannot represent non-integer value."),
    ("query($n: Int!) { groups(first: $n) { totalCount } }", {}, "Variable '$n' has invalid value: Expected a value of non-null type 'Int!' to be provided."),
    ("mutation($i: LogInInput!) { logIn(input: $i) { token } }", {"i": {"email": "x"}}, "Variable '$i' has invalid value: Expected value of type 'LogInInput' to include required field 'password'."),
    ("mutation($i: LogInInput!) { logIn(input: $i) { token } }", {"i": {"email": "x", "password": ["y"]}}, "Variable '$i' has invalid value at .password: String cannot represent a non string value."),
    ("mutation($i: LogInInput!) { logIn(input: $i) { token } }", {"i": {"email": "x", "passwort": "y"}}, "Variable '$i' has invalid value: Expected value of type 'LogInInput' not to include unknown field 'passwort'. Did you mean 'password'?"),
    ("mutation($i: AnswerInvitationInput!) { acceptInvitation(input: $i) { userErrors { code } } }", {"i": {}}, "OneOf Input Object 'AnswerInvitationInput' must specify exactly one key."),
    ("mutation($p: JoinPolicy!) { createGroup(input: {name: \"x\", joinPolicy: $p}) { userErrors { code } } }", {"p": "OPEM"}, "Variable '$p' has invalid value: This is not a value of the enum 'JoinPolicy'."),
    ("mutation($i: GenerateInviteCodeInput!) { generateInviteCode(input: $i) { userErrors { code } } }", {"i": {"groupId": "x", "expiresAt": "soon"}}, "Variable '$i' has invalid value at .expiresAt: A DateTime is RFC 3339 with an offset, e.g. 2026-11-20T09:30:00Z."),
    ("{ site { nam } }", {}, "Cannot query field 'nam' on type 'Site'. Did you mean 'name'?"),
    ("{ site { name ", {}, "Syntax Error: Expected Name, found <EOF>."),
    ("{ site { 1 } }", {}, "Syntax Error: Expected Name, found Int."),
]  # fmt: skip


@pytest.mark.parametrize(("document", "variables", "message"), EXPECTED_MESSAGES)
async def test_errors_still_say_what_is_wrong(
    http: httpx.AsyncClient, url: str, document: str, variables: dict[str, Any], message: str
) -> None:
    answer = await Client(http, url).answer(document, **variables)
    assert any(message in error["message"] for error in answer["errors"]), answer
