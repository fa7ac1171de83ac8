"""Steps, and what is to be so after each."""


class StepFailedError(Exception):
    """A step is not as it should be."""


def check(condition: object, otherwise: str) -> None:
    """See that something is as it should be.

    Raises:
        StepFailedError: It is not.
    """
    if not condition:
        raise StepFailedError(otherwise)
