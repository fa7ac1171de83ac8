"""Steps, and what is to be so after each."""


class StepFailed(Exception):  # noqa: N818 - what happened
    """A step is not as it should be."""


def check(condition: object, otherwise: str) -> None:
    """See that something is as it should be.

    Raises:
        StepFailed: It is not.
    """
    if not condition:
        raise StepFailed(otherwise)
