class StepFailedError(Exception):
    pass


def require(condition: object, message: str) -> None:
    if not condition:
        raise StepFailedError(message)
