from base64 import b64encode
from functools import partial
from typing import Annotated

import strawberry

from actions.side_thread import run_in_side_thread
from mail.links import qr_link
from rules import qr
from rules.config import Config

Scale = Annotated[int, strawberry.argument(description="The size of a module in pixels, 1 to 20; else BAD_REQUEST.")]
Border = Annotated[
    int,
    strawberry.argument(
        description="The margin around the code in modules, 0 to 10; else BAD_REQUEST. With fewer than 4 a scanner may "
        "miss the code."
    ),
]


@strawberry.type(description="A QR code of a link of this site, drawn by the server.")
class QrCode:
    link: strawberry.Private[str]
    svg_url: str = strawberry.field(description="The address of the code as an SVG file, to link to or to embed.")
    png_url: str = strawberry.field(description="The address of the code as a PNG file, to link to or to embed.")

    @strawberry.field(description="The code as an `<svg>` element, to put into a page.")
    async def svg(
        self,
        scale: Scale = 8,
        border: Border = qr.BORDER,
        dark: Annotated[
            str,
            strawberry.argument(
                description="The colour of the modules, as #rgb or #rrggbb. It has to be much darker than `light`; "
                "else BAD_REQUEST."
            ),
        ] = "#000000",
        light: Annotated[
            str, strawberry.argument(description="The colour of the background, as #rgb or #rrggbb; else BAD_REQUEST.")
        ] = "#ffffff",
    ) -> str:
        return await run_in_side_thread(
            partial(qr.draw_svg, self.link, scale=scale, border=border, dark=dark, light=light)
        )

    @strawberry.field(description="The code as a PNG picture in a `data:` address, for the source of an `<img>`.")
    async def png_data_uri(self, scale: Scale = 8, border: Border = qr.BORDER) -> str:
        png = await run_in_side_thread(partial(qr.draw_png, self.link, scale=scale, border=border))
        return f"data:image/png;base64,{b64encode(png).decode()}"


def qr_code_of(config: Config, key: str, link: str) -> QrCode:
    return QrCode(link=link, svg_url=qr_link(config, key, "svg"), png_url=qr_link(config, key, "png"))
