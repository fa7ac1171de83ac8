"""Find people to invite by prefixes of the words of their names, in time independent of the number of accounts.

A prefix may match a handful or everyone, and so may the circle of people whom the viewer can find. Both are first
counted up to a bound. The counts decide between reading a short list whole and walking an index in order of name
until the page is full. docs/decisions/0006-finding-people.md has the plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Text,
    and_,
    any_,
    case,
    cast,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    tuple_,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from db.queries.accounts import profile_updated_at
from db.queries.discoverability import EVERYONE
from db.queries.exact_candidate import is_tied, named_exactly, with_first
from db.reader import Reader
from db.statements import TypedSelect
from db.tables import Account, AccountWord, Invitation, Membership, Patient
from rules.search import like_prefix, search_prefixes

# Index entries that are read and sorted within a millisecond or two.
FEW_WORDS = 2_500
# Accounts that are read one by one in the same time.
FEW_PEOPLE = 1_000
# People whose IDs are hashed in the same time.
MANY_PEOPLE = 8_000
# Sorts after every letter: words with the prefix "an" are between "an" and "an" followed by this.
_LAST = "\U0010ffff"


class CandidateRow(NamedTuple):
    """An account, whether it is a member, and its pending invitation."""

    id: int
    name: str
    username: str
    email: str
    profile_updated_at: datetime
    is_member: bool
    invitation_id: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """The search of one viewer. `prefixes` are longest first; with none, everyone matches."""

    account_id: int
    group_id: int
    prefixes: tuple[str, ...]
    is_public: bool
    limit: int
    search: str


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Counts up to a bound each: people with the rarest prefix, and people who may be found."""

    rarest: str
    words: int
    people: int


async def find(
    reader: Reader, search: str, *, account_id: int, group_id: int, directory: str, limit: int
) -> list[CandidateRow]:
    """Return those whom the viewer may find, by name and then ID, using two statements in all.

    Each word typed must start a word of the name or username. An exact username comes first; so does an exact
    address, if the viewer may see it.
    """
    starts = search_prefixes(search)
    # A word that starts with "martin" also starts with "m".
    apart = [one for one in starts if not any(other != one and other.startswith(one) for other in starts)]
    prefixes = tuple(sorted(apart, key=len, reverse=True))
    given = Search(account_id, group_id, prefixes, directory == EVERYONE, limit, search)
    return await reader.rows(_page(given, _found(given, await _sizes(reader, given))))


async def _sizes(reader: Reader, search: Search) -> _Sizes:
    """Count the longest prefixes, usually the rarest, and the people who may be found."""
    measured = search.prefixes[:3]
    counts = [_up_to(_few_words(search), select(AccountWord.account_id).where(_starts_with(one))) for one in measured]
    if search.is_public:
        statement = select(literal(0), *counts)
    else:
        # Materialized, it is counted once. Words are counted only where it matters.
        circle = select(_up_to(MANY_PEOPLE, _circle(search)).label("people")).cte("circle").prefix_with("MATERIALIZED")
        people = circle.c.people
        statement = select(people, *(case((people <= FEW_PEOPLE, 0), else_=count) for count in counts))
    row = await reader.row(statement)
    assert row is not None
    count, prefix = min(zip(row[1:], measured, strict=True), default=(0, ""))
    return _Sizes(prefix, count, row[0])


def _few_words(search: Search) -> int:
    """Halve the bound for several words: each account is then read too, to compare the others."""
    return FEW_WORDS if len(search.prefixes) == 1 else FEW_WORDS // 2


def _up_to(limit: int, rows: Any) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.limit(_fixed(limit + 1)).subquery()).scalar_subquery()


def _fixed(number: int) -> ColumnElement[int]:
    """Return a literal, so that even a cached plan is made for this number."""
    return literal_column(str(int(number)), Integer)


def _starts_with(prefix: str) -> ColumnElement[bool]:
    return _begins(AccountWord.word, prefix)


def _circle(search: Search) -> Any:
    """Select accounts that the viewer may find in a `shared` directory, possibly repeated.

    The groups are an array, so that the index is used however few members match.
    """
    mine, theirs = aliased(Membership), aliased(Membership)
    group_ids = func.array(select(mine.group_id).where(mine.account_id == search.account_id).scalar_subquery())
    companions = select(theirs.account_id).where(theirs.group_id == any_(group_ids))
    return union_all(companions, select(Patient.account_id).where(Patient.caseload_id == search.account_id))


def _found(search: Search, sizes: _Sizes) -> Subquery:
    is_rare = sizes.words <= _few_words(search)
    if not search.is_public and sizes.people <= FEW_PEOPLE:
        circle = _circle(search).subquery("circle")
        found = select(Account.sort_name, Account.id).where(Account.id.in_(select(circle.c.account_id)))
        ordered = found.where(*_names(search.prefixes)).order_by(Account.sort_name, Account.id)
        return ordered.limit(_fixed(search.limit)).subquery("found")
    if is_rare or len(search.prefixes) == 1:
        compared = [one for one in search.prefixes if one != sizes.rarest]
        return _first_of(search, sizes, _list(sizes.rarest, is_rare=is_rare), compared)
    one, other, *compared = search.prefixes
    parts: list[Select[*tuple[Any, ...]] | CTE] = [
        _list(one, within=other),
        _list(other, within=one),
        _elsewhere(one, other),
    ]
    first = union(*(_first_of(search, sizes, part, compared).select() for part in parts)).subquery("first")
    return select(first).order_by(first.c.sort_name, first.c.id).limit(_fixed(search.limit)).subquery("found")


