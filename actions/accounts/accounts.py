"""Registering, requesting a login link, editing one's profile.

The first two run the same statements and answer alike for known and unknown addresses, so that nobody can find out
who has an account. That is why their mails carry no account ID.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from actions import attempts
from actions.accounts import one_time_links, registration
from actions.attempts import Attempt
from actions.invitations import invite_keys
from actions.work import ProblemsError, Work
from db import locks
from db.queries.login_networks import logged_in_from
from db.statements import Statement, TypedSelect
from db.tables import Account, Membership
from live.event_kinds import EventKind
from mail.outbox import MailKind, NewMail
from rules import usernames
from rules.addresses import canonical
from rules.names import search_text, sort_key
from rules.problems import Problem, ProblemCode
from rules.registration import check_domain
from rules.text import MAX_NAME, check_line


async def register(work: Work, email: str, name: str, invite_key: str | None) -> None:
    """Mail a login link that completes the registration, or to a known address that it is registered already.

    An unknown `invite_key` is ignored if registration is open to anyone; otherwise FORBIDDEN.
    """
    registration.check_policy(work.config, invite_key)
    address, checked_name = _registering_address(work, email), check_line(name, MAX_NAME, "name")
    if isinstance(address, Problem) or isinstance(checked_name, Problem):
        raise ProblemsError(*(found for found in (address, checked_name) if isinstance(found, Problem)))
    await _count_link(work, address, attempts.registration_attempt(work.config.limits, work.caller))
    source = await invite_keys.find_source(work, invite_key)
    await registration.check_may_register(work, address, source)
    account = await _find_account(work, address)
    link_id = await one_time_links.create_link(work, address, name=None if account else checked_name, source=source)
    work.mail(
        NewMail(
            MailKind.ALREADY_REGISTERED if account else MailKind.REGISTER,
            address,
            account.name if account else checked_name,
            one_time_link_id=link_id,
        )
    )


async def request_one_time_login(work: Work, email: str, invite_key: str | None) -> None:
    """Mail a login link to a known address ("forgot password"). An unknown `invite_key` is ignored.

    An unknown address gets a link that is closed from the start, so its mail is never sent.
    """
    address = _canonical_address(email)
    if isinstance(address, Problem):
        raise ProblemsError(address)
    await _count_link(work, address, attempts.network_link_attempt(work.config.limits, work.caller))
    account = await _find_account(work, address)
    source = await invite_keys.find_source(work, invite_key)
    link_id = await one_time_links.create_link(work, address, name=None, source=source, usable=account is not None)
    work.mail(NewMail(MailKind.LOGIN, address, account.name if account else None, one_time_link_id=link_id))


def _canonical_address(email: str) -> str | Problem:
    address = canonical(email)
    return address.at("email") if isinstance(address, Problem) else address


def _registering_address(work: Work, email: str) -> str | Problem:
    address = _canonical_address(email)
    return (
        address if isinstance(address, Problem) else check_domain(address, work.config.registration_domains) or address
    )


async def _count_link(work: Work, address: str, from_network: Attempt) -> None:
    """Count a link. A network past its limit does not use up the allowance of the address."""
    network = work.caller.network
    is_own_network = exists().where(Account.email == address, logged_in_from(work.config.secret_keys, network))
    own_network = network if await work.value(select(is_own_network)) else ""
    check_only = replace(from_network, counts=False)
    work.require_counted(check_only, attempts.link_attempt(work.config.limits, address, own_network), from_network)


class _NameRow(NamedTuple):
    name: str


class _MembershipRow(NamedTuple):
    id: int
    group_id: int


async def _find_account(work: Work, address: str) -> _NameRow | None:
    return await work.row(Statement(_NameRow, select(Account.name).where(Account.email == address)))


async def update_profile(work: Work, name: str | None, username: str | None) -> None:
    """Change the caller's name or username; None keeps it."""
    checked_name = None if name is None else check_line(name, MAX_NAME, "name")
    chosen = None if username is None else usernames.check_username(username)
    problems = [checked_name] if isinstance(checked_name, Problem) else []
    if isinstance(chosen, Problem):
        problems.append(chosen.at("username"))
    if problems:
        raise ProblemsError(*problems)
    memberships = await _lock_memberships(work)
    current = await work.row(select(Account.name, Account.username).where(Account.id == work.caller.account))
    assert current is not None
    if isinstance(chosen, str) and chosen != current.username:
        reserved = usernames.check_reserved(chosen, work.config.site_name)
        if reserved is not None:
            raise ProblemsError(reserved.at("username"))
    name, username = str(checked_name or current.name), str(chosen or current.username)
    if (name, username) == (current.name, current.username):
        return
    await _write_profile(work, name, username)
    for membership in memberships:
        work.emit_group_event(membership.group_id, EventKind.MEMBER_RENAMED, membership.id, work.caller.account)
    work.emit_account_event(work.caller.account, EventKind.PROFILE_CHANGED)


async def _lock_memberships(work: Work) -> Sequence[_MembershipRow]:
    """Lock the caller's groups and account, in the order of locks, and return the memberships, by group."""
    memberships = select(Membership.id, Membership.group_id).where(Membership.account_id == work.caller.account)
    own = TypedSelect(_MembershipRow, memberships)
    await locks.groups(work.connection, [row.group_id for row in await work.rows(own)])
    await locks.accounts(work.connection, [work.caller.account])
    return await work.rows(own.order_by(Membership.group_id))


async def _write_profile(work: Work, name: str, username: str) -> None:
    written = update(Account).where(Account.id == work.caller.account)
    try:
        async with work.connection.begin_nested():
            await work.run(
                written.values(
                    name=name, username=username, sort_name=sort_key(name), search=search_text(name, username)
                )
            )
    except IntegrityError as error:
        if "accounts_username_key" not in str(error.orig):
            raise
        taken = Problem(ProblemCode.USERNAME_TAKEN, "Somebody else has this username.", ("username",))
        raise ProblemsError(taken) from None
