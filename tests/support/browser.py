"""A browser without JavaScript: it reads pages, submits forms and keeps cookies."""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import httpx

from tests.support.http import Transport
from tests.support.people import Person


class _Forms(HTMLParser):
    """Collects a page's forms, each with its address and fields."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, Any]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": given["action"], "fields": {}, "buttons": []})
            self.inside = True
        elif self.inside and tag == "input" and "name" in given:
            self.forms[-1]["fields"][given["name"]] = given.get("value", "")
        elif self.inside and tag == "button":
            self.forms[-1]["buttons"].append((given.get("name", ""), given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


@dataclass
class Browser:
    url: str
    cookie: str = "usher"
    http: httpx.AsyncClient = field(init=False)
    page: httpx.Response = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.AsyncClient(base_url=self.url, timeout=60, transport=Transport(keep_alive=False))

    def be(self, person: Person) -> "Browser":
        """Sign in with the person's session."""
        self.http.cookies.set(self.cookie, person.token or "", domain="127.0.0.1")
        return self

    async def open(self, path: str, *, method: str = "GET") -> httpx.Response:
        self.page = await self.http.request(method, path, follow_redirects=True)
        return self.page

    @property
    def text(self) -> str:
        """Return the page's text without tags."""
        body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", self.page.text, flags=re.S)
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))

    def forms(self) -> list[dict[str, Any]]:
        parser = _Forms()
        parser.feed(self.page.text)
        return parser.forms

    async def send(self, action: str, do: str = "", **typed: str) -> httpx.Response:
        """Fill in the form with this address and press its button."""
        path = action.partition("#")[0]
        form = next(
            form
            for form in self.forms()
            if form["action"].partition("#")[0] == path and (not do or ("do", do) in form["buttons"])
        )
        fields = {**form["fields"], **typed, **({"do": do} if do else {})}
        headers = {"origin": "null", "sec-fetch-site": "same-origin"}
        self.page = await self.http.post(path, data=fields, headers=headers, follow_redirects=True)
        return self.page


def group_path(group: str) -> str:
    return f"/groups/{quote(group, safe='')}"
