from rules.search import split_words


def sort_key(name: str) -> str:
    """Return the key that lists are ordered by. A name without letters is its own key."""
    return " ".join(split_words(name)) or name.casefold()


def search_text(*parts: str | None) -> str:
    """Return words with a blank before each, so that ' ann' matches a start. Keep usernames and addresses whole."""
    found: list[str] = []
    for part in parts:
        if part:
            found += [*split_words(part), part.casefold()]
    return "".join(f" {word}" for word in dict.fromkeys(found))
