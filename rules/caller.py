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
    """What an operation requires of the session or token."""

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
    """The account behind a request; anonymous where `account_id` is None.

    Exactly one of `session_id` and `token_id` is set for a signed-in caller. `is_staff` holds for a token only with
    the scope STAFF. `must_set_password` marks a one-time login until a password is set. `scopes` is None for a
    session, which may do everything. `network` is an IPv4 address or an IPv6 /64.
    """

    account_id: int | None = None
    session_id: int | None = None
    token_id: int | None = None
    is_staff: bool = False
    must_set_password: bool = False
    scopes: frozenset[Scope] | None = None
    expires_at: datetime | None = None
    network: str = ""

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    @property
    def account(self) -> int:
        """Return the account's ID, or raise UNAUTHENTICATED."""
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
    """Check that the caller is signed in, has set a password and has the scope that `need` asks for.

    Args:
        before_password: True for operations allowed between a one-time login and setPassword.

    Raises:
        RefusalError: UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN, checked in this order.
    """
    if caller.is_anonymous:
        raise unauthenticated()
    if caller.must_set_password and not before_password:
        raise password_required()
    if not _suffices(caller.scopes, need):
        raise forbidden("This access token's scopes do not allow this.")
