"""Find the subscribers whose access has changed since it was last checked, for many streams in one statement."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ARRAY, BigInteger, Boolean, Integer, Text, bindparam, text

from db.compiled_statements import CompiledStatement
from db.reader import Reader, SharedQuery

# A comparison with NULL is not true, so a missing row counts as changed.
_CHANGED = text("""
    SELECT given.expected, given.place
    FROM unnest(:expected, :places, :accounts, :sessions, :tokens)
         AS given (expected, place, account_id, session_id, token_id)
    JOIN unnest(:groups, :roles, :open, :only)
         WITH ORDINALITY AS wanted (group_id, role, is_open, is_only_administrator, number)
         ON wanted.number = given.expected
    LEFT JOIN memberships ON memberships.group_id = wanted.group_id AND memberships.account_id = given.account_id
    WHERE (
        CASE WHEN given.session_id IS NOT NULL THEN EXISTS (
            SELECT FROM sessions WHERE sessions.id = given.session_id AND sessions.account_id = given.account_id
              AND sessions.ended_at IS NULL AND sessions.expires_at > clock_timestamp() AND NOT sessions.must_set_password
        ) ELSE EXISTS (
            SELECT FROM access_tokens WHERE access_tokens.id = given.token_id
              AND access_tokens.account_id = given.account_id AND access_tokens.revoked_at IS NULL
              AND COALESCE(access_tokens.expires_at > clock_timestamp(), true)
        ) END
        AND (wanted.group_id IS NULL OR (
            memberships.role IS NOT DISTINCT FROM wanted.role
            AND wanted.is_open = (SELECT join_policy = 'OPEN' FROM groups WHERE groups.id = wanted.group_id)
            AND wanted.is_only_administrator = CASE WHEN memberships.role = 'ADMINISTRATOR' THEN NOT EXISTS (
                SELECT FROM memberships AS other WHERE other.group_id = wanted.group_id
                  AND other.role = 'ADMINISTRATOR' AND other.account_id <> given.account_id
            ) ELSE false END
        ))
    ) IS NOT TRUE
""").bindparams(
    *(bindparam(name, type_=ARRAY(Integer)) for name in ("expected", "places")),
    *(bindparam(name, type_=ARRAY(BigInteger)) for name in ("accounts", "sessions", "tokens", "groups")),
    bindparam("roles", type_=ARRAY(Text)),
    *(bindparam(name, type_=ARRAY(Boolean)) for name in ("open", "only")),
)
_FOR_DRIVER = CompiledStatement(_CHANGED)


@dataclass(frozen=True, eq=False, slots=True)
class ExpectedAccess:
    """The access of some subscribers when last checked; none of them has it as staff.

    Args:
        subscribers: The account, session and token of each; the session or the token is None.
        group_id: None for streams about the subscriber, for which only the session or token counts.
    """

    subscribers: Sequence[tuple[int, int | None, int | None]]
    group_id: int | None = None
    role: str | None = None
    is_open: bool = False
    is_only_administrator: bool = False


@SharedQuery
async def changed(reader: Reader, expected: Sequence[ExpectedAccess]) -> Mapping[ExpectedAccess, list[int]]:
    """Return the positions in `subscribers` of those whose access is not as expected."""
    subscribers = [one for each in expected for one in each.subscribers]
    columns = await reader.columns(
        _CHANGED,
        _FOR_DRIVER,
        expected=[number for number, each in enumerate(expected, 1) for _ in each.subscribers],
        places=[place for each in expected for place in range(len(each.subscribers))],
        accounts=[account for account, _, _ in subscribers],
        sessions=[session for _, session, _ in subscribers],
        tokens=[token for _, _, token in subscribers],
        groups=[each.group_id for each in expected],
        roles=[each.role for each in expected],
        open=[each.is_open for each in expected],
        only=[each.is_only_administrator for each in expected],
    )
    places: defaultdict[ExpectedAccess, list[int]] = defaultdict(list)
    for number, place in zip(*columns, strict=True):
        places[expected[number - 1]].append(place)
    return places
