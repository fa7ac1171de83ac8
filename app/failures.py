"""What an operator can put right."""


class StartError(Exception):
    """A command cannot do its work; the message says why in one line."""
