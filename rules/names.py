"""How people and groups are found and ordered by name: without regard to case and accents."""

from rules.search import words


def sort_key(name: str) -> str:
    """What a list by name is ordered by; a name without any letter orders by itself."""
    return " ".join(words(name)) or name.casefold()


def search_text(*parts: str | None) -> str:
    """What a search looks into: every word with a blank before it, so that ' ann' finds a word's beginning.

    Args:
        parts: A name, a username, an address; None where there is none. Usernames and addresses are found
            whole too, as they are written.
    """
    found: list[str] = []
    for part in parts:
        if part:
            found += [*words(part), part.casefold()]
    return "".join(f" {word}" for word in dict.fromkeys(found))
