"""A statement's rows are what its type says."""

from datetime import datetime
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Select, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from db.reader import Reader
from db.statements import Statement, TypedSelect, part
from db.tables import Account, Group, Membership
from rules.roles import Role


class Named(NamedTuple):
    id: int
    name: str


class Member(NamedTuple):
    id: int
    role: Role
    account: Named | None


class RoleRow(NamedTuple):
    role: Role


class TextRole(NamedTuple):
    role: str


class WaitingSince(NamedTuple):
    waiting_since: datetime


@pytest.mark.parametrize(
    ("row", "columns", "said"),
    [
        (Named, (Account.name, Account.id), "other fields"),
        (Named, (Account.id, Account.name, Account.email), "other fields"),
        (Named, (Account.id, Account.id.label("name")), "a str, its column a int"),
        (TextRole, (Membership.role,), "a str, its column a Role"),
        (WaitingSince, (Membership.waiting_since,), "may be null"),
        (Member, (Membership.id, Membership.role, *part("person", (Account.id, Account.name))), "other fields"),
    ],
)
def test_columns_that_do_not_fit_the_row_are_refused(row: type[Any], columns: tuple[Any, ...], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Statement(row, select(*columns))


def test_columns_that_a_change_returns_are_checked() -> None:
    renamed = update(Group).values(name="")
    Statement(Named, renamed.returning(Group.id, Group.name))
    with pytest.raises(TypeError, match="other fields"):
        Statement(Named, renamed.returning(Group.id, Group.description))


@pytest.mark.parametrize("count", [0, 1, 3])
async def test_a_field_of_several_columns_is_none_where_its_first_is(engine: AsyncEngine, count: int) -> None:
    numbers = func.generate_series(1, count).table_valued("n").render_derived()
    account = (func.nullif(numbers.c.n, 2).label("id"), literal("Anna").label("name"))
    chosen: Select[*tuple[Any, ...]] = select(
        numbers.c.n.label("id"), literal(Role.MEMBER, Membership.role.type).label("role"), *part("account", account)
    )
    rows = await Reader(engine).rows(TypedSelect(Member, chosen).order_by(numbers.c.n))
    expected = [Member(n, Role.MEMBER, None if n == 2 else Named(n, "Anna")) for n in range(1, count + 1)]
    assert rows == expected
    assert all(row.role is Role.MEMBER for row in rows)


async def test_a_value_outside_its_enumeration_is_not_read(engine: AsyncEngine) -> None:
    unknown = select(literal("OWNER", Membership.role.type).label("role"))
    with pytest.raises(KeyError, match="OWNER"):
        await Reader(engine).rows(TypedSelect(RoleRow, unknown))
