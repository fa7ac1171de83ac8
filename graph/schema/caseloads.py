"""A therapist's list of patients."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Row

from db.queries import caseloads
from graph import ids
from graph.arguments import After, First, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, account_of
from graph.schema.node import Node, fetched_by
from graph.schema.viewer_base import ViewerBase
from rules.caseloads import Usage

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="Somebody on a therapist's list.")
class Patient(Node):
    row: strawberry.Private[Row[Any]]
    added_at: datetime

    @strawberry.field(description="Who it is.")
    def account(self) -> Account:
        return account_of(self.row, key=self.row.account_id)

    @strawberry.field(description="The groups of this therapist that the patient is in.")
    async def groups(self, info: Info) -> list[Annotated["Group", strawberry.lazy("graph.schema.groups")]]:
        from graph.schema.groups import group_of  # noqa: PLC0415 - two nouns that name each other

        return [group_of(info, row) for row in await info.context.load(caseloads.groups_of_patients, self.row.id) or ()]


@strawberry.type(description="A therapist's personal list of patients and the plan's limit on it.")
class Caseload:
    key: strawberry.Private[int]
    limit: int | None = strawberry.field(description="The most patients the plan allows; null for no limit.")
    count: int = strawberry.field(description="Patients on the list.")
    reserved: int = strawberry.field(
        description="Places promised to people whose invitation by this therapist is still pending."
    )
    remaining: int | None = strawberry.field(description="Places left; null for no limit.")

    @strawberry.field(description="Where the plan can be upgraded.")
    def upgrade_url(self, info: Info) -> str | None:
        return info.context.config.upgrade_url or None

    @strawberry.field(
        description="The patients, by name. search matches the start of any word of the name, or of the username, "
        "ignoring case and "
        "accents; and the address, where the viewer may see it."
    )
    async def patients(
        self,
        info: Info,
        search: str | None = strawberry.UNSET,
        first: First = 20,
        after: After = strawberry.UNSET,
    ) -> Connection[Patient]:
        words, caller = given(search), info.context.caller
        listing = Listing(
            "patients",
            caseloads.patients,
            (("sort_name", str), ("id", int)),
            filters=(caller.is_staff, words),
            is_viewed=True,
        )
        return await page_of(info, listing, slice_of(listing, first, given(after)), self.key, patient_of)


def caseload_of(account_id: int, usage: Usage) -> Caseload:
    return Caseload(
        key=account_id,
        limit=usage.limit,
        count=usage.count,
        reserved=usage.reserved,
        remaining=usage.remaining,
    )


async def load_caseload(info: Info, account_id: int | None) -> Caseload | None:
    usage = await info.context.load(caseloads.by_accounts, account_id) if account_id else None
    return caseload_of(account_id, usage) if account_id and usage is not None else None


def patient_of(row: Row[Any]) -> Patient:
    return Patient(id=ids.encode("Patient", row.id), row=row, added_at=row.added_at)


@fetched_by("Patient")
async def reachable_patient(info: Info, key: int) -> Patient | None:
    row, caller = await info.context.load(caseloads.patients_by_ids, key), info.context.caller
    if row is None or not (caller.is_staff or row.caseload_id == caller.account_id):
        return None
    return patient_of(row)


@strawberry.type
class ViewerCaseload(ViewerBase):
    @strawberry.field(description="A therapist's list of patients; null for an account that keeps none.")
    async def caseload(self, info: Info) -> Caseload | None:
        self.require_password()
        return await load_caseload(info, self.key)
