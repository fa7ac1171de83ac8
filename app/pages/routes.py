from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from app.pages import accounts, clients, console, groups, invitations, join, qr_files, seats
from app.pages.endpoint import PageFunction, Pages
from app.pages.rendering import STATIC


def page_routes(pages: Pages) -> list[BaseRoute]:
    def route(path: str, read: PageFunction, send: PageFunction | None = None) -> Route:
        return Route(path, pages.page(read, send), methods=["GET", "POST"] if send else ["GET"])

    return [
        route("/", accounts.read_front_page),
        route("/join", join.read_typed, join.send_typed),
        route("/join/{key}", join.read, join.send),
        route("/join/{key}/print", join.read_sheet),
        route("/join/{key}/qr.svg", qr_files.read_svg),
        route("/join/{key}/qr.png", qr_files.read_png),
        route("/register", accounts.read_register, accounts.send_register),
        route("/login", accounts.read_login, accounts.send_login),
        route("/login/{token}", accounts.read_link, accounts.send_link),
        route("/password", accounts.read_password, accounts.send_password),
        route("/logout", accounts.read_logout, accounts.send_logout),
        route("/invitations", invitations.read, invitations.send),
        route("/groups/{id}", groups.read, groups.send),
        route("/groups/{id}/seats", seats.read, seats.send),
        route("/console", console.read),
        route("/console/{path:path}", console.read),
        Route("/elements.js", clients.read_elements),
        Route("/elements.css", clients.read_theme),
        Route("/static/clients/{name}", clients.read_bundle),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def page_errors(pages: Pages) -> dict[type[Exception], ExceptionHandler]:
    return {HTTPException: pages.not_found}
