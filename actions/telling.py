"""What one call tells an account: each change of a membership once, and notifications that it read as one."""

from collections.abc import Sequence
from dataclasses import replace

from live.event_kinds import FOLLOWED, FOLLOWING, EventKind
from live.events import Event

_OF_ACCESS = frozenset({EventKind.ACCESS_GAINED, EventKind.ACCESS_CHANGED, EventKind.ACCESS_LOST})


def tell_once(events: Sequence[Event]) -> list[Event]:
    """Return the events without repeated ones about a membership, and with what was read together marked so."""
    memberships = [(event.topic, event.subject_id) for event in events if event.kind in _OF_ACCESS]
    told = list(events) if len(memberships) == len(set(memberships)) else _without_repeated(events)
    read: dict[str, list[int]] = {}
    for place, event in enumerate(told):
        if event.kind == EventKind.NOTIFICATION_READ:
            read.setdefault(event.topic, []).append(place)
    for places in read.values():
        if len(places) > 1:
            for place in places:
                told[place] = replace(told[place], detail=FOLLOWING if place == places[-1] else FOLLOWED)
    return told


def _without_repeated(events: Sequence[Event]) -> list[Event]:
    """Keep one event about each membership: that it began or ended, else that it changed."""
    kept = {}
    for event in events:
        if event.kind in _OF_ACCESS:
            membership = (event.topic, event.subject_id)
            if membership not in kept or event.kind != EventKind.ACCESS_CHANGED:
                kept[membership] = event
    told = {id(event) for event in kept.values()}
    return [event for event in events if event.kind not in _OF_ACCESS or id(event) in told]
