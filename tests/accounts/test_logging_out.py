"""Logging out, and who asks afterwards."""

from tests.accounts.application import PASSWORD, Application
from tests.accounts.documents import LOG_OUT, SET_PASSWORD, VIEWER


async def test_logging_out_ends_this_session_alone(application: Application) -> None:
    person = await application.person()
    other = (await application.log_in(person.email)).data["token"]
    out = await application.ask(LOG_OUT, token=other)
    assert out.problems == []
    assert "usher=; Max-Age=0" in out.response.headers["set-cookie"]
    assert (await application.ask(VIEWER, token=other)).codes == ["UNAUTHENTICATED"]
    assert await application.is_signed_in(person.token)


async def test_what_follows_in_the_same_request_is_the_newcomers_and_then_nobodys(application: Application) -> None:
    person = await application.person()
    document = (
        "mutation($input: LogInInput!) { in: logIn(input: $input) { token }"
        ' first: createGroup(input: { name: "Chess" }) { group { name } } }'
    )
    answer = await application.ask(document, input={"email": person.email, "password": PASSWORD})
    assert answer.response.json()["data"]["first"] == {"group": {"name": "Chess"}}
    left = await application.ask(
        'mutation { logOut { userErrors { code } } after: createGroup(input: { name: "Go" }) { group { name } } }',
        token=answer.response.json()["data"]["in"]["token"],
    )
    assert left.codes == ["UNAUTHENTICATED"]
    assert left.response.json()["data"]["after"] is None


async def test_nobody_is_nobody(application: Application) -> None:
    assert (await application.ask(VIEWER)).data is None
    assert (await application.ask(LOG_OUT)).codes == ["UNAUTHENTICATED"]
    assert (await application.ask(SET_PASSWORD, input={"password": PASSWORD})).codes == ["UNAUTHENTICATED"]
    assert (await application.ask('{ accounts(search: "a") { totalCount } }')).codes == ["UNAUTHENTICATED"]


async def test_staff_find_accounts_and_nobody_else_does(application: Application) -> None:
    person, staff = await application.person(name="Quentin Unusual"), await application.staff()
    document = '{ accounts(search: "unus") { totalCount nodes { name email } } }'
    assert (await application.ask(document, token=person.token)).codes == ["FORBIDDEN"]
    found = (await application.ask(document, token=staff.token)).data
    assert found == {"totalCount": 1, "nodes": [{"name": "Quentin Unusual", "email": person.email}]}
    assert (await application.ask(VIEWER, token=staff.token)).data["isStaff"] is True
