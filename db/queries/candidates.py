"""Whom to invite: people found by the start of the words of their names, in a time that does not grow with them.

How many people a prefix stands for, and how many somebody may find, differs from a handful to everyone. So both
are counted first, no further than it matters; that decides between walking along an index in order of name until
the page is full, and reading all of a short list. docs/decisions has the plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, func, literal_column, select, true, union_all
from sqlalchemy.orm import aliased

from db.queries.finding import EVERYONE
from db.reader import Reader
from db.tables import Account, AccountWord, Invitation, Membership, Patient
from rules.search import like_prefix, words

# Entries of an index that are read and sorted within a millisecond or two.
_FEW_WORDS = 5_000
# Accounts that are read one by one within the same.
_FEW_PEOPLE = 1_000
# People whose IDs are put into a hash within the same.
_MANY_PEOPLE = 8_000
# Sorts after every letter: what starts with "an" lies between "an" and "an" followed by this.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Search:
    """Who is looking for whom.

    Args:
        account_id: Who is looking.
        group_id: Where the people found might be invited.
        prefixes: What words are to start with; none for anybody.
        is_public: Whether everyone may be found.
        limit: The most that are shown.
    """

    account_id: int
    group_id: int
    prefixes: tuple[str, ...]
    is_public: bool
    limit: int


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How many there are, counted up to a bound each: with the rarest prefix, and who may be found."""

    prefix: str
    words: int
    people: int


async def find(
    reader: Reader, search: str, *, account_id: int, group_id: int, directory: str, limit: int
) -> Sequence[Row[Any]]:
    """The people whom somebody may find under a name or username, by name and then ID, two statements in all.

    Args:
        reader: Of the request.
        search: What was typed: each word must begin a word of the name or username.
        account_id: Who is looking.
        group_id: The group they would be invited into.
        directory: `everyone`, or `shared`.
        limit: The most people.

    Returns:
        Rows of accounts with `is_member` and `invitation_id`, the pending invitation to the group.
    """
    prefixes = words(search) or tuple(search.casefold().split())
    asked = Search(account_id, group_id, prefixes, directory == EVERYONE, limit)
    sizes = await _sizes(reader, asked)
    return await reader.rows(_page(asked, _found(asked, sizes)))


async def _sizes(reader: Reader, asked: Search) -> _Sizes:
    """Measure the longest prefixes, which are the rarest as a rule, and the circle of people."""
    longest = sorted(asked.prefixes, key=len, reverse=True)[:3]
    figures = [_up_to(_FEW_WORDS, select(AccountWord.account_id).where(_starts_with(one))) for one in longest]
    if not asked.is_public:
        figures.append(_up_to(_MANY_PEOPLE, _circle(asked)))
    row = await reader.row(select(*figures)) if figures else ()
    assert row is not None
    counts = list(row)
    people = 0 if asked.is_public else counts.pop()
    count, prefix = min(zip(counts, longest, strict=True), default=(0, ""))
    return _Sizes(prefix, count, people)


def _up_to(most: int, rows: Any) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.limit(most + 1).subquery()).scalar_subquery()


def _starts_with(prefix: str) -> ColumnElement[bool]:
    """By the index, as a range."""
    return and_(AccountWord.word >= prefix, AccountWord.word < prefix + _LAST)


def _own(asked: Search) -> ColumnElement[bool]:
    return Membership.account_id == asked.account_id


def _circle(asked: Search) -> Any:
    """The accounts that somebody may find where the directory is not public; some of them more than once."""
    theirs = aliased(Membership)
    companions = select(theirs.account_id).where(theirs.group_id.in_(select(Membership.group_id).where(_own(asked))))
    return union_all(companions, select(Patient.account_id).where(Patient.caseload_id == asked.account_id))


