"""Search and sort keys for names, ignoring case and accents."""

from rules.search import words


def sort_key(name: str) -> str:
    """Return the key that lists are ordered by. A name without letters is its own key."""
    return " ".join(words(name)) or name.casefold()


def search_text(*parts: str | None) -> str:
    """Return the text to search in, with a blank before every word so that ' ann' matches the start of a word.

    Usernames and addresses are also kept whole, as written.
    """
    found: list[str] = []
    for part in parts:
        if part:
            found += [*words(part), part.casefold()]
    return "".join(f" {word}" for word in dict.fromkeys(found))
