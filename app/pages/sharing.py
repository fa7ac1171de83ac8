"""What a manager shares: the code, its link, its QR code and its limits."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from markupsafe import Markup

from actions.side_thread import run_in_side_thread
from app.pages.visit import Visit
from db.queries import codes
from db.queries.codes import CodeRow
from mail.links import join_link, print_link, qr_link
from rules import qr
from rules.codes import CodeStatus, code_status, format_code

LIFETIMES = {"": "For ever", "1": "For a day", "7": "For a week", "30": "For 30 days", "90": "For 90 days"}


@dataclass(frozen=True, slots=True)
class SharedCode:
    code: str
    status: CodeStatus
    link: str
    print_url: str
    png_url: str
    drawing: Markup
    row: CodeRow


async def load_shared_code(visit: Visit, group_id: int) -> SharedCode | None:
    config = visit.config
    row = (await codes.of_groups(visit.reader, visit.caller, [group_id])).get(group_id)
    code = None if row is None else codes.unsealed(config.secret_keys, row.sealed, row.digest)
    if row is None or code is None:
        return None
    key = format_code(code)
    link = join_link(config, key)
    drawing = await draw_qr_code(link)
    return SharedCode(key, code_status(row), link, print_link(config, key), qr_link(config, key, "png"), drawing, row)


async def draw_qr_code(link: str) -> Markup:
    """Draw the QR code as SVG. It holds only digits and our own link, so nothing needs escaping."""
    return Markup(await run_in_side_thread(partial(qr.draw_svg, link, scale=6)))  # noqa: S704


@dataclass(frozen=True, slots=True)
class CodeLimits:
    lifetime: timedelta | None
    max_uses: int | None
    domain: str | None

    def at(self, now: datetime) -> tuple[datetime | None, int | None, str | None]:
        return None if self.lifetime is None else now + self.lifetime, self.max_uses, self.domain


def read_code_limits(visit: Visit) -> CodeLimits:
    """Read the limits. Values that the form does not offer become 0, which the action refuses after the access check."""
    lifetime, uses, domain = (visit.param(name).strip() for name in ("lifetime", "maxUses", "emailDomain"))
    days = int(lifetime or 0) if lifetime in LIFETIMES else 0
    max_uses = int(uses) if re.fullmatch(r"\d{1,9}", uses, re.ASCII) else 0
    return CodeLimits(timedelta(days=days) if lifetime else None, max_uses if uses else None, domain or None)
