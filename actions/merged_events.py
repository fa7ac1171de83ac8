"""Merge the events of one call to an account: one for each membership, and one for notifications read together."""

from collections.abc import Sequence
from dataclasses import replace

from live.event_kinds import LAST_OF_SEVERAL, MORE_TO_COME, EventKind
from live.events import Event

_OF_ACCESS = frozenset({EventKind.ACCESS_GAINED, EventKind.ACCESS_CHANGED, EventKind.ACCESS_LOST})


def merge_events(events: Sequence[Event]) -> list[Event]:
    """Keep one event for each membership, and mark the events of notifications that were read together."""
    memberships = [(event.topic, event.subject_id) for event in events if event.kind in _OF_ACCESS]
    merged = list(events) if len(memberships) == len(set(memberships)) else _without_repeated(events)
    read: dict[str, list[int]] = {}
    for place, event in enumerate(merged):
        if event.kind == EventKind.NOTIFICATION_READ:
            read.setdefault(event.topic, []).append(place)
    for places in read.values():
        if len(places) > 1:
            for place in places:
                merged[place] = replace(merged[place], detail=LAST_OF_SEVERAL if place == places[-1] else MORE_TO_COME)
    return merged


def _without_repeated(events: Sequence[Event]) -> list[Event]:
    """Keep one event about each membership: that it began or ended, else that it changed."""
    kept = {}
    for event in events:
        if event.kind in _OF_ACCESS:
            membership = (event.topic, event.subject_id)
            if membership not in kept or event.kind != EventKind.ACCESS_CHANGED:
                kept[membership] = event
    is_kept = {id(event) for event in kept.values()}
    return [event for event in events if event.kind not in _OF_ACCESS or id(event) in is_kept]
