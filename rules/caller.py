from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.refusals import forbidden, password_required, unauthenticated


class Scope(StrEnum):
    READ = "READ"
    WRITE = "WRITE"
    READ_ACCESS = "READ_ACCESS"
    STAFF = "STAFF"


class RequiredScope(StrEnum):
    READ = "READ"
    WRITE = "WRITE"
    ACCESS = "ACCESS"
    SESSION = "SESSION"


_SUFFICIENT: dict[RequiredScope, frozenset[Scope]] = {
    RequiredScope.READ: frozenset({Scope.READ, Scope.WRITE}),
    RequiredScope.WRITE: frozenset({Scope.WRITE}),
    RequiredScope.ACCESS: frozenset({Scope.READ_ACCESS, Scope.READ, Scope.WRITE}),
    RequiredScope.SESSION: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Caller:
    """The account behind a request. Anonymous callers have no `account_id`."""

    account_id: int | None = None
    # One of these two is set for a signed-in caller.
    session_id: int | None = None
    token_id: int | None = None
    # For a token only with the scope STAFF.
    is_staff: bool = False
    # True from a one-time login until a password is set.
    must_set_password: bool = False
    # None for a session, which may do everything.
    scopes: frozenset[Scope] | None = None
    expires_at: datetime | None = None
    # An IPv4 address or an IPv6 /64.
    network: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    @property
    def account(self) -> int:
        if self.account_id is None:
            raise unauthenticated()
        return self.account_id

    @property
    def public_viewer(self) -> "Caller":
        """Return the caller to show a public page to: anonymous if a token's scopes do not allow reading."""
        return self if _is_sufficient(self.scopes, RequiredScope.READ) else Caller(network=self.network)


def _is_sufficient(scopes: frozenset[Scope] | None, need: RequiredScope) -> bool:
    return scopes is None or bool(scopes & _SUFFICIENT[need])


def authorise(caller: Caller, need: RequiredScope, *, before_password: bool = False) -> None:
    """Raise UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN, checked in this order.

    `before_password` is True for operations allowed between a one-time login and setPassword.
    """
    if caller.is_anonymous:
        raise unauthenticated()
    if caller.must_set_password and not before_password:
        raise password_required()
    if not _is_sufficient(caller.scopes, need):
        raise forbidden("This access token's scopes do not allow this.")
