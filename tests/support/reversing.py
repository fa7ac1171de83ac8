"""A plugin for pytest that runs the tests in reversed order: `pytest -p tests.support.reversing tests/seats`."""

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.reverse()
