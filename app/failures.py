"""What an operator can put right."""


class StartError(Exception):
    """A command cannot do its work; the message says why in one line."""


def database_words(error: Exception) -> str:
    """What a database said, in one line, without the statement and its values."""
    return f"{getattr(error, 'orig', error)}".partition("\n")[0] or type(error).__name__
