"""What an account may do before it has set a password."""

import pytest

from tests.accounts.application import Application
from tests.accounts.documents import LOG_OUT

GROUPS = "{ groups { totalCount } }"
MAKE_GROUP = 'mutation { createGroup(input: { name: "Chess" }) { group { id } } }'


@pytest.mark.parametrize(
    "document",
    [
        GROUPS,
        MAKE_GROUP,
        '{ node(id: "x") { id } }',
        '{ accounts(search: "a") { totalCount } }',
        'mutation { updateProfile(input: { name: "Ann" }) { userErrors { code } } }',
        'mutation { createAccessToken(input: { name: "A", scopes: [READ] }) { secret } }',
        'mutation { revokeAccessToken(input: { id: "x" }) { revokedId } }',
        "{ viewer { liveCursor } }",
        "{ viewer { accessTokens { id } } }",
        "{ viewer { memberships { totalCount } } }",
    ],
)
async def test_before_a_password_is_set_all_else_is_refused(application: Application, document: str) -> None:
    newcomer = await application.newcomer()
    refused = await application.ask(document, token=newcomer.token)
    assert refused.codes == ["PASSWORD_REQUIRED"]
    assert (await application.ask("{ site { name } }", token=newcomer.token)).data == {"name": "Usher"}
    assert (await application.set_password(newcomer.token)).problems == []
    assert "PASSWORD_REQUIRED" not in (await application.ask(document, token=newcomer.token)).codes


async def test_a_newcomer_may_log_out_without_a_password(application: Application) -> None:
    newcomer = await application.newcomer()
    assert (await application.ask(LOG_OUT, token=newcomer.token)).problems == []
    assert not await application.is_signed_in(newcomer.token)
