"""A blocking client of the server and its database, for a run in a thread of its own."""

import asyncio
import http.client
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import asyncpg

from tests.support.client import input_type
from tests.support.people import People, Person

T = TypeVar("T")

_CONTRADICTIONS = """
SELECT 'no administrator' WHERE NOT EXISTS (SELECT 1 FROM memberships WHERE group_id = $1 AND role = 'ADMINISTRATOR')
UNION ALL SELECT 'seats are not those bought' FROM seat_plans p WHERE group_id = $1
    AND seat_count <> (SELECT count(*) FROM seats s WHERE s.group_id = p.group_id AND number <= seat_count)
UNION ALL SELECT 'members and history disagree' WHERE (SELECT count(*) FROM memberships WHERE group_id = $1) <>
    (SELECT count(*) FILTER (WHERE action IN ('MEMBER_JOINED', 'MEMBER_ADDED'))
          - count(*) FILTER (WHERE action IN ('MEMBER_LEFT', 'MEMBER_REMOVED')) FROM history WHERE group_id = $1)
UNION ALL SELECT 'seats and history disagree' WHERE
    (SELECT count(*) FROM seats WHERE group_id = $1 AND membership_id IS NOT NULL) <>
    (SELECT count(*) FILTER (WHERE action = 'SEAT_ALLOCATED') - count(*) FILTER (WHERE action = 'SEAT_RELEASED')
     FROM history WHERE group_id = $1)
UNION ALL SELECT 'history and events disagree: ' || kind FROM (
    SELECT pair.kind, count(*) AS found FROM history JOIN (VALUES
        ('MEMBER_JOINED', 'member.JOINED'), ('MEMBER_ADDED', 'member.JOINED'), ('MEMBER_LEFT', 'member.LEFT'),
        ('MEMBER_REMOVED', 'member.REMOVED'), ('ROLE_CHANGED', 'member.ROLE_CHANGED'),
        ('SEAT_ALLOCATED', 'member.SEAT_ALLOCATED'), ('SEAT_RELEASED', 'member.SEAT_RELEASED'),
        ('INVITATION_SENT', 'invitation.CREATED'), ('INVITATION_RESENT', 'invitation.RESENT'),
        ('INVITATION_ACCEPTED', 'invitation.ACCEPTED'), ('INVITATION_DECLINED', 'invitation.DECLINED'),
        ('INVITATION_CANCELLED', 'invitation.CANCELLED'), ('INVITATION_EXPIRED', 'invitation.EXPIRED')
    ) AS pair(action, kind) USING (action) WHERE group_id = $1 GROUP BY 1) AS said
FULL JOIN (
    SELECT kind, count(*) AS found FROM events WHERE stream = 'g' AND stream_id = $1 AND kind LIKE ANY (ARRAY[
        'member.%', 'invitation.%']) AND kind NOT LIKE '%DELIVERED'
    GROUP BY 1) AS told
USING (kind) WHERE said.found IS DISTINCT FROM told.found
"""
_TIME_PASSES = {
    "invitation": """
        UPDATE invitations SET created_at = created_at - interval '20 days', expires_at = now() - interval '1 ms'
        WHERE group_id = $1 AND email = $2 AND status = 'PENDING'""",
    "code": """
        UPDATE invite_codes SET created_at = created_at - interval '20 days', expires_at = now() - interval '1 ms'
        WHERE group_id = $1 AND deleted_at IS NULL""",
    "plan begins": "UPDATE seat_plans SET starts_at = now() - interval '1 ms' WHERE group_id = $1",
    "plan ends": "UPDATE seat_plans SET expires_at = now() - interval '1 ms' WHERE group_id = $1",
}
_GROUP_OF = "SELECT group_id FROM memberships WHERE account_id = $1"


@dataclass
class ModelServer:
    """People, a blocking HTTP client, and the server's database.

    Args:
        loop: The server's event loop.
        people: Makes people.
        database: A connection of the test.
        staff: The member of staff who sets plans and appoints administrators.
    """

    loop: asyncio.AbstractEventLoop
    people: People
    database: asyncpg.Connection
    staff: Person

    def __post_init__(self) -> None:
        self.http = http.client.HTTPConnection(urlsplit(self.staff.url).netloc, timeout=30)

    def make_people(self, count: int) -> list[Person]:
        """Register so many people."""
        return self._run(self.people.many([f"Person {n}" for n in range(count)]))

    def ask(self, who: Person, document: str, **variables: Any) -> dict[str, Any]:
        """Return the answer to an operation."""
        headers = {"authorization": f"Bearer {who.token}", "content-type": "application/json"}
        self.http.request("POST", "/graphql", json.dumps({"query": document, "variables": variables}), headers)
        answer: dict[str, Any] = json.load(self.http.getresponse())
        return answer

    def mutate(self, who: Person, field: str, given: dict[str, Any], selection: str = "") -> dict[str, Any]:
        """Return a mutation's payload, with the code of its refusal as `code`, or ""."""
        document = (
            f"mutation($i: {input_type(field)}!) {{ {field}(input: $i) {{ {selection} userErrors {{ code }} }} }}"
        )
        answer = self.ask(who, document, i=given)
        if answer.get("errors"):
            payload = {"code": answer["errors"][0]["extensions"]["code"]}
        else:
            payload = answer["data"][field]
            payload["code"] = payload["userErrors"][0]["code"] if payload["userErrors"] else ""
        return payload

    def key_of(self, founder: Person) -> int:
        """Return the key of the only group that somebody is in."""
        key: int = self._run(self.database.fetchval(_GROUP_OF, founder.key))
        return key

    def pass_time(self, what: str, *of: Any) -> None:
        """Make something expire or begin, by the database's clock."""
        self._run(self.database.execute(_TIME_PASSES[what], *of))

    def contradictions(self, key: int) -> list[str]:
        """Return what contradicts itself in a group."""
        return [row[0] for row in self._run(self.database.fetch(_CONTRADICTIONS, key))]

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(60)
