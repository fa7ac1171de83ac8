"""What a manager shares: the code, its link, its QR code and its limits."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from app.pages.visit import Visit
from db.queries import codes
from db.queries.codes import CodeRow
from mail.links import join_link, print_link, qr_link
from rules import qr
from rules.codes import CodeStatus, spelled, status

LIFETIMES = {"": "For ever", "1": "For a day", "7": "For a week", "30": "For 30 days", "90": "For 90 days"}


@dataclass(frozen=True, slots=True)
class Shared:
    code: str
    status: CodeStatus
    link: str
    print_url: str
    png_url: str
    drawing: Markup
    row: CodeRow


async def shared(visit: Visit, group_id: int) -> Shared | None:
    config = visit.config
    row = (await codes.of_groups(visit.reader, visit.caller, [group_id])).get(group_id)
    code = None if row is None else codes.unsealed(config.secret_keys, row.sealed, row.digest)
    if row is None or code is None:
        return None
    key = spelled(code)
    link = join_link(config, key)
    drawing = Markup(qr.svg(link, scale=6))  # noqa: S704 - drawn of digits, nothing in it was typed
    return Shared(key, status(row), link, print_link(config, key), qr_link(config, key, "png"), drawing, row)


@dataclass(frozen=True, slots=True)
class Limits:
    lifetime: timedelta | None
    max_uses: int | None
    domain: str | None

    def at(self, now: datetime) -> tuple[datetime | None, int | None, str | None]:
        return None if self.lifetime is None else now + self.lifetime, self.max_uses, self.domain


def limits_in(visit: Visit) -> Limits:
    """Read the limits. Values that the form does not offer become 0, which the action refuses after the access check."""
    lifetime, uses, domain = (visit.given(name).strip() for name in ("lifetime", "maxUses", "emailDomain"))
    days = int(lifetime or 0) if lifetime in LIFETIMES else 0
    most = int(uses) if re.fullmatch(r"\d{1,9}", uses, re.ASCII) else 0
    return Limits(timedelta(days=days) if lifetime else None, most if uses else None, domain or None)
