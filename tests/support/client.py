"""A GraphQL client over HTTP, that says plainly what it got."""

from dataclasses import dataclass, field
from typing import Any

import httpx

_SHARED_INPUTS = {
    "resendInvitation": "InvitationInput",
    "cancelInvitation": "InvitationInput",
    "acceptInvitation": "AnswerInvitationInput",
    "declineInvitation": "AnswerInvitationInput",
}


def input_type(field: str) -> str:
    """The name of a mutation's input."""
    return _SHARED_INPUTS.get(field, f"{field[0].upper()}{field[1:]}Input")


class RefusedError(AssertionError):
    """The answer held errors where none were expected."""


@dataclass
class Client:
    """Somebody's connection to a server.

    `ok` gives the data of an answer without errors; `code` the `extensions.code` of one that was refused;
    `answer` the whole.
    """

    http: httpx.AsyncClient
    url: str
    token: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def answer(self, document: str, /, **variables: Any) -> dict[str, Any]:
        headers = dict(self.headers)
        if self.token is not None:
            headers["authorization"] = f"Bearer {self.token}"
        response = await self.http.post(
            f"{self.url}/graphql", json={"query": document, "variables": variables}, headers=headers
        )
        return response.json()

    async def ok(self, document: str, /, **variables: Any) -> Any:
        answer = await self.answer(document, **variables)
        if answer.get("errors"):
            raise RefusedError(answer["errors"])
        return answer["data"]

    async def code(self, document: str, /, **variables: Any) -> str:
        answer = await self.answer(document, **variables)
        codes = {error["extensions"]["code"] for error in answer["errors"]}
        assert len(codes) == 1, answer
        return codes.pop()

    async def mutate(self, field: str, given: dict[str, Any], selection: str) -> Any:
        """One mutation's payload: `mutate("createGroup", {"name": "x"}, "group { id }")`, with its userErrors."""
        type_name = input_type(field)
        document = f"mutation($input: {type_name}!) {{ {field}(input: $input) {{ {selection} userErrors {{ code path message url }} }} }}"
        return (await self.ok(document, input=given))[field]

    async def refused(self, field: str, given: dict[str, Any]) -> str:
        """The code with which a mutation is refused as a whole."""
        type_name = input_type(field)
        document = f"mutation($input: {type_name}!) {{ {field}(input: $input) {{ userErrors {{ code }} }} }}"
        return await self.code(document, input=given)


def codes(payload: dict[str, Any]) -> list[str]:
    """The codes of a payload's userErrors."""
    return [error["code"] for error in payload["userErrors"]]