def _first_of(search: Search, sizes: _Sizes, rows: Select[*tuple[Any, ...]] | CTE, compared: Sequence[str]) -> Subquery:
    """Take the first entries of an ordered list that match the other words and may be found.

    Each condition is checked only until the page is full. A recursive CTE yields rows in order; ORDER BY would
    compute it to the end.
    """
    listed = rows if isinstance(rows, CTE) else rows.subquery()
    found = select(listed.c.sort_name, listed.c.id)
    is_made = isinstance(listed, CTE)
    found = found.where(listed.c.is_hit) if is_made else found.order_by(listed.c.sort_name, listed.c.id)
    if compared:
        named = select(and_(*_names(compared))).where(Account.id == listed.c.id)
        found = found.where(named.correlate(listed).scalar_subquery())
    if not search.is_public:
        found = found.where(_within(search, sizes, listed.c.id))
    return found.limit(_fixed(search.limit)).subquery()


def _names(prefixes: Sequence[str]) -> list[ColumnElement[bool]]:
    return [Account.search.like(f"% {like_prefix(prefix)}") for prefix in prefixes]


def _list(prefix: str, *, is_rare: bool = False, within: str = "") -> Select[*tuple[Any, ...]]:
    """Select everyone with a prefix of any word, in order of name: sorted if few, else from an ordered index.

    OFFSET 0 keeps the outer conditions from being evaluated first.
    """
    if not prefix:
        return select(Account.sort_name, Account.id).order_by(Account.sort_name, Account.id).offset(_fixed(0))
    listed = select(AccountWord.sort_name, AccountWord.account_id.label("id")).distinct()
    wanted = _starts_with(prefix) if is_rare else _headed(AccountWord, prefix)
    region = _begins(AccountWord.sort_name, within) if within else true()
    return listed.where(wanted, region).order_by(AccountWord.sort_name, AccountWord.account_id).offset(_fixed(0))


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    """Compare with the index, as a range."""
    return and_(column >= prefix, column < prefix + _LAST)


def _headed(word: Any, prefix: str) -> ColumnElement[bool]:
    """Use the index on the head, which is in order of name, and compare the rest on the way."""
    heads = (word.head1, word.head2, word.head3, word.head4, word.head5)
    length = min(len(prefix), len(heads))
    whole = func.left(word.word, len(prefix)) == prefix if len(prefix) > length else true()
    return and_(heads[length - 1] == prefix[:length], whole)


def _elsewhere(one: str, other: str) -> CTE:
    """List everyone with both prefixes, neither at the start of the whole name, in order.

    Each list is entered at the other's position, skipping names that start with a prefix. Both are in order of name
    and people with one first name are adjacent, so steps are few; only as many are taken as are read.
    """
    name, zero = cast(literal(""), Text).collate("C"), cast(literal(0), BigInteger)
    start = select(
        name.label("sort_name"),
        zero.label("id"),
        false().label("is_hit"),
        name.label("next"),
        zero.label("next_id"),
    )
    hop = start.cte("hop", recursive=True)
    first = _from(one, hop.c.next, hop.c.next_id).lateral("one")
    second = _from(other, first.c.sort_name, first.c.id).lateral("other")
    met = first.c.id == second.c.id
    regions = [(_begins(second.c.sort_name, prefix), prefix + _LAST) for prefix in (one, other)]
    is_inside = or_(*(inside for inside, _ in regions))
    following = case(*regions, else_=second.c.sort_name)
    following_id = case((is_inside, 0), else_=second.c.id + cast(met, Integer))
    step = select(second.c.sort_name, second.c.id, and_(met, not_(is_inside)), following, following_id)
    return hop.union_all(step.select_from(hop).join(first, true()).join(second, true()))


def _from(prefix: str, sort_name: ColumnElement[str], account_id: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    word = aliased(AccountWord)
    place = tuple_(word.sort_name, word.account_id)
    listed = select(word.sort_name, word.account_id.label("id")).where(_headed(word, prefix))
    return (
        listed.where(place >= tuple_(sort_name, account_id)).order_by(word.sort_name, word.account_id).limit(_fixed(1))
    )


def _within(search: Search, sizes: _Sizes, account_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Check that the account may be found: by a hash of all who may, or one by one if they are too many."""
    if sizes.people <= MANY_PEOPLE:
        circle = _circle(search).subquery("circle")
        # Inside an expression it stays a condition. A join would read the list to its end.
        return func.coalesce(account_id.in_(select(circle.c.account_id)), false())
    return is_tied(account_id, search.account_id)


def _page(search: Search, found: Subquery) -> TypedSelect[CandidateRow]:
    exact = named_exactly(search.search, search.account_id, is_public=search.is_public)
    ranked = with_first(exact, found)
    inside = select(Membership.id).where(Membership.group_id == search.group_id, Membership.account_id == Account.id)
    pending = select(Invitation.id).where(
        Invitation.group_id == search.group_id,
        Invitation.email == Account.email,
        Invitation.status == literal_column("'PENDING'"),  # as in the index
        Invitation.expires_at > func.clock_timestamp(),
    )
    page = (
        select(
            Account.id,
            Account.name,
            Account.username,
            Account.email,
            profile_updated_at(Account),
            inside.exists().label("is_member"),
            pending.scalar_subquery().label("invitation_id"),
        )
        .join(ranked, ranked.c.id == Account.id)
        .order_by(ranked.c.rank, ranked.c.sort_name, ranked.c.id)
        .limit(_fixed(search.limit))
    )
    return TypedSelect(CandidateRow, page)
