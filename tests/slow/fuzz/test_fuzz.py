"""Generated documents, sent by every role, never cause an internal error.

USHER_TEST_FUZZ=1000 sends that many for each role and prints statistics.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import OperationType
from sqlalchemy import insert, select

from db.tables import Account, Membership, Session, Staff
from rules.tokens import Secret, digest, new_secret
from tests.permissions.conftest import SchemaWalk
from tests.permissions.universe import Universe, make_universe
from tests.slow.fuzz.fuzz_cases import Case, cases
from tests.slow.fuzz.fuzz_seeds import seeds_of
from tests.support.client import Client
from tests.support.socket import socket

CASES = int(os.environ.get("USHER_TEST_FUZZ", "45"))
BATCH = 90
ROLES = ("anonymous", "member", "facilitator", "administrator", "staff")
KNOWN = {
    "UNAUTHENTICATED", "PASSWORD_REQUIRED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST", "RATE_LIMITED", "TOO_COMPLEX",
    "CONFLICT", "CURSOR_EXPIRED",
}  # fmt: skip
INSIDE = ("Traceback", "asyncpg", "sqlalchemy", "SELECT ", "psycopg", 'File "', "NoneType")
GRAPHQL = "application/graphql-response+json"
STREAM_PATIENCE = 0.05


@dataclass
class Fuzz:
    """The results of one role's cases.

    Args:
        universe: The current test data; it is made anew when a case has changed the role.
        counts: Results by kind.
        reached: Executed root fields.
        bad: Descriptions of internal errors.
    """

    role: str
    universe: Universe
    counts: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)

    async def caller(self) -> Client:
        """Return the role's person with a new session, because a case may have ended the last one."""
        if self.role == "anonymous":
            return self.universe.world.anonymous
        person, token = self.universe.caller(self.role), new_secret(Secret.SESSION)
        values = {"account_id": person.key, "digest": digest(token), "must_set_password": False}
        async with self.universe.engine.begin() as connection:
            await connection.execute(insert(Session).values(**values, expires_at=datetime.now(UTC) + timedelta(days=1)))
        return replace(person, token=token)

    async def still_stands(self) -> bool:
        """Check that the person still has the role."""
        if self.role == "anonymous":
            return True
        person = self.universe.caller(self.role)
        async with self.universe.engine.connect() as connection:
            if self.role == "staff":
                found = select(Staff.email).join(Account, Account.email == Staff.email).where(Account.id == person.key)
                return await connection.scalar(found) is not None
            of = (Membership.account_id == person.key, Membership.group_id == self.universe.world.key)
            return await connection.scalar(select(Membership.role).where(*of)) == self.role.upper()

    async def try_one(self, case: Case, caller: Client) -> None:
        if case.kind is OperationType.SUBSCRIPTION:
            await self.over_socket(case, caller)
            return
        headers = {"accept": GRAPHQL if case.luck < 0.7 else "application/json"}
        if caller.token is not None:
            headers["authorization"] = f"Bearer {caller.token}"
        body = {"query": case.document, "variables": case.variables}
        if case.kind is OperationType.MUTATION and case.luck < 0.2:
            headers["idempotency-key"] = f"key {case.luck}"
        if case.kind is OperationType.QUERY and case.luck < 0.1 and len(case.document) < 4_000:
            params = {"query": case.document, "variables": json.dumps(case.variables)}
            answer = await caller.http.get(f"{caller.url}/graphql", params=params, headers=headers)
        else:
            answer = await caller.http.post(f"{caller.url}/graphql", json=body, headers=headers)
        if answer.status_code >= 500:
            self.bad.append(f"{answer.status_code}: {answer.text[:300]}\n{case}")
        self.look_at(case, answer.json())

    async def over_socket(self, case: Case, caller: Client) -> None:
        """Start a subscription and check its first message, if one comes soon."""
        async with socket(caller.url, caller.token) as opened:
            payload = {"query": case.document, "variables": case.variables}
            await opened.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
            try:
                async with asyncio.timeout(STREAM_PATIENCE):
                    message = json.loads(await opened.recv())
            except TimeoutError:
                self.record(case, "executed")
                return
            if message["type"] == "error":
                self.look_at(case, {"errors": message["payload"]})
            else:
                self.look_at(case, message.get("payload") or {"data": None})

    def look_at(self, case: Case, answer: dict[str, Any]) -> None:
        """Check that all error codes are known and that messages show nothing internal."""
        text = json.dumps(answer.get("errors", []))
        codes = {error["extensions"]["code"] for error in answer.get("errors", [])}
        if codes - KNOWN or any(word in text for word in INSIDE):
            self.bad.append(f"{text[:600]}\n{case}")
        refused = any("path" not in error for error in answer.get("errors", []))
        self.record(case, "refused " + ",".join(sorted(codes)) if refused else "executed")
        if any(value is not None for value in (answer.get("data") or {}).values()):
            self.counts["with data"] += 1

    def record(self, case: Case, what: str) -> None:
        """Count a result."""
        if case.kind is OperationType.SUBSCRIPTION and what.startswith("refused") and "BAD_REQUEST" not in what:
            what = "executed"  # an error of a subscription's root field has no path
        self.counts[what] += 1
        if what == "executed":
            self.reached.update(case.fields)


# When a non-null field fails, graphql-core cancels its siblings, some before they have started.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("role", ROLES)
async def test_no_answer_is_an_error_of_ours(role: str, walk: SchemaWalk, capsys: pytest.CaptureFixture[str]) -> None:
    people, engine, _ = walk
    fuzz = Fuzz(role, await make_universe(people, engine))
    tried = 0
    while tried < CASES:
        batch = cases(await seeds_of(fuzz.universe), min(BATCH, CASES - tried), ROLES.index(role) * CASES + tried)
        for case in batch:
            await fuzz.try_one(case, await fuzz.caller())
            if not await fuzz.still_stands():
                fuzz.universe = await make_universe(people, engine)
                break
        tried += batch.index(case) + 1
    assert fuzz.bad == [], "\n\n".join(fuzz.bad[:5])
    if "USHER_TEST_FUZZ" in os.environ:
        with capsys.disabled():
            sys.stdout.write(f"\n{role}: {tried} cases, {dict(fuzz.counts)}, {len(fuzz.reached)} root fields\n")
    assert fuzz.counts["executed"] > 0.7 * tried, fuzz.counts
    if role != "anonymous":
        assert fuzz.counts["with data"] > 0.3 * tried, fuzz.counts
