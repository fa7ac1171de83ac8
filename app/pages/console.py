"""The console: one page for all its addresses, which the elements fill in."""

from starlette.responses import Response

from app.pages.clients import bundle_name
from app.pages.rendering import render_page
from app.pages.visit import Visit


async def read(visit: Visit) -> Response:
    visit.require_sign_in()
    return await render_page(visit, "console", bundle=visit.at(f"/static/clients/{bundle_name('console')}"))
