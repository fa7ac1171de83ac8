"""A therapist's caseload, groups and patients, read and changed through GraphQL as clients do it."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.bulk import insert_rows
from db.tables import Patient
from tests.support.people import People, Person

COUNTS = "limit count reserved remaining upgradeUrl"
RESULTS = "invitedCount results { recipient invitation { id } error { code message path url } }"
_USED = """
WITH promised AS (
    SELECT email, invited_by = :key AS by_keeper FROM invitations
    WHERE caseload_id = :key AND status = 'PENDING' AND expires_at > clock_timestamp()
)
SELECT (SELECT count(*) FROM patients WHERE caseload_id = :key)
    + (SELECT count(*) FROM promised WHERE NOT by_keeper)
    + (
        SELECT count(DISTINCT email) FROM promised WHERE by_keeper AND email NOT IN (
            SELECT a.email FROM patients p JOIN accounts a ON a.id = p.account_id WHERE p.caseload_id = :key
        )
    )"""


@dataclass
class Practice:
    """A therapist with a caseload and a group."""

    people: People
    engine: AsyncEngine
    staff: Person
    therapist: Person
    group: str
    run: str = field(default_factory=lambda: secrets.token_hex(3))
    made: int = 0

    def addresses(self, count: int) -> list[str]:
        """Make addresses that nobody has."""
        self.made += count
        return [f"new{number}.{self.run}@example.org" for number in range(self.made - count, self.made)]

    async def new_group(self, by: Person | None = None) -> str:
        made = await (by or self.therapist).mutate("createGroup", {"name": f"Group {self.run}"}, "group { id }")
        return str(made["group"]["id"])

    async def set_limit(self, limit: int | None, of: Person | None = None) -> Any:
        given = {"accountId": (of or self.therapist).id, "limit": limit}
        return await self.staff.mutate("setCaseload", given, f"account {{ id }} caseload {{ {COUNTS} }}")

    async def read_counts(self, of: Person | None = None) -> Any:
        return (await (of or self.therapist).ok(f"{{ viewer {{ caseload {{ {COUNTS} }} }} }}"))["viewer"]["caseload"]

    async def used(self, of: Person | None = None) -> tuple[int, int]:
        """Return the numbers of patients and reserved places that the therapist sees."""
        shown = await self.read_counts(of)
        return shown["count"], shown["reserved"]

    async def counted(self) -> int:
        """Patients and places reserved, as the database has them at this instant."""
        async with self.engine.connect() as connection:
            return int((await connection.execute(text(_USED), {"key": self.therapist.key})).scalar_one())

    async def invite(
        self, addresses: list[str], *, by: Person | None = None, group: str | None = None, role: str = "MEMBER"
    ) -> Any:
        recipients = [{"email": {"email": one, "role": role}} for one in addresses]
        given = {"groupId": group or self.group, "recipients": recipients, "sendMail": False}
        return await (by or self.therapist).mutate("inviteMembers", given, RESULTS)

    async def code(self, *, by: Person | None = None, group: str | None = None) -> str:
        made = await (by or self.therapist).mutate(
            "generateInviteCode", {"groupId": group or self.group}, "inviteCode { code }"
        )
        return str(made["inviteCode"]["code"])

    async def accept(self, person: Person, group: str | None = None) -> Any:
        overview = "{ viewer { invitations { nodes { id group { groupId } } } } }"
        nodes = (await person.ok(overview))["viewer"]["invitations"]["nodes"]
        found = [node["id"] for node in nodes if node["group"]["groupId"] == (group or self.group)]
        return await person.mutate("acceptInvitation", {"invitationId": found[0]}, "member { id role }")

    async def bring(
        self, person: Person, *, by: Person | None = None, group: str | None = None, role: str = "MEMBER"
    ) -> None:
        """Bring people into the group by invitation."""
        await self.invite([person.email], by=by, group=group, role=role)
        assert (await self.accept(person, group))["member"]

    async def patients(self, search: str | None = None, of: Person | None = None) -> list[str]:
        document = "query($s: String) { viewer { caseload { patients(search: $s, first: 100) { nodes { account { name } } } } } }"
        shown = (await (of or self.therapist).ok(document, s=search))["viewer"]["caseload"]["patients"]["nodes"]
        return [node["account"]["name"] for node in shown]

    async def list_patients(self, count: int) -> list[Person]:
        """Make patients who are in no group."""
        persons = await self.people.many([f"Patient {number:03}" for number in range(count)])
        columns: dict[str, list[Any]] = {
            "caseload_id": [self.therapist.key] * count,
            "account_id": [person.key for person in persons],
            "added_at": [datetime.now(UTC)] * count,
        }
        async with self.engine.begin() as connection:
            await insert_rows(connection, Patient, columns)
        return persons

    async def lapse(self, address: str) -> None:
        """Let an invitation expire, without running a job."""
        async with self.engine.begin() as connection:
            await connection.execute(
                text(
                    "UPDATE invitations SET created_at = '2020-01-01', expires_at = clock_timestamp() WHERE email = :email"
                ),
                {"email": address},
            )


async def open_practice(people: People, engine: AsyncEngine, limit: int | None) -> Practice:
    therapist, staff = await people("Thea Rapist"), await people.staff()
    practice = Practice(people, engine, staff, therapist, "")
    practice.group = await practice.new_group()
    await practice.set_limit(limit)
    return practice


def problems(payload: Any) -> list[str | None]:
    """Return each result's error code, None for success."""
    return [result["error"] and result["error"]["code"] for result in payload["results"]]
