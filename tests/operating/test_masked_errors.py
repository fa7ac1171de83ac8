"""An error that is masked can be found in the log."""

import json

import pytest
from structlog.testing import capture_logs

from tests.support.people import People


async def test_a_masked_error_has_an_id_that_is_in_the_log(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await people()

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret that nobody is to see")

    monkeypatch.setattr("graph.resolvers.accounts.viewer_of", broken)
    with capture_logs() as logged:
        answer = await person.answer("query Mine { viewer { isStaff } }")
    [error] = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    assert "secret" not in json.dumps(answer)
    [line] = [line for line in logged if line["event"] == "operation.failed"]
    assert line["error_id"] == error["extensions"]["errorId"]
    assert isinstance(line["exc_info"], ZeroDivisionError)
