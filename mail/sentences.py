"""Sentences with names in them that keep their own writing direction."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

# Writing directions that would reverse an English sentence.
_RIGHT_TO_LEFT = {"R", "AL"}
_ISOLATE, _END_OF_ISOLATE, _LEFT_TO_RIGHT_MARK = "\u2068", "\u2069", "\u200e"
_PLACEHOLDERS = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """One sentence; `pattern` has `{name}` where a name goes, and names may contain anything."""

    pattern: str
    names: dict[str, str]

    def __init__(self, pattern: str, **names: str) -> None:
        object.__setattr__(self, "pattern", pattern)
        object.__setattr__(self, "names", names)

    @property
    def text(self) -> str:
        return self.pattern.format_map({key: isolate(name) for key, name in self.names.items()})

    @property
    def subject(self) -> str:
        said = self.pattern.format_map(self.names)
        return mark_left_to_right(said, _PLACEHOLDERS.sub("", self.pattern))

    @property
    def html(self) -> Markup:
        """Render as HTML, with names in `bdi` elements."""
        return Markup(self.pattern).format_map({key: bdi(name) for key, name in self.names.items()})  # noqa: S704 - our own words


def isolate(name: str) -> str:
    return f"{_ISOLATE}{name}{_END_OF_ISOLATE}" if _has_right_to_left(name) else name


def isolate_names(said: str, details: Mapping[str, object] | None) -> str:
    """Isolate names in a finished English sentence: what is right-to-left among the details that it is made of."""
    texts = [value for value in (details or {}).values() if isinstance(value, str)]
    names = sorted(filter(_has_right_to_left, texts), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, names)), lambda found: isolate(found[0]), said) if names else said


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def bdi(name: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(name)


def mark_left_to_right(line: str, without_names: str) -> str:
    """Mark a line that begins with a right-to-left name, unless the words around it are right-to-left too."""
    needs_mark = _first_direction(line) in _RIGHT_TO_LEFT and _first_direction(without_names) not in _RIGHT_TO_LEFT
    return f"{_LEFT_TO_RIGHT_MARK}{line}" if needs_mark else line


def _first_direction(line: str) -> str | None:
    return next((found for found in map(unicodedata.bidirectional, line) if found in {"L", *_RIGHT_TO_LEFT}), None)
