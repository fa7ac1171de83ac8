from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import strawberry

from db.queries import accounts, discoverability
from graph.context import Context
from graph.fields import Loader, attribute, loaded_by, relation
from graph.schema.node import Node, fetched_by, node_id

if TYPE_CHECKING:
    from graph.schema.caseloads import Caseload


class Named(Protocol):
    """A row with the columns of an account."""

    @property
    def name(self) -> str: ...
    @property
    def username(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def profile_updated_at(self) -> datetime: ...


def _emails(accounts: Sequence["Account"], context: Context) -> Any:
    if context.is_staff:
        return [account.row.email for account in accounts]
    untied = [account for account in accounts if not account.address_shown and not context.is_viewer(account.key)]
    return _tied_emails(accounts, untied, context) if untied else [account.row.email for account in accounts]


async def _tied_emails(
    accounts: Sequence["Account"], untied: Sequence["Account"], context: Context
) -> list[str | None]:
    keys = [account.key for account in untied]
    managed = await context.load_many_of_viewer(discoverability.ties, keys)
    are_managed = dict(zip(keys, managed, strict=True))
    return [account.row.email if are_managed.get(account.key, True) else None for account in accounts]


async def _caseloads_for_staff(context: Context, keys: Sequence[int]) -> Sequence[Any]:
    from graph.schema.caseloads import load_caseloads  # noqa: PLC0415 - two nouns that name each other

    return await load_caseloads(context, keys) if context.personal_caller().is_staff else [None] * len(keys)


@strawberry.type(description="A person who has registered.")
class Account(Node):
    id: strawberry.ID = node_id("Account", "key")
    key: strawberry.Private[int]
    row: strawberry.Private[Named]
    address_shown: strawberry.Private[bool]
    name: str = attribute("row.name", description="The name of the person, as they write it.")
    username: str = attribute(
        "row.username", description="The username: 3 to 32 of a-z 0-9 . _ - and unique on the site."
    )
    updated_at: datetime = attribute(
        "row.profile_updated_at",
        description="When the name or the username changed last; at first, when the account was created.",
    )

    email: str | None = relation(
        _emails,
        description="The email address. For the account itself, for staff, and for managers of a group that the "
        "account is in; null for others.",
    )

    caseload: Annotated["Caseload", strawberry.lazy("graph.schema.caseloads")] | None = loaded_by(
        _caseloads_for_staff,
        "key",
        description="The list of patients that the account keeps as a therapist. For staff; null for others, and for "
        "an account that keeps none.",
    )


def account_of(key: int, row: Named, *, address_shown: bool = False) -> Account:
    """Build an account.

    Args:
        key: The account's ID.
        address_shown: Whether the caller is known to manage a group that the account is in.
    """
    return Account(key=key, row=row, address_shown=address_shown)


load_accounts = Loader(accounts.by_ids, lambda row: account_of(row.id, row))
"""Loads accounts without a permission check: the caller sees an object that names them."""


@fetched_by("Account")
async def reachable_accounts(context: Context, keys: Sequence[int]) -> list[Account | None]:
    caller = context.personal_caller()
    shown = set(keys)
    if not caller.is_staff and context.config.directory != discoverability.EVERYONE:
        pairs = [(key, caller.account_id) for key in keys]
        ties = await context.load_many(discoverability.ties, pairs)
        shown = {key for key, tie in zip(keys, ties, strict=True) if tie is not None or key == caller.account_id}
    return await load_accounts(context, [key if key in shown else None for key in keys])
