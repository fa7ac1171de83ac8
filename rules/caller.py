"""Who is asking, and with what key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rules.refusals import forbidden, password_required, unauthenticated


class Scope(StrEnum):
    """What an access token may do."""

    READ = "READ"
    WRITE = "WRITE"
    READ_ACCESS = "READ_ACCESS"
    STAFF = "STAFF"


class Need(StrEnum):
    """What an operation asks of the key it is called with."""

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
    """The signed-in account behind a request, or nobody.

    Args:
        account_id: None for an anonymous caller.
        session_id: The session signed in with; None for an access token.
        token_id: The access token signed in with; None for a session.
        is_staff: Whether staff's rights go with it (for a token: only with the scope STAFF).
        must_set_password: A one-time login that no password has followed yet.
        scopes: What an access token may do; None for a session, which may do everything.
        expires_at: When the session or token ends by itself; None where it does not.
        network: The caller's network, for limits: an IPv4 address or an IPv6 /64.
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
        """Whether nobody is signed in."""
        return self.account_id is None

    @property
    def account(self) -> int:
        """The account's ID, where an anonymous caller has been refused already.

        Raises:
            RefusalError: UNAUTHENTICATED.
        """
        if self.account_id is None:
            raise unauthenticated()
        return self.account_id

    @property
    def reader(self) -> "Caller":
        """Whose eyes a public page is seen with: nobody's, where a token's scopes do not allow reading."""
        return self if _suffices(self.scopes, Need.READ) else Caller(network=self.network)


def _suffices(scopes: frozenset[Scope] | None, need: Need) -> bool:
    return scopes is None or bool(scopes & _SUFFICIENT[need])


def admit(caller: Caller, need: Need, *, before_password: bool = False) -> None:
    """The first of all checks: signed in, with a password set, by a key that may do this.

    Args:
        caller: Who is asking.
        need: What the operation asks of their key.
        before_password: True for the few operations open between a one-time login and setPassword.

    Raises:
        RefusalError: UNAUTHENTICATED, PASSWORD_REQUIRED or FORBIDDEN, in this order.
    """
    if caller.is_anonymous:
        raise unauthenticated()
    if caller.must_set_password and not before_password:
        raise password_required()
    if not _suffices(caller.scopes, need):
        raise forbidden("This access token's scopes do not allow this.")
