"""Requests with an Idempotency-Key, and what came of them."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Group
from tests.support.client import Client

CREATE = 'mutation { createGroup(input: {name: "NAME"}) { group { id name } userErrors { code } } }'


def create(name: str) -> str:
    return CREATE.replace("NAME", name)


async def send(client: Client, key: str, document: str, **variables: Any) -> tuple[int, bytes]:
    """Status and bytes of the answer."""
    headers = {"idempotency-key": key}
    if client.token is not None:
        headers["authorization"] = f"Bearer {client.token}"
    response = await client.http.post(
        f"{client.url}/graphql", json={"query": document, "variables": variables}, headers=headers
    )
    return response.status_code, response.content


async def groups(engine: AsyncEngine, name: str) -> int:
    async with engine.connect() as connection:
        return int((await connection.execute(select(func.count()).where(Group.name == name))).scalar_one())
