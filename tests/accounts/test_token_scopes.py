"""What each scope of an access token opens."""

from typing import Any

import pytest

from tests.accounts.application import ANOTHER, PASSWORD, Application
from tests.accounts.documents import CREATE_TOKEN, LOG_OUT, ME, TOKENS

WRITING = 'mutation { createGroup(input: { name: "Chess" }) { group { name } userErrors { code } } }'
ASKING = '{ access(groupId: "x", email: "a@example.org") { reason } }'
ASKING_AS_STAFF = '{ accounts(search: "zzz") { totalCount } }'


@pytest.mark.parametrize(
    ("scopes", "reads", "writes", "asks"),
    [
        (["READ"], True, False, True),
        (["WRITE"], True, True, True),
        (["READ_ACCESS"], False, False, True),
        (["READ", "READ_ACCESS"], True, False, True),
    ],
)
async def test_a_token_opens_what_its_scopes_say(
    application: Application, scopes: list[str], reads: bool, writes: bool, asks: bool
) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, *scopes)
    for document, allowed, otherwise in (
        (ME, reads, []),
        (TOKENS, reads, []),
        (WRITING, writes, []),
        (ASKING, asks, ["NOT_FOUND"]),
    ):
        codes = (await application.ask(document, token=secret)).codes
        assert codes == (otherwise if allowed else ["FORBIDDEN"]), document


@pytest.mark.parametrize(
    "document",
    [
        LOG_OUT,
        f'mutation {{ setPassword(input: {{ password: "{ANOTHER}", currentPassword: "{PASSWORD}" }}) '
        "{ userErrors { code } } }",
        'mutation { updateProfile(input: { name: "X" }) { userErrors { code } } }',
        'mutation { createAccessToken(input: { name: "X", scopes: [READ] }) { secret } }',
        "mutation($id: ID!) { revokeAccessToken(input: { id: $id }) { revokedId } }",
    ],
)
async def test_no_token_changes_what_opens_the_account(application: Application, document: str) -> None:
    staff = await application.staff()
    token_id, secret = await application.access_token(staff, "READ", "WRITE", "READ_ACCESS", "STAFF")
    variables: dict[str, Any] = {"id": token_id} if "$id" in document else {}
    assert (await application.ask(document, token=secret, **variables)).codes == ["FORBIDDEN"]
    assert await application.is_signed_in(secret)
    assert len((await application.ask(TOKENS, token=staff.token)).data["accessTokens"]) == 1
    assert (await application.log_in(staff.email)).problems == []


@pytest.mark.usefixtures("nothing_kept")
async def test_staffs_rights_go_with_a_token_only_where_it_says_so(application: Application) -> None:
    staff, person = await application.staff(), await application.person()
    _, plain = await application.access_token(staff, "READ", "WRITE")
    _, full = await application.access_token(staff, "READ", "STAFF")
    assert (await application.ask(ASKING_AS_STAFF, token=plain)).codes == ["FORBIDDEN"]
    assert (await application.ask(ASKING_AS_STAFF, token=full)).data == {"totalCount": 0}
    assert (await application.ask("{ viewer { isStaff } }", token=plain)).data == {"isStaff": False}
    asked = {"name": "", "scopes": ["READ", "STAFF"]}
    assert (await application.ask(CREATE_TOKEN, token=person.token, input=asked)).codes == ["FORBIDDEN"]
    await application.execute("DELETE FROM staff WHERE email = :email", email=staff.email)
    assert (await application.ask(ASKING_AS_STAFF, token=full)).codes == ["FORBIDDEN"]
