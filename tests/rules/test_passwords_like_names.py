"""Passwords made of the account's own address or names, or of the site's."""

import pytest

from rules.passwords import check_password
from rules.problems import ProblemCode
from tests.rules.passwords import GOOD, refused


@pytest.mark.parametrize(
    "password",
    [
        "anna.smith@example.org",
        "ANNA.SMITH@EXAMPLE.ORG",
        "Anna Smith",
        "AnnaSmith1",
        "smith.anna",
        "smithanna99",
        "anna_smith_1990",
        "Änna-Smith!!!",
        "smithexample",
        "example.org1",
        "smithsmith",
    ],
)
def test_the_address_or_the_name_is_no_password(password: str) -> None:
    assert refused(password)
    assert not refused(password, address="zq@vw.test", name="Zq")


@pytest.mark.parametrize(
    "password",
    [
        "john@x.example",
        "JOHN @ X . EXAMPLE",
        "john.x.example",
        "johnxexample!",
        "x.example/john",
        "0049171555123",
        "0049 171-555-123",
        "j.o.h.n.n.y-99",
        "johnny_of_x",
        "Green Field Church",
        "greenfield-church-1",
        "ChurchGreenfield24",
        "church.greenfield.example",
        "join.greenfield.example",
        "johnjohngreenfield",
        "johnny@xn--mnchen-3ya.example",
        "münchen.example",
    ],
)
def test_names_of_the_account_and_the_site_are_no_passwords(password: str) -> None:
    told = {
        "username": "johnny_of_x",
        "site": ("Greenfield Church", "join.greenfield.example", "xn--mnchen-3ya.example"),
    }
    own = ("john@x.example", "0049171555123@x.example", "johnny@münchen.example", "j.o.h.n.n.y@x.example")
    outcomes = [check_password(password, address=address, name="John", **told) for address in own]  # type: ignore[arg-type]
    assert any(outcome is not None and outcome.code is ProblemCode.WEAK_PASSWORD for outcome in outcomes)
    assert check_password(password, address="zq@vw.test", name="Zq") is None


def test_a_password_is_compared_with_the_accounts_own_names() -> None:
    assert refused("jvandenberg1", address="j.vandenberg@x.test", name="J")
    assert refused("Łukasz Wójcik", address="a@x.test", name="Łukasz Wójcik")
    assert refused("lukaszwojcik", address="a@x.test", name="Łukasz Wójcik")
    assert not refused("lukas-wojcik-x", address="a@x.test", name="Łukasz Wójcik")
    assert not refused("qzxywxzzqw", address="1@2.test", name="X Y Q Z W")
    # An empty or a one-letter name forbids nothing.
    assert not refused(GOOD, address="a@b.cd", name="")
    assert not refused("4829 1750 3691", address="a@b.cd", name="")
