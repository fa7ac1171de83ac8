"""One-time links, as their page shows them before the button is pressed."""

from typing import Any

from sqlalchemy import Select, func, select

from db.tables import OneTimeLink
from rules.tokens import login_token_digest

_LED_BY = (OneTimeLink.invitation_id, OneTimeLink.invitation_version, OneTimeLink.invite_code_id)


def link_by_token(token: str) -> Select[Any]:
    """The link that a token is of, used or not."""
    columns = (
        OneTimeLink.email,
        OneTimeLink.closed_at,
        OneTimeLink.expires_at,
        *_LED_BY,
        func.clock_timestamp().label("now"),
    )
    found: Select[Any] = select(*columns).where(OneTimeLink.digest == login_token_digest(token))
    return found
