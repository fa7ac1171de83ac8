"""QR codes are read back, and say the link."""

import io
from base64 import b64decode
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy.ext.asyncio import AsyncEngine

from rules import qr
from rules.limits import EXPENSIVE_COST
from tests.support.people import People
from tests.support.world import World, make_world

LINK = "https://groups.example.org/join/ABCD-EFGH-JKMN"
SVG = "{http://www.w3.org/2000/svg}"


def read(png: bytes) -> str:
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("scale", range(1, 21))
def test_a_png_of_every_scale_is_read_back(scale: int) -> None:
    assert read(qr.draw_png(LINK, scale=scale)) == LINK


@pytest.mark.parametrize("border", range(11))
def test_a_border_is_as_wide_as_asked(border: int) -> None:
    image = Image.open(io.BytesIO(qr.draw_png(LINK, scale=1, border=border)))
    modules = image.width - 2 * border
    assert (image.width, modules % 4) == (image.height, 1)
    assert image.convert("L").getpixel((border, border)) == 0
    if border >= 2:
        assert read(qr.draw_png(LINK, scale=4, border=border)) == LINK


def test_an_svg_is_one_element_with_the_colours_asked_for() -> None:
    root = ET.fromstring(qr.draw_svg(LINK, scale=3, dark="#036", light="#ffeedd"))
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == root.get("height")
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    drawn = qr.draw_svg(LINK, scale=3, dark="#036", light="#ffeedd")
    assert "#036" in drawn
    assert "#fed" in drawn or "#ffeedd" in drawn


async def shared(people: People, engine: AsyncEngine) -> tuple[World, dict[str, Any]]:
    world = await make_world(people, engine)
    selection = "inviteCode { code url qrCode { svg pngDataUri svgUrl pngUrl } }"
    done = await world.administrator.mutate("generateInviteCode", {"groupId": world.group}, selection)
    return world, done["inviteCode"]


async def test_the_schema_draws_the_link(people: People, engine: AsyncEngine) -> None:
    world, code = await shared(people, engine)
    head, _, data = code["qrCode"]["pngDataUri"].partition(",")
    assert head == "data:image/png;base64"
    assert read(b64decode(data)) == code["url"]
    assert code["qrCode"]["svgUrl"] == f"{code['url']}/qr.svg"
    assert code["qrCode"]["pngUrl"] == f"{code['url']}/qr.png"
    page = await world.anonymous.ok(
        "query($k: String!) { invitePage(key: $k) { qrCode { svg pngDataUri(scale: 20, border: 10) } } }",
        k=code["code"],
    )
    assert page["invitePage"]["qrCode"]["svg"] == code["qrCode"]["svg"]
    assert read(b64decode(page["invitePage"]["qrCode"]["pngDataUri"].partition(",")[2])) == code["url"]


@pytest.mark.parametrize(
    "arguments",
    [
        "scale: 0", "scale: 21", "scale: -1", "border: -1", "border: 11", 'dark: "red"', 'dark: "#12345"',
        'light: "#fff\\"/><script>"', 'dark: "#ffffff"', 'dark: "#aaaaaa", light: "#cccccc"',
        'dark: "#ffffff", light: "#000000"', 'dark: ""',
    ],
)  # fmt: skip
async def test_sizes_and_colours_that_will_not_do(arguments: str, people: People, engine: AsyncEngine) -> None:
    world, code = await shared(people, engine)
    document = f"query($k: String!) {{ invitePage(key: $k) {{ qrCode {{ svg({arguments}) }} }} }}"
    assert await world.anonymous.code(document, k=code["code"]) == "BAD_REQUEST"


async def test_sizes_of_a_png_are_bounded(people: People, engine: AsyncEngine) -> None:
    world, code = await shared(people, engine)
    for arguments in ("scale: 0", "scale: 21", "border: 11", "border: -1"):
        document = f"query($k: String!) {{ invitePage(key: $k) {{ qrCode {{ pngDataUri({arguments}) }} }} }}"
        assert await world.anonymous.code(document, k=code["code"]) == "BAD_REQUEST"


async def test_what_is_drawn_counts_in_the_cost(people: People, engine: AsyncEngine) -> None:
    world, code = await shared(people, engine)
    page = "query($k: String!) {{ invitePage(key: $k) {{ qrCode {{ {} }} }} }}"
    many = " ".join(f"a{n}: pngDataUri(scale: 20, border: {n % 11})" for n in range(49))
    assert await world.anonymous.code(page.format(many), k=code["code"]) == "TOO_COMPLEX"
    codes = "query($n: Int) {{ viewer {{ memberships(first: $n) {{ nodes {{ group {{ inviteCode {{ qrCode {{ {} }} }} }} }} }} }} }}"
    assert await world.administrator.code(codes.format("pngDataUri"), n=80) == "TOO_COMPLEX"
    assert await world.administrator.ok(codes.format("pngDataUri"), n=20)
    body = {"query": page.format("svg pngDataUri"), "variables": {"k": code["code"]}}
    answer = await world.anonymous.http.post(f"{world.anonymous.url}/graphql", json=body)
    assert "errors" not in answer.json()
    assert int(answer.headers["usher-cost"]) < EXPENSIVE_COST, "one code is nothing to count"
