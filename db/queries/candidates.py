"""Whom to invite: people found by the start of the words of their names, in a time that does not grow with them.

How many people a prefix stands for, and how many somebody may find, differs from a handful to everyone. So both
are counted first, no further than it matters; that decides between reading all of a short list and walking along
an index in order of name until the page is full. docs/decisions/0006-finding-people.md has the plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Row,
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

from db.queries.discoverability import EVERYONE
from db.queries.exact_candidate import is_tied, named_exactly, with_first
from db.reader import Reader
from db.tables import Account, AccountWord, Invitation, Membership, Patient
from rules.search import like_prefix, typed

# Entries of an index that are read and sorted within a millisecond or two.
FEW_WORDS = 2_500
# Accounts that are read one by one within the same.
FEW_PEOPLE = 1_000
# People whose IDs are put into a hash within the same.
MANY_PEOPLE = 8_000
# Sorts after every letter: what starts with "an" lies between "an" and "an" followed by this.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Search:
    """Who is looking for whom.

    Args:
        account_id: Who is looking.
        group_id: Where the people found might be invited.
        prefixes: What words are to start with, the longest first; none for anybody.
        is_public: Whether everyone may be found.
        limit: The most that are shown.
        search: What was typed.
    """

    account_id: int
    group_id: int
    prefixes: tuple[str, ...]
    is_public: bool
    limit: int
    search: str


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How many there are, counted up to a bound each: with the rarest prefix, and who may be found."""

    rarest: str
    words: int
    people: int


async def find(
    reader: Reader, search: str, *, account_id: int, group_id: int, directory: str, limit: int
) -> Sequence[Row[Any]]:
    """The people whom somebody may find under a name or username, by name and then ID, two statements in all.

    Whoever has exactly what was typed as their username comes first; or as their address, if the one who is looking
    may see that.

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
    starts = typed(search)
    # Whoever has a word that starts with "martin" has one that starts with "m".
    apart = [one for one in starts if not any(other != one and other.startswith(one) for other in starts)]
    prefixes = tuple(sorted(apart, key=len, reverse=True))
    asked = Search(account_id, group_id, prefixes, directory == EVERYONE, limit, search)
    return await reader.rows(_page(asked, _found(asked, await _sizes(reader, asked))))


async def _sizes(reader: Reader, asked: Search) -> _Sizes:
    """Measure the longest prefixes, which are the rarest as a rule, and the circle of people."""
    measured = asked.prefixes[:3]
    counts = [_up_to(_few_words(asked), select(AccountWord.account_id).where(_starts_with(one))) for one in measured]
    if asked.is_public:
        statement = select(literal(0), *counts)
    else:
        # Materialized it is counted once; the words are counted only where it matters.
        circle = select(_up_to(MANY_PEOPLE, _circle(asked)).label("people")).cte("circle").prefix_with("MATERIALIZED")
        people = circle.c.people
        statement = select(people, *(case((people <= FEW_PEOPLE, 0), else_=count) for count in counts))
    row = await reader.row(statement)
    assert row is not None
    count, prefix = min(zip(row[1:], measured, strict=True), default=(0, ""))
    return _Sizes(prefix, count, row[0])


def _few_words(asked: Search) -> int:
    """With several words each account of the list is read too, to compare the others."""
    return FEW_WORDS if len(asked.prefixes) == 1 else FEW_WORDS // 2


def _up_to(most: int, rows: Any) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.limit(_fixed(most + 1)).subquery()).scalar_subquery()


def _fixed(number: int) -> ColumnElement[int]:
    """A number as part of the statement, so that its plan is made for it also once plans are kept."""
    return literal_column(str(int(number)), Integer)


def _starts_with(prefix: str) -> ColumnElement[bool]:
    return _begins(AccountWord.word, prefix)


def _circle(asked: Search) -> Any:
    """The accounts that somebody may find where the directory is not public; some of them more than once.

    The groups are an array, so that they are looked up by index, however few of all members are wanted.
    """
    mine, theirs = aliased(Membership), aliased(Membership)
    group_ids = func.array(select(mine.group_id).where(mine.account_id == asked.account_id).scalar_subquery())
    companions = select(theirs.account_id).where(theirs.group_id == any_(group_ids))
    return union_all(companions, select(Patient.account_id).where(Patient.caseload_id == asked.account_id))


def _found(asked: Search, sizes: _Sizes) -> Subquery:
    """The page's people, by the way that is short for these sizes."""
    is_rare = sizes.words <= _few_words(asked)
    if not asked.is_public and sizes.people <= FEW_PEOPLE:
        circle = _circle(asked).subquery("circle")
        found = select(Account.sort_name, Account.id).where(Account.id.in_(select(circle.c.account_id)))
        ordered = found.where(*_names(asked.prefixes)).order_by(Account.sort_name, Account.id)
        return ordered.limit(_fixed(asked.limit)).subquery("found")
    if is_rare or len(asked.prefixes) == 1:
        compared = [one for one in asked.prefixes if one != sizes.rarest]
        return _first_of(asked, sizes, _list(sizes.rarest, is_rare=is_rare), compared)
    one, other, *compared = asked.prefixes
    parts: list[Select[*tuple[Any, ...]] | CTE] = [
        _list(one, within=other),
        _list(other, within=one),
        _elsewhere(one, other),
    ]
    first = union(*(_first_of(asked, sizes, part, compared).select() for part in parts)).subquery("first")
    return select(first).order_by(first.c.sort_name, first.c.id).limit(_fixed(asked.limit)).subquery("found")


