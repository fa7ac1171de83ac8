"""The page of the IDE and its files. `tests/slow/browser/test_ide.py` uses it in a browser."""

import httpx

from tests.edge.edge_serving import Served


async def test_the_page_is_for_browsers_alone_and_has_no_inline_script(
    served: Served, client: httpx.AsyncClient
) -> None:
    page = await client.get("/graphql?query={hello}", headers={"Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "<script>" not in page.text
    assert "//" not in page.text.replace("<!doctype", "")
    for name in ("ide.js", "docs.js", "stream.js", "ide.css"):
        assert (await client.get(f"/graphql/ide/{name}")).status_code == 200
    assert (await client.get("/graphql?query={hello}")).json() == {"data": {"hello": "Hello, you"}}
    assert (await client.post("/graphql", headers={"Accept": "text/html"})).status_code == 406
