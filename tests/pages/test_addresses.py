"""Addresses of pages that are written with a slash at the end: they stay on this host, whatever a request calls it."""

import httpx
import pytest

ELSEWHERE = {"host": "evil.example"}


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/login/", "/login"),
        ("/join/", "/join"),
        ("/join/ABCD-EFGH/", "/join/ABCD-EFGH"),
        ("/join/a%20b/?said=x", "/join/a%20b?said=x"),
        ("/invitations///", "/invitations"),
        ("/readyz/", "/readyz"),
    ],
)
async def test_an_extra_slash_redirects_to_the_page(
    http: httpx.AsyncClient, url: str, address: str, leads_to: str
) -> None:
    answer = await http.get(url + address, headers=ELSEWHERE, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, leads_to)


@pytest.mark.parametrize("address", ["//evil.example/", "//evil.example//login/", "/nothing/", "/static"])
async def test_no_address_redirects_to_another_site(http: httpx.AsyncClient, url: str, address: str) -> None:
    answer = await http.get(url + address, headers=ELSEWHERE, follow_redirects=False)
    assert answer.status_code == 404
    assert "location" not in answer.headers


async def test_graphql_is_answered_with_and_without_a_slash(http: httpx.AsyncClient, url: str) -> None:
    for path in ("/graphql", "/graphql/"):
        answer = await http.post(url + path, json={"query": "{ site { name } }"}, headers=ELSEWHERE)
        assert answer.status_code == 200
        assert answer.json()["data"]["site"]["name"]
