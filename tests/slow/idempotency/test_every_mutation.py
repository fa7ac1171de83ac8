"""Every mutation, sent twice with one key: the same answer, and one effect."""

import json
import secrets
from typing import Any

from graphql import get_named_type, is_leaf_type
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.tables import Base
from graph.root import make_schema
from tests.conftest import OF_THE_PROCESS, Counted
from tests.idempotency.keys import send
from tests.streams.changes import STEPS, Step
from tests.streams.test_changes import OWN, leaf, newest_link, prepare
from tests.support.client import mutation
from tests.support.world import make_world

MUTATIONS: dict[str, Any] = make_schema()._schema.mutation_type.fields  # type: ignore[union-attr]
WITHOUT_KEYS = {"register", "requestOneTimeLogin", "logIn", "logInWithOneTimeLink", "logOut"}
"""Whoever signs in or out has no key to be known by."""

_TABLES = [name for name in Base.metadata.tables if name not in (*OF_THE_PROCESS, "replies")]
_WHOLE_STATE = text(
    " UNION ALL ".join(
        f'SELECT \'{name}\', md5(string_agg("row"::text, \',\' ORDER BY "row"::text)) FROM "{name}" AS "row"'
        for name in _TABLES
    )
)


async def test_the_second_time_changes_nothing_and_answers_alike(counted: Counted) -> None:
    world, engine = await make_world(counted.people, counted.engine), counted.engine
    patient, words = await prepare(counted, world)
    people = {name: getattr(world, name) for name in OWN if name != "patient"} | {"patient": patient}
    done: set[str] = set()
    for step in STEPS:
        caller = people.get(step.by, world.anonymous)
        if step.mutation == "logInWithOneTimeLink":
            words["link"] = await newest_link(counted, patient)
        key, document, given = secrets.token_hex(8), document_of(step), step.given(world, words)
        before = await state(engine)
        first = await send(caller, key, document, input=given)
        after = await state(engine)
        assert b'"errors"' not in first[1], (step, first)
        if step.keep is not None:
            words[step.keep[0]] = leaf(json.loads(first[1])["data"][step.mutation])
        if step.mutation not in WITHOUT_KEYS:
            assert await send(caller, key, document, input=given) == first, step
            assert await state(engine) == after, step
            done |= {step.mutation} if before != after else set()
    assert done == set(MUTATIONS) - WITHOUT_KEYS


def document_of(step: Step) -> str:
    """The mutation, with what the step keeps first, then the rest of its payload; objects are told by their type."""
    payload = get_named_type(MUTATIONS[step.mutation].type).fields
    parts = [
        name if is_leaf_type(get_named_type(field.type)) else f"{name} {{ __typename }}"
        for name, field in payload.items()
    ]
    kept = step.keep[1] if step.keep is not None else ""
    return mutation(step.mutation, f"{kept} {' '.join(parts)}")


async def state(engine: AsyncEngine) -> dict[str, str]:
    async with engine.connect() as connection:
        return {row[0]: row[1] for row in await connection.execute(_WHOLE_STATE)}
