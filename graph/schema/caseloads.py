from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from db.queries import candidates, caseloads
from db.queries.candidates import CandidateRow
from db.queries.caseloads import PatientRow
from graph import ids
from graph.context import Context, Info
from graph.fields import Loader, attribute, function, loaded_by, relation
from graph.pagination.read_pages import Listing
from graph.pagination.relay_connections import Connection, paged
from graph.schema.accounts import Account, account_of, load_accounts
from graph.schema.group_base import GroupBase
from graph.schema.invitations import Invitation, load_invitations
from graph.schema.node import LazyGroup, Node, fetched_if, node_id, or_not_found
from rules.caseloads import Usage
from rules.refusals import RefusalError, bad_request, forbidden
from rules.roles import Permission

_MAX_CANDIDATES = 100


def _accounts(patients: Sequence["Patient"], context: Context) -> list[Account]:
    return [account_of(patient.row.account_id, patient.row) for patient in patients]


async def _groups(patients: Sequence["Patient"], context: Context) -> list[list[LazyGroup]]:
    from graph.schema.groups import group_of  # noqa: PLC0415 - two nouns that name each other

    found = await context.load_many(caseloads.groups_of_patients, [patient.row.id for patient in patients])
    return [[group_of(context, row) for row in rows or ()] for rows in found]


@strawberry.type(description="A person on the caseload of a therapist.")
class Patient(Node):
    id: strawberry.ID = node_id("Patient", "row.id")
    row: strawberry.Private[PatientRow]
    added_at: datetime = attribute("row.added_at", description="When the person came onto the caseload.")
    account: Account = relation(_accounts, description="The account of the person.")
    groups: list[LazyGroup] = relation(
        _groups, description="The groups of the patient that the therapist manages, by name."
    )


async def _patients(
    found: Sequence["Caseload"],
    context: Context,
    search: Annotated[
        str | None,
        strawberry.argument(
            description="Beginnings of words of the name or username, or of an email address that the viewer may see; "
            "case and accents do not matter."
        ),
    ] = None,
    not_in_group_id: Annotated[
        strawberry.ID | None,
        strawberry.argument(
            description="Only patients who are not members of the group with this ID. A group that the viewer is not "
            "in is an error, save for staff."
        ),
    ] = None,
) -> tuple[Listing[PatientRow], Sequence["Caseload"]]:
    group_key = 0 if not_in_group_id is None else ids.key("Group", not_in_group_id)
    if not_in_group_id is not None:
        await context.require_in(group_key, Permission.SEE)
    listing = Listing(
        "patients",
        caseloads.patients,
        (("sort_name", str), ("id", int)),
        filters=(context.personal_caller().is_staff, search, not_in_group_id is not None),
        values=(("group", group_key),) if not_in_group_id is not None else (),
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
        description="The maximum number of patients and reserved places that the caseload may have; null for no limit.",
    )
    count: int = attribute("usage.count", description="The number of patients on the caseload.")
    reserved: int = attribute(
        "usage.reserved", description="The number of places that are kept for pending invitations as MEMBER."
    )
    remaining: int | None = attribute(
        "usage.remaining", description="The number of places that are left; null for no limit."
    )
    account: Account = loaded_by(
        or_not_found(load_accounts), "key", description="The therapist who keeps the caseload."
    )

    @function(description="The page where a therapist can raise the limit; null if the site has none.")
    def upgrade_url(self, context: Context) -> str | None:
        return context.config.upgrade_url or None

    patients: Connection[Patient] = paged(_patients, patient_of, description="The patients on the caseload, by name.")


async def load_caseloads(context: Context, keys: Sequence[int | None]) -> list[Caseload | None]:
    found = await Loader(caseloads.by_accounts, lambda usage: usage)(context, keys)
    return [Caseload(key=key, usage=usage) if key and usage else None for key, usage in zip(keys, found, strict=True)]


def _of_caller(account_id: int, context: Context) -> bool:
    caller = context.personal_caller()
    return caller.is_staff or account_id == caller.account_id


fetched_if("Caseload", load_caseloads, lambda one, context: _of_caller(one.key, context))
fetched_if(
    "Patient",
    Loader(caseloads.patients_by_ids, patient_of),
    lambda one, context: _of_caller(one.row.caseload_id, context),
)


@strawberry.type(description="A person whom the viewer can invite to a group.")
class InviteCandidate:
    row: strawberry.Private[CandidateRow]
    is_member: bool = attribute("row.is_member", description="Whether the person is already a member of the group.")

    @function(description="The account of the person.")
    def account(self, context: Context) -> Account:
        return account_of(self.row.id, self.row)

    pending_invitation: Invitation | None = loaded_by(
        load_invitations,
        "row.invitation_id",
        description="The pending invitation of the person to the group; null if there is none.",
    )


async def _remaining(groups: Sequence[GroupBase], context: Context) -> list[int | RefusalError | None]:
    viewer = context.personal_caller().account
    pairs = [(group.key, viewer) for group in groups if group.group_access.is_manager]
    found = dict(zip(pairs, await context.load_many(caseloads.for_inviting, pairs) if pairs else (), strict=True))
    left = {key: charge[1].remaining if charge is not None else None for (key, _), charge in found.items()}
    return [left.get(group.key) if group.group_access.is_manager else forbidden() for group in groups]


@strawberry.type
class GroupCaseload(GroupBase):
    caseload_remaining: int | None = relation(
        _remaining,
        description="The places left in the caseload that an invitation by the viewer would use; null for no limit. "
        "Managers only: others get null and a FORBIDDEN error.",
    )

    @strawberry.field(
        description="People whom the viewer can invite, by name; a person whose whole username or address was typed "
        "comes first. They are registered people that the viewer may find: their caseload, members of shared groups, "
        "or everyone where the directory is public. Managers only: others get null and a FORBIDDEN error."
    )
    async def invite_candidates(
        self,
        info: Info,
        search: Annotated[
            str,
            strawberry.argument(
                description="Beginnings of words of the name or username, or a whole address; case and accents do not "
                "matter."
            ),
        ],
        first: Annotated[
            int | None, strawberry.argument(description="The maximum number of people to return, 1 to 100.")
        ] = 10,
    ) -> list[InviteCandidate] | None:
        self.require_manager()
        size = 10 if first is None else first
        if not 1 <= size <= _MAX_CANDIDATES:
            raise bad_request(f"Ask for 1 to {_MAX_CANDIDATES} people.")
        context = info.context
        rows = await candidates.find(
            context.reader,
            search,
            account_id=context.personal_caller().account,
            group_id=self.key,
            directory=context.config.directory,
            limit=size,
        )
        return [InviteCandidate(row=row) for row in rows]