def _found(asked: Search, sizes: _Sizes) -> Subquery:
    """The page's people, by the way that is short for these sizes."""
    if not asked.is_public and sizes.people <= _FEW_PEOPLE:
        circle = _circle(asked).subquery("circle")
        found = select(Account.sort_name, Account.id).where(Account.id.in_(select(circle.c.account_id)))
        return _limited(found.where(*_names(asked.prefixes)), Account.sort_name, Account.id, asked.limit)
    listed = _list(sizes).subquery("listed")
    found = select(listed.c.sort_name, listed.c.id)
    others = [prefix for prefix in asked.prefixes if prefix != sizes.prefix]
    if others:
        named = select(and_(*_names(others))).where(Account.id == listed.c.id)
        found = found.where(named.correlate(listed).scalar_subquery())
    if not asked.is_public:
        found = found.where(_within(asked, sizes, listed.c.id))
    return _limited(found, listed.c.sort_name, listed.c.id, asked.limit)


def _limited(found: Any, sort_name: Any, account_id: Any, limit: int) -> Subquery:
    return found.order_by(sort_name, account_id).limit(limit).subquery("found")  # type: ignore[no-any-return]


def _names(prefixes: Sequence[str]) -> list[ColumnElement[bool]]:
    return [Account.search.like(f"% {like_prefix(prefix)}") for prefix in prefixes]


def _list(sizes: _Sizes) -> Any:
    """Everybody with the rarest prefix, in order: read from an index in that order, or few and sorted.

    OFFSET 0 keeps the conditions that come on top from being asked before it is their turn.
    """
    if not sizes.prefix:
        return select(Account.sort_name, Account.id).order_by(Account.sort_name, Account.id).offset(0)
    listed = select(AccountWord.sort_name, AccountWord.account_id.label("id")).distinct()
    return (
        listed.where(_starts_with(sizes.prefix) if sizes.words <= _FEW_WORDS else _headed(sizes.prefix))
        .order_by(AccountWord.sort_name, AccountWord.account_id)
        .offset(0)
    )


def _headed(prefix: str) -> ColumnElement[bool]:
    """By the index that is in order of name; a longer prefix is compared on the way."""
    if len(prefix) == 1:
        return AccountWord.head1 == prefix
    if len(prefix) == 2:
        return AccountWord.head2 == prefix
    whole = func.left(AccountWord.word, len(prefix)) == prefix if len(prefix) > 3 else true()
    return and_(AccountWord.head3 == prefix[:3], whole)


def _within(asked: Search, sizes: _Sizes, account_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody may be found: by a hash of all who may, or, where they are too many, one by one."""
    if sizes.people <= _MANY_PEOPLE:
        circle = _circle(asked).subquery("circle")
        return account_id.in_(select(circle.c.account_id))
    theirs = aliased(Membership)
    companion = and_(Membership.group_id == theirs.group_id, _own(asked))
    shared = select(true()).select_from(theirs).join(Membership, companion).where(theirs.account_id == account_id)
    listed = select(true()).where(Patient.account_id == account_id, Patient.caseload_id == asked.account_id)
    # LIMIT keeps the database from reading all of them into a hash after all.
    return func.coalesce(shared.limit(1).scalar_subquery(), listed.limit(1).scalar_subquery(), False)


def _page(asked: Search, found: Subquery) -> Select[*tuple[Any, ...]]:
    """The people found, with how they stand to the group."""
    inside = select(Membership.id).where(Membership.group_id == asked.group_id, Membership.account_id == Account.id)
    pending = select(Invitation.id).where(
        Invitation.group_id == asked.group_id,
        Invitation.email == Account.email,
        Invitation.status == literal_column("'PENDING'"),  # as the index has it
        Invitation.expires_at > func.clock_timestamp(),
    )
    return (
        select(
            Account.id,
            Account.name,
            Account.username,
            Account.email,
            inside.exists().label("is_member"),
            pending.scalar_subquery().label("invitation_id"),
        )
        .join(found, found.c.id == Account.id)
        .order_by(found.c.sort_name, found.c.id)
    )