def _first_of(asked: Search, sizes: _Sizes, rows: Select[*tuple[Any, ...]] | CTE, compared: Sequence[str]) -> Subquery:
    """The first of a list that is in order who have the other words too, and may be found.

    What is asked of each entry is asked until the page is full. A recursive list is in order as it is made; to
    say so by ORDER BY would have it made to its end.
    """
    listed = rows if isinstance(rows, CTE) else rows.subquery()
    found = select(listed.c.sort_name, listed.c.id)
    is_made = isinstance(listed, CTE)
    found = found.where(listed.c.is_hit) if is_made else found.order_by(listed.c.sort_name, listed.c.id)
    if compared:
        named = select(and_(*_names(compared))).where(Account.id == listed.c.id)
        found = found.where(named.correlate(listed).scalar_subquery())
    if not asked.is_public:
        found = found.where(_within(asked, sizes, listed.c.id))
    return found.limit(_fixed(asked.limit)).subquery()


def _names(prefixes: Sequence[str]) -> list[ColumnElement[bool]]:
    return [Account.search.like(f"% {like_prefix(prefix)}") for prefix in prefixes]


def _list(prefix: str, *, is_rare: bool = False, within: str = "") -> Select[*tuple[Any, ...]]:
    """Everybody with a prefix, in order: few and sorted, or read from an index in that order.

    OFFSET 0 keeps the conditions that come on top from being asked before it is their turn.

    Args:
        prefix: Of any word; none for anybody.
        is_rare: Whether they are few.
        within: Only those whose whole name starts with this.
    """
    if not prefix:
        return select(Account.sort_name, Account.id).order_by(Account.sort_name, Account.id).offset(_fixed(0))
    listed = select(AccountWord.sort_name, AccountWord.account_id.label("id")).distinct()
    wanted = _starts_with(prefix) if is_rare else _headed(AccountWord, prefix)
    region = _begins(AccountWord.sort_name, within) if within else true()
    return listed.where(wanted, region).order_by(AccountWord.sort_name, AccountWord.account_id).offset(_fixed(0))


def _begins(column: Any, prefix: str) -> ColumnElement[bool]:
    """By the index, as a range."""
    return and_(column >= prefix, column < prefix + _LAST)


def _headed(word: Any, prefix: str) -> ColumnElement[bool]:
    """By the index that is in order of name; what the head does not decide is compared on the way."""
    heads = (word.head1, word.head2, word.head3, word.head4, word.head5)
    length = min(len(prefix), len(heads))
    whole = func.left(word.word, len(prefix)) == prefix if len(prefix) > length else true()
    return and_(heads[length - 1] == prefix[:length], whole)


def _elsewhere(one: str, other: str) -> CTE:
    """Everybody with two prefixes of whom neither begins the whole name, in order.

    Each of the two lists is entered where the other one has come to, past the regions where one of them begins
    the name. Both are in order of name, and people of one first name stand together in them, so the steps are few;
    and only as many are taken as are read.
    """
    name, nought = cast(literal(""), Text).collate("C"), cast(literal(0), BigInteger)
    start = select(
        name.label("sort_name"),
        nought.label("id"),
        false().label("is_hit"),
        name.label("next"),
        nought.label("next_id"),
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


def _within(asked: Search, sizes: _Sizes, account_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody may be found: by a hash of all who may, or, where they are too many, one by one."""
    if sizes.people <= MANY_PEOPLE:
        circle = _circle(asked).subquery("circle")
        # Inside an expression it stays a condition, and is not made into a join, which would read the list to its end.
        return func.coalesce(account_id.in_(select(circle.c.account_id)), false())
    return is_tied(account_id, asked.account_id)


def _page(asked: Search, found: Subquery) -> Select[*tuple[Any, ...]]:
    """The people found, with how they stand to the group."""
    exact = named_exactly(asked.search, asked.account_id, is_public=asked.is_public)
    ranked = with_first(exact, found)
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
        .join(ranked, ranked.c.id == Account.id)
        .order_by(ranked.c.rank, ranked.c.sort_name, ranked.c.id)
        .limit(_fixed(asked.limit))
    )
