from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from db.queries import caseloads
from db.queries.caseloads import PatientRow
from graph import ids
from graph.arguments import given
from graph.context import Context
from graph.fields import Loader, attribute, function, related, relation
from graph.pagination.paged_fields import paged
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection
from graph.schema.accounts import Account, account_of, load_accounts
from graph.schema.members import require_in
from graph.schema.node import Node, fetched_by, node_id, or_not_found
from graph.schema.viewer_base import ViewerBase, of_viewer
from rules.caseloads import Usage
from rules.roles import Permission

if TYPE_CHECKING:
    from graph.schema.groups import Group


def _accounts(patients: Sequence["Patient"], context: Context) -> list[Account]:
    return [account_of(patient.row.account_id, patient.row) for patient in patients]


async def _groups(patients: Sequence["Patient"], context: Context) -> list[list["Group"]]:
    from graph.schema.groups import group_of  # noqa: PLC0415 - two nouns that name each other

    found = await context.load_many(caseloads.groups_of_patients, [patient.row.id for patient in patients])
    return [[group_of(context, row) for row in rows or ()] for rows in found]


@strawberry.type(description="A person on the caseload of a therapist.")
class Patient(Node):
    id: strawberry.ID = node_id("Patient", "row.id")
    row: strawberry.Private[PatientRow]
    added_at: datetime = attribute("row.added_at", description="When the person came onto the caseload.")
    account: Account = relation(_accounts, description="The account of the person.")
    groups: list[Annotated["Group", strawberry.lazy("graph.schema.groups")]] = relation(
        _groups, description="The groups of the patient that the therapist manages, by name."
    )


async def _patients(
    found: Sequence["Caseload"],
    context: Context,
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
) -> tuple[Listing[PatientRow], Sequence["Caseload"]]:
    words, apart = given(search), given(not_in_group_id)
    group_key = 0 if apart is None else ids.key("Group", apart)
    if apart is not None:
        await require_in(context, group_key, Permission.SEE)
    listing = Listing(
        "patients",
        caseloads.patients,
        (("sort_name", str), ("id", int)),
        filters=(context.personal_caller().is_staff, words, apart is not None),
        values=(("group", group_key),) if apart is not None else (),
        depends_on_viewer=True,
    )
    return listing, found


def patient_of(row: PatientRow) -> Patient:
    return Patient(row=row)


@strawberry.type(description="The list of patients that a therapist keeps, with the limit that staff have set on it.")
class Caseload(Node):
    id: strawberry.ID = node_id("Caseload", "key")
    key: strawberry.Private[int]
    usage: strawberry.Private[Usage]
    limit: int | None = attribute(
        "usage.limit",
        description="The most patients and reserved places that the caseload may have; null for no limit.",
    )
    count: int = attribute("usage.count", description="The number of patients on the caseload.")
    reserved: int = attribute(
        "usage.reserved", description="The number of places that are kept for pending invitations as MEMBER."
    )
    remaining: int | None = attribute(
        "usage.remaining", description="The number of places that are left; null for no limit."
    )
    account: Account = related(or_not_found(load_accounts), "key", description="The therapist who keeps the caseload.")

    @function(description="The page where a therapist can raise the limit; null if the site has none.")
    def upgrade_url(self, context: Context) -> str | None:
        return context.config.upgrade_url or None

    patients: Connection[Patient] = paged(_patients, patient_of, description="The patients on the caseload, by name.")


async def load_caseloads(context: Context, keys: Sequence[int | None]) -> list[Caseload | None]:
    found = await Loader(caseloads.by_accounts, lambda usage: usage)(context, keys)
    return [Caseload(key=key, usage=usage) if key and usage else None for key, usage in zip(keys, found, strict=True)]


@fetched_by("Caseload")
async def reachable_caseloads(context: Context, keys: Sequence[int]) -> list[Caseload | None]:
    caller = context.personal_caller()
    return await load_caseloads(context, [key if caller.is_staff or key == caller.account_id else None for key in keys])


@fetched_by("Patient")
async def reachable_patients(context: Context, keys: Sequence[int]) -> list[Patient | None]:
    caller = context.personal_caller()
    found = await Loader(caseloads.patients_by_ids, patient_of)(context, keys)
    return [
        one if one is not None and (caller.is_staff or one.row.caseload_id == caller.account_id) else None
        for one in found
    ]


@strawberry.type
class ViewerCaseload(ViewerBase):
    caseload: Caseload | None = relation(
        of_viewer(load_caseloads),
        description="The list of patients that the viewer keeps as a therapist; null for an account that keeps none, "
        "and while `mustSetPassword` is true.",
    )
