from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from db.queries import caseloads
from db.queries.caseloads import PatientRow
from graph import ids
from graph.arguments import After, Before, First, Last, given
from graph.context import Info
from graph.pagination.connections import Connection, slice_of
from graph.pagination.listings import Listing
from graph.pagination.pages import page_of
from graph.schema.accounts import Account, account_of, load_account
from graph.schema.members import require_in
from graph.schema.node import Node, fetched_by
from graph.schema.viewer_base import ViewerBase
from rules.caseloads import Usage
from rules.roles import Permission

if TYPE_CHECKING:
    from graph.schema.groups import Group


@strawberry.type(description="A person on the caseload of a therapist.")
class Patient(Node):
    row: strawberry.Private[PatientRow]
    added_at: datetime = strawberry.field(description="When the person came onto the caseload.")

    @strawberry.field(description="The account of the person.")
    def account(self) -> Account:
        return account_of(self.row.account_id, self.row)

    @strawberry.field(description="The groups of the patient that the therapist manages, by name.")
    async def groups(self, info: Info) -> list[Annotated["Group", strawberry.lazy("graph.schema.groups")]]:
        from graph.schema.groups import group_of  # noqa: PLC0415 - two nouns that name each other

        return [
            group_of(info.context, row)
            for row in await info.context.load(caseloads.groups_of_patients, self.row.id) or ()
        ]


@strawberry.type(description="The list of patients that a therapist keeps, with the limit that staff have set on it.")
class Caseload(Node):
    key: strawberry.Private[int]
    limit: int | None = strawberry.field(
        description="The most patients and reserved places that the caseload may have; null for no limit."
    )
    count: int = strawberry.field(description="The number of patients on the caseload.")
    reserved: int = strawberry.field(
        description="The number of places that are kept for pending invitations as MEMBER."
    )
    remaining: int | None = strawberry.field(description="The number of places that are left; null for no limit.")

    @strawberry.field(description="The therapist who keeps the caseload.")
    async def account(self, info: Info) -> Account:
        found = await load_account(info.context, self.key)
        assert found is not None  # a caseload has a foreign key to its account
        return found

    @strawberry.field(description="The page where a therapist can raise the limit; null if the site has none.")
    def upgrade_url(self, info: Info) -> str | None:
        return info.context.config.upgrade_url or None

    @strawberry.field(description="The patients on the caseload, by name.")
    async def patients(
        self,
        info: Info,
        search: Annotated[
            str | None,
            strawberry.argument(
                description="Beginnings of words of the name or username, or of an email address that the viewer may "
                "see; case and accents do not matter."
            ),
        ] = strawberry.UNSET,
        not_in_group_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="Only patients who are not members of the group with this ID. A group that the viewer is "
                "not in is an error, save for staff."
            ),
        ] = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> Connection[Patient]:
        words, caller, apart = given(search), info.context.personal_caller(), given(not_in_group_id)
        group_key = 0 if apart is None else ids.key("Group", apart)
        if apart is not None:
            await require_in(info, group_key, Permission.SEE)
        listing = Listing(
            "patients",
            caseloads.patients,
            (("sort_name", str), ("id", int)),
            filters=(caller.is_staff, words, apart is not None),
            values=(("group", group_key),) if apart is not None else (),
            depends_on_viewer=True,
        )
        return await page_of(info, listing, slice_of(listing, first, after, last, before), self.key, patient_of)


def caseload_of(account_id: int, usage: Usage) -> Caseload:
    return Caseload(
        id=ids.encode("Caseload", account_id),
        key=account_id,
        limit=usage.limit,
        count=usage.count,
        reserved=usage.reserved,
        remaining=usage.remaining,
    )


async def load_caseload(info: Info, account_id: int | None) -> Caseload | None:
    usage = await info.context.load(caseloads.by_accounts, account_id) if account_id else None
    return caseload_of(account_id, usage) if account_id and usage is not None else None


@fetched_by("Caseload")
async def reachable_caseload(info: Info, key: int) -> Caseload | None:
    caller = info.context.personal_caller()
    return await load_caseload(info, key) if caller.is_staff or key == caller.account_id else None


def patient_of(row: PatientRow) -> Patient:
    return Patient(id=ids.encode("Patient", row.id), row=row, added_at=row.added_at)


@fetched_by("Patient")
async def reachable_patient(info: Info, key: int) -> Patient | None:
    row, caller = await info.context.load(caseloads.patients_by_ids, key), info.context.personal_caller()
    if row is None or not (caller.is_staff or row.caseload_id == caller.account_id):
        return None
    return patient_of(row)


@strawberry.type
class ViewerCaseload(ViewerBase):
    @strawberry.field(
        description="The list of patients that the viewer keeps as a therapist; null for an account that keeps none, "
        "and while `mustSetPassword` is true."
    )
    async def caseload(self, info: Info) -> Caseload | None:
        self.require_password()
        return await load_caseload(info, self.key)
