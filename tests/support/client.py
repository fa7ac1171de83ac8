"""A GraphQL client over HTTP."""

from dataclasses import dataclass, field
from typing import Any

import httpx

_SHARED_INPUTS = {
    "resendInvitation": "InvitationInput",
    "cancelInvitation": "InvitationInput",
    "acceptInvitation": "AnswerInvitationInput",
    "declineInvitation": "AnswerInvitationInput",
    "reopenAssignment": "CompleteAssignmentInput",
}


def input_type(field: str) -> str:
    return _SHARED_INPUTS.get(field, f"{field[0].upper()}{field[1:]}Input")


def mutation(field: str, selection: str) -> str:
    """Return the document of a mutation that takes the variable `input`."""
    return f"mutation($input: {input_type(field)}!) {{ {field}(input: $input) {{ {selection} }} }}"


class RefusedError(AssertionError):
    """The answer contained errors; `codes` are theirs."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.codes = [str(error["extensions"]["code"]) for error in errors]


@dataclass
class Client:
    """A caller of a server.

    `ok` returns the data of an answer without errors, `code` the `extensions.code` of a refused one, `answer` the whole.
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
        found: dict[str, Any] = response.json()
        return found

    async def ok(self, document: str, /, **variables: Any) -> Any:
        answer = await self.answer(document, **variables)
        if answer.get("errors"):
            raise RefusedError(answer["errors"])
        return answer["data"]

    async def code(self, document: str, /, **variables: Any) -> str:
        answer = await self.answer(document, **variables)
        codes = {str(error["extensions"]["code"]) for error in answer["errors"]}
        assert len(codes) == 1, answer
        return codes.pop()

    async def mutate(self, field: str, given: dict[str, Any], selection: str) -> Any:
        """Return a mutation's payload with its userErrors: `mutate("createGroup", {"name": "x"}, "group { id }")`."""
        document = mutation(field, f"{selection} userErrors {{ code path message url }}")
        return (await self.ok(document, input=given))[field]

    async def refused(self, field: str, given: dict[str, Any]) -> str:
        """Return the code with which the whole mutation is refused."""
        return await self.code(mutation(field, "userErrors { code }"), input=given)

    async def outcome(self, field: str, given: dict[str, Any]) -> str:
        """Run a mutation; return an empty text for success, else the one code of its error or user error."""
        answer = await self.answer(mutation(field, "userErrors { code }"), input=given)
        if answer.get("errors"):
            [error] = answer["errors"]
            assert answer["data"] is None or answer["data"][field] is None
            return str(error["extensions"]["code"])
        errors = answer["data"][field]["userErrors"]
        assert len(errors) <= 1
        return str(errors[0]["code"]) if errors else ""


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["userErrors"]]
