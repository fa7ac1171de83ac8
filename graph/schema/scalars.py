from datetime import UTC, datetime, timedelta
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from rules.refusals import bad_request

DateTime = NewType("DateTime", datetime)


def _shown(moment: datetime) -> datetime:
    """Leave the spelling to the JSON writer, which takes a tenth of the time."""
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


# The driver writes these two as infinity and cannot read them back as instants.
_ENDS = {
    datetime.min.replace(tzinfo=UTC): timedelta(microseconds=1),
    datetime.max.replace(tzinfo=UTC): timedelta(microseconds=-1),
}


def _read(given: object) -> datetime:
    if not isinstance(given, str):
        raise bad_request("A DateTime is a string such as 2026-11-20T09:30:00Z.")
    try:
        moment = datetime.fromisoformat(given)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC)
            return moment + _ENDS.get(moment, timedelta())
    except (ValueError, OverflowError):
        pass
    raise bad_request("A DateTime is RFC 3339 with an offset, e.g. 2026-11-20T09:30:00Z.")


DATE_TIME: ScalarDefinition = strawberry.scalar(
    name="DateTime",
    description="An instant in UTC, RFC 3339, e.g. 2026-11-20T09:30:00Z.",
    serialize=_shown,
    parse_value=_read,
)
SCALARS: dict[object, ScalarDefinition] = {datetime: DATE_TIME}
