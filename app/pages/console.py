"""The console: one page for all its addresses, which the elements fill in."""

from starlette.responses import Response

from app.pages.destinations import without_console
from app.pages.rendering import render_page
from app.pages.visit import Visit


async def read(visit: Visit) -> Response:
    visit.require_sign_in()
    return await render_page(visit, "console", plain=without_console(visit.path))
