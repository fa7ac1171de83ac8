class StepFailedError(Exception):
    pass


def check(condition: object, otherwise: str) -> None:
    if not condition:
        raise StepFailedError(otherwise)
