"""Signing in by cookie: which requests it counts on, and when it is taken away."""

import httpx
import pytest

from tests.accounts.application import ALLOWED, Application
from tests.accounts.documents import LOG_OUT, ME


@pytest.fixture(params=["development", "production"])
def each_application(request: pytest.FixtureRequest) -> Application:
    application: Application = request.getfixturevalue(
        "application" if request.param == "development" else request.param
    )
    return application


def own(application: Application) -> str:
    return str(application.client.base_url).rstrip("/")


def cookie_of(response: httpx.Response) -> str:
    """Return the name and value of the cookie in a response."""
    return response.headers["set-cookie"].partition(";")[0]


async def test_a_login_sets_a_cookie_that_scripts_and_other_sites_do_not_get(each_application: Application) -> None:
    person = await each_application.person()
    answer = await each_application.log_in(person.email)
    header = answer.response.headers["set-cookie"]
    assert answer.data["token"] in header
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"} <= set(header.split("; "))
    assert (
        header.startswith("__Host-usher=")
        is ("Secure" in header.split("; "))
        is own(each_application).startswith("https")
    )
    assert "Domain" not in header


async def test_a_cookie_counts_on_requests_of_our_own_and_allowed_pages_alone(each_application: Application) -> None:
    person = await each_application.person()
    cookie = cookie_of((await each_application.log_in(person.email)).response)
    counting: list[dict[str, str]] = [
        {"Origin": own(each_application)},
        {"Origin": ALLOWED},
        {"Origin": ALLOWED, "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-origin"},
    ]
    foreign: list[dict[str, str]] = [
        {},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://evil.example.com"},
        {"Origin": own(each_application) + ".evil.example.com"},
        {"Origin": own(each_application) + ":81"},
        {"Origin": "https://evil.example.com", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": own(each_application) + "/"},
    ]
    for headers in counting:
        answer = await each_application.ask(ME, headers=headers | {"Cookie": cookie})
        assert answer.data == {"account": {"email": person.email}}, headers
    for headers in foreign:
        assert (await each_application.ask(ME, headers=headers | {"Cookie": cookie})).data is None, headers
        left = await each_application.ask(LOG_OUT, headers=headers | {"Cookie": cookie})
        assert left.codes == ["UNAUTHENTICATED"], headers
    assert await each_application.is_signed_in(person.token)


async def test_in_development_any_name_of_this_machine_is_our_own(
    application: Application, production: Application
) -> None:
    person = await application.person()
    cookie = cookie_of((await application.log_in(person.email)).response)
    headers = {"Host": "localhost:8000", "Origin": "http://localhost:8000", "Cookie": cookie}
    assert (await application.ask(ME, headers=headers)).data is not None
    assert (await application.ask(ME, headers=headers | {"Host": "localhost:8001"})).data is None
    strict = cookie_of((await production.log_in(person.email)).response)
    headers = {"Host": "other.example.org", "Origin": "https://other.example.org", "Cookie": strict}
    assert (await production.ask(ME, headers=headers)).data is None


async def test_a_cookie_whose_session_has_ended_is_refused_once_and_taken_away(each_application: Application) -> None:
    person = await each_application.person()
    cookie = cookie_of((await each_application.log_in(person.email)).response)
    headers = {"Origin": own(each_application), "Cookie": cookie}
    assert cookie_of((await each_application.ask(LOG_OUT, headers=headers)).response) == cookie.partition("=")[0] + "="
    refused = await each_application.ask("{ site { name } }", headers=headers)
    assert refused.codes == ["UNAUTHENTICATED"]
    assert refused.response.status_code == 401
    assert refused.response.headers["set-cookie"].startswith(
        cookie.partition("=")[0] + "=; Max-Age=0; Path=/; HttpOnly"
    )
    foreign = await each_application.ask("{ site { name } }", headers={"Cookie": cookie})
    assert foreign.codes == []
    assert "set-cookie" not in foreign.response.headers


async def test_an_access_token_is_no_cookie(application: Application) -> None:
    person = await application.person()
    _, secret = await application.access_token(person, "READ")
    refused = await application.ask(ME, headers={"Origin": own(application), "Cookie": f"usher={secret}"})
    assert refused.codes == ["UNAUTHENTICATED"]


async def test_the_bearer_goes_before_the_cookie(application: Application) -> None:
    first, second = await application.person(), await application.person()
    cookie = f"usher={first.token}"
    headers = {"Origin": own(application), "Cookie": cookie}
    assert (await application.ask(ME, token=second.token, headers=headers)).data["account"]["email"] == second.email
    assert (await application.ask(ME, headers=headers)).data["account"]["email"] == first.email
