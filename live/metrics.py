"""Stream metrics."""

from prometheus_client import Counter

EVENTS = Counter("usher_events", "Events written for streams, by kind.", ["kind"])
HINTS = Counter("usher_hints", "Hints at topics, sent to other processes or heard from them.", ["direction"])
