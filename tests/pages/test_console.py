"""The console's page and the bundles of the elements, as browsers load them."""

import re

import pytest

from tests.support.browser import Browser
from tests.support.people import People

FOR_EVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize("path", ["/console", "/console/groups/R3JvdXA6MQ%3D%3D/seats", "/console/invitations"])
async def test_every_address_of_the_console_serves_the_same_page(path: str, browser: Browser, people: People) -> None:
    asked = await browser.http.get(path)
    assert (asked.status_code, asked.headers["location"]) == (303, f"/login?to={path}")
    page = await browser.be(await people("Ada")).open(path)
    assert page.status_code == 200
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    [bundle] = re.findall(r'<script type="module" src="([^"]+)"></script>', page.text)
    assert (await browser.open(bundle)).headers["cache-control"] == FOR_EVER


async def test_signing_in_leads_back_to_the_console(browser: Browser) -> None:
    await browser.open("/console/groups/R3JvdXA6MQ%3D%3D/seats")
    assert "/console/groups/R3JvdXA6MQ==/seats" in {form["fields"].get("to") for form in browser.forms()}


@pytest.mark.parametrize(("name", "kind"), [("/elements.js", "text/javascript"), ("/elements.css", "text/css")])
async def test_a_bundle_is_compressed_and_cached_for_ever_by_any_origin(name: str, kind: str, browser: Browser) -> None:
    stable = await browser.http.get(name, headers={"origin": "https://shop.example"})
    assert (stable.headers["access-control-allow-origin"], stable.headers["cache-control"]) == (
        "*",
        "public, max-age=300",
    )
    assert stable.headers["content-type"].startswith(kind)
    again = await browser.http.get(name, headers={"if-none-match": stable.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    [path] = re.findall(r'"\.(/static/clients/\w+-\w+\.\w+)"', stable.text)
    plain = await browser.http.get(path, headers={"accept-encoding": "identity"})
    packed = await browser.http.get(path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) == len(packed.content)
    for answer in (plain, packed):
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert (await browser.http.get("/static/clients/elements-OLD.js")).status_code == 404


async def test_pages_of_signed_in_visitors_have_the_bell(browser: Browser, people: People) -> None:
    assert "usher-bell" not in (await browser.open("/join")).text
    page = await browser.be(await people("Ada")).open("/invitations")
    assert "<usher-bell>" in page.text
    [bundle] = re.findall(r'<script type="module" src="([^"]+)"></script>', page.text)
    assert (await browser.http.get(bundle)).status_code == 200
