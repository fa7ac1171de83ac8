from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.refusals import forbidden, password_required, unauthenticated


class Scope(StrEnum):
    READ = "READ"
    WRITE = "WRITE"
    READ_ACCESS = "READ_ACCESS"
    STAFF = "STAFF"


class Need(StrEnum):
    READ = "READ"
    WRITE = "WRITE"
    ACCESS = "ACCESS"
    SESSION = "SESSION"


_SUFFICIENT: dict[Need, frozenset[Scope]] = {
    Need.READ: frozenset({Scope.READ, Scope.WRITE}),
    Need.WRITE: frozenset({Scope.WRITE}),
    Need.ACCESS: frozenset({Scope.READ_ACCESS, Scope.READ, Scope.WRITE}),
    Need.SESSION: frozenset(),
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
    def reader(self) -> "Caller":
        """Return the caller to show a public page to: anonymous if a token's scopes do not allow reading."""
        return self if _suffices(self.scopes, Need.READ) else Caller(network=self.network)


def _suffices(scopes: frozenset[Scope] | None, need: Need) -> bool:
    return scopes is None or bool(scopes & _SUFFICIENT[need])


def admit(caller: Caller, need: Need, *, before_password: bool = False) -> None:
    """Raise UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN, checked in this order.

    `before_password` is True for operations allowed between a one-time login and setPassword.
    """
    if caller.is_anonymous:
        raise unauthenticated()
    if caller.must_set_password and not before_password:
        raise password_required()
    if not _suffices(caller.scopes, need):
        raise forbidden("This access token's scopes do not allow this.")
