from base64 import b64encode

import strawberry

from mail.links import qr_link
from rules import qr
from rules.config import Config


@strawberry.type(description="A QR code of a link, drawn by the server.")
class QrCode:
    """Encode only links of this site, never a text from a client."""

    link: strawberry.Private[str]
    svg_url: str = strawberry.field(description="The same as a file, to link to or to embed.")
    png_url: str = strawberry.field(description="The same as a file, to link to or to embed.")

    @strawberry.field(
        description="An <svg> element to put into a page. scale is 1 to 20 pixels a module, border 0 to 10 modules, of which "
        "4 are to be there for a sure scan; dark and light are #rgb or #rrggbb, dark much the darker. Else BAD_REQUEST."
    )
    def svg(self, scale: int = 8, border: int = qr.BORDER, dark: str = "#000000", light: str = "#ffffff") -> str:
        return qr.svg(self.link, scale=scale, border=border, dark=dark, light=light)

    @strawberry.field(description="data:image/png;base64,… with the same bounds.")
    def png_data_uri(self, scale: int = 8, border: int = qr.BORDER) -> str:
        return f"data:image/png;base64,{b64encode(qr.png(self.link, scale=scale, border=border)).decode()}"


def qr_code_of(config: Config, key: str, link: str) -> QrCode:
    return QrCode(link=link, svg_url=qr_link(config, key, "svg"), png_url=qr_link(config, key, "png"))
