"""Domains of addresses: their one form, and which addresses each admits."""

import pytest

from rules.addresses import canonical, domain_matches, email_domain
from rules.problems import Problem, ProblemCode


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("example.org", "example.org"),
        (" @Example.ORG ", "example.org"),
        ("bücher.example", "bücher.example"),
        ("xn--bcher-kva.example", "bücher.example"),
        ("example", None),
        ("anna@example.org", None),
        ("*.example.org", None),
        ("example.org/path", None),
        ("exam ple.org", None),
        ("192.0.2.1", None),
        ("b@c>, d@example.org", None),
    ],
)
def test_a_domain_has_one_form(typed: str, expected: str | None) -> None:
    outcome = email_domain(typed)
    if expected is None:
        assert isinstance(outcome, Problem)
        assert outcome.code is ProblemCode.INVALID_VALUE
    else:
        assert outcome == expected


@pytest.mark.parametrize(
    ("address", "matches"),
    [
        ("anna@example.org", True),
        ("anna@sub.example.org", False),
        ("anna@badexample.org", False),
        ("anna@example.org.evil.test", False),
    ],
)
def test_a_domain_admits_its_own_addresses_alone(address: str, matches: bool) -> None:
    assert domain_matches(address, "example.org") is matches


def test_a_domain_is_matched_however_it_is_spelled() -> None:
    address, domain = canonical("anna@XN--BCHER-KVA.example"), email_domain("Bücher.example")
    assert isinstance(address, str)
    assert isinstance(domain, str)
    assert domain_matches(address, domain)
