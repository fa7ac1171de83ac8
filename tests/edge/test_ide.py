"""The page of GraphiQL and its files. `tests/slow/browser/test_ide.py` uses it in a browser."""

import re

import httpx

from tests.edge.serving import Served

FOR_BROWSERS = {"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}


async def test_the_page_is_for_browsers_and_has_no_inline_script(served: Served, client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql?query={hello}", headers=FOR_BROWSERS)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "<script>" not in page.text
    assert "//" not in page.text.replace("<!doctype", "")
    assert (await client.get("/graphql?query={hello}")).json() == {"data": {"hello": "Hello, you"}}
    assert (await client.post("/graphql", headers={"Accept": "text/html"})).status_code == 406


async def test_its_files_are_compressed_and_cached_for_ever(served: Served, client: httpx.AsyncClient) -> None:
    page = await client.get("/graphql", headers=FOR_BROWSERS)
    paths = re.findall(r'"(/graphql/ide/graphiql-[A-Z0-9]{8}\.(?:js|css))"', page.text)
    assert len(paths) == 2
    for path in paths:
        file = await client.get(path)
        assert file.headers["content-encoding"] == "gzip"
        assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "react-dom" in (await client.get("/graphql/ide/graphiql-licences.txt")).text
