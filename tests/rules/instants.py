"""An instant, and steps from it."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
