"""Collects IDs, cursors, codes, tokens, addresses and names of a test's database for generated documents."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import select

from db.tables import OneTimeLink
from graph import ids
from live.cursors import encode_stream_cursor
from rules.tokens import login_token
from tests.permissions.test_forged_cursors import forged
from tests.permissions.universe import KEYS, SEEN_ROLES, Universe, Visibility, read_visibility
from tests.slow.fuzz.fuzz_values import Seeds
from tests.support.client import Client
from tests.support.databases import epoch_of
from tests.support.world import World

PAGES = """query($g: ID!) {
  viewer { liveCursor notifications { ...N } invitations(status: [PENDING, ACCEPTED]) { edges { cursor } }
    memberships { edges { cursor } } caseload { patients { edges { cursor } } } }
  groups { edges { cursor } }
  group(id: $g) { liveCursor members { edges { cursor } } invitations { edges { cursor } } history { edges { cursor } }
    resources { edges { cursor } nodes { assignments { edges { cursor } } } }
    inviteCode { members { edges { cursor } } } seatPlan { waiting { edges { cursor } } seats { edges { cursor } } } }
} fragment N on NotificationConnection { edges { cursor } }"""

STREAMS_OF: tuple[tuple[str, Callable[[World], int], tuple[str, ...]], ...] = (
    ("g", lambda world: world.key, ("invitationChanges", "memberChanges")),
    ("a", lambda world: world.administrator.key, ("notifications", "viewerInvitations")),
    ("a", lambda world: world.member.key, ("notifications", "viewerInvitations")),
)


def cursors_in(answer: Any, of: str = "") -> Iterator[tuple[str, str]]:
    """Yield each cursor in an answer with the field that returned it."""
    if isinstance(answer, list):
        for one in answer:
            yield from cursors_in(one, of)
    elif isinstance(answer, dict):
        for name, value in answer.items():
            if name in ("cursor", "liveCursor") and value:
                yield of, value
            yield from cursors_in(value, of if name in ("edges", "nodes") else name)


def is_ours(universe: Universe, row: Any) -> bool:
    """Whether a row belongs to the group or to one of its people."""
    world = universe.world
    people = {universe.patient.key, *(universe.caller(role).key for role in SEEN_ROLES)}
    held = {getattr(row, name, None) for name in ("account_id", "caseload_id", "email")}
    return getattr(row, "group_id", None) == world.key or bool(held & people) or row.id in {world.key, *people}


async def seeds_of(universe: Universe) -> Seeds:
    """Collect what exists now."""
    now = await read_visibility(universe)
    return Seeds(ids_in(universe, now), await cursors_of(universe.world), await words_of(universe, now))


def ids_in(universe: Universe, now: Visibility) -> dict[str, tuple[str, ...]]:
    """Return IDs of the group's objects and of some others."""
    found: dict[str, tuple[str, ...]] = {"Nothing": ("", "R3JvdXA6MQ", "é")}
    for table, rows in now.rows.items():
        kind = {"accounts": "Account", "memberships": "Member", "history": "HistoryEntry"}.get(table)
        kind = kind or "".join(part.title() for part in table.removesuffix("s").split("_")).replace("Batche", "Batch")
        newest = sorted(rows, key=lambda row: row.id)[-30:]
        ours = [row.id for row in newest if is_ours(universe, row)]
        keys = [*ours * 3, *(row.id for row in newest[-4:]), 2**62]
        found[kind] = (*(str(ids.encode(kind, key)) for key in keys), "nonsense")
    return found


async def cursors_of(world: World) -> dict[str, tuple[str, ...]]:
    """Return cursors by the field that returned them, and forged ones."""
    pages = [await world.caller(role).answer(PAGES, g=world.group) for role in ("administrator", "staff", "member")]
    cursors: dict[str, list[str]] = {"?": [forged("2026-01-01T00:00:00Z", 2**63), forged("\0"), "", "x" * 3_000]}
    for name, cursor in cursors_in(pages):
        cursors.setdefault(name, []).append(cursor)
        cursors["?"].append(cursor)
    epoch = await epoch_of(world.engine)
    for topic, key, fields in STREAMS_OF:
        known = [encode_stream_cursor(epoch, f"{topic}:{key(world)}", number) for number in (0, 1, 10**6)]
        cursors |= {name: [*cursors.get(name, []), *known] for name in fields}
    return {name: tuple(some) for name, some in cursors.items()}


async def words_of(universe: Universe, now: Visibility) -> dict[str, tuple[str, ...]]:
    """Return texts by the argument that they suit."""
    keys = [now.link(row) for row in now.rows["invitations"][-6:]] + [universe.code, universe.code.lower(), "x" * 40]
    keys += await links(universe)
    addresses = [row.email for row in now.rows["accounts"][-8:]] + ["new.one@example.org", "Ann <ann@example.org>"]
    return {name: tuple(keys) for name in ("key", "token", "code", "inviteKey")} | {
        "email": tuple(addresses),
        "addresses": (" ".join(addresses), "a@example.org, b@example.org; nobody", addresses[0]),
        "text": (", ".join(addresses),),
        "search": ("", "p", "some", "Wed", "é", universe.world.member.name),
        "username": (*(row.username for row in now.rows["accounts"][-4:]), "fresh.name"),
        "password": ("violet harbour tractor", "short"),
        "body": (
            "Come: @register_url",
            "no link",
            "@group_name @inviter_name @recipient_name @site_name @register_url",
        ),
        "subject": ("Come", "@group_name"),
        "emailDomain": ("example.org", "ümlaut.example"),
        "url": ("https://example.org/a", "javascript:alert(1)", "http://["),
        "name": ("Somebody", "A" * 120),
    }


async def links(universe: Universe) -> list[str]:
    """Make valid one-time links, for a newcomer and for a person outside of the group."""
    ask = Client(universe.world.stranger.http, universe.world.stranger.url)
    for email in (universe.named.email, f"newcomer.{universe.world.key}@example.org"):
        await ask.mutate("register", {"email": email, "name": "Somebody New"}, "")
    async with universe.engine.connect() as connection:
        newest = select(OneTimeLink.id, OneTimeLink.salt).order_by(OneTimeLink.id.desc()).limit(2)
        return [login_token(KEYS, row.id, row.salt) for row in await connection.execute(newest)]
