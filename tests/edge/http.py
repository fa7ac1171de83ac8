"""What tests of answers over HTTP share."""

import httpx
import pytest

from tests.edge.serving import GRAPHQL


def codes(response: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


BOTH = pytest.mark.parametrize("accept", ["application/json", GRAPHQL])
