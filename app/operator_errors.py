"""Errors that the operator can fix."""


class StartError(Exception):
    """A command cannot do its work; the message is one line that says why."""


def database_message(error: Exception) -> str:
    """Give a database's message in one line, without the statement and its values."""
    return f"{getattr(error, 'orig', error)}".partition("\n")[0] or type(error).__name__
