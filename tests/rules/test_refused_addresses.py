"""What is not taken for an address."""

import time

import pytest
from email_validator import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from rules.addresses import canonical, email_domain
from rules.problems import Problem, ProblemCode

ascii_parts = st.text("abzAZ059.-_+'!@x ", max_size=70)


@pytest.mark.parametrize(
    "typed",
    [
        "anna",
        "anna@",
        "@example.org",
        "anna@example",
        "anna@@example.org",
        "anna@example@example.org",
        "anna..b@example.org",
        ".anna@example.org",
        "anna.@example.org",
        "anna@example..org",
        "anna@-example.org",
        "anna@example-.org",
        "anna@exa_mple.org",
        "anna@example.org,",
        "anna smith@example.org",
        "anna@exam ple.org",
        '"anna"@example.org',
        '"anna\r\nRCPT TO:<eve@example.org>"@example.org',
        "anna\r\n@example.org",
        "anna@example.org\r\nBcc: eve@example.org",
        "Anna <anna@example.org>",
        "<anna@example.org>",
        "anna(comment)@example.org",
        "anna@example.org,eve@example.org",
        "anna@[192.0.2.1]",
        "anna@192.0.2.1",
        "anna@[IPv6:2001:db8::1]",
        "anna@host.c4",
        "an\u202ena@example.org",
        "anna@exam\u2066ple.org",
        "@anna",
        "mailto:anna%0d%0aBcc:eve@example.org",
        "mailto:mailto:anna@example.org",
        "anna\x00@example.org",
        "anna\ud800@example.org",
        "anna@xn--a.example",
        "anna@ab--cd.example",
        "x" * 65 + "@example.org",
        "ü" * 33 + "@example.org",
        "anna@" + "x" * 64 + ".org",
        "anna@" + "x." * 130 + "org",
        "a\u0301" * 300 + "@example.org",
        "a" + "\u0301" * 40 + "@example.org",
    ],
)
def test_text_that_is_no_address_is_refused(typed: str) -> None:
    outcome = canonical(typed)
    assert isinstance(outcome, Problem)
    assert outcome.code is ProblemCode.INVALID_EMAIL


def test_blank_is_blank() -> None:
    for outcome in (canonical(" \n"), email_domain(" @ ".strip()), email_domain("")):
        assert isinstance(outcome, Problem)
        assert outcome.code is ProblemCode.BLANK


@given(ascii_parts, st.sampled_from(["example.org", "EXAMPLE.com", "a-b.c4", "a--b.org", "x.4", "x"]) | ascii_parts)
@example("a", "xn--bcher-kva.example")
def test_the_short_cut_agrees_with_the_validator(local_part: str, domain: str) -> None:
    typed = f"{local_part}@{domain}"
    try:
        parts = validate_email(typed.strip().lower(), check_deliverability=False, strict=True)
    except ValueError:
        expected = None
    else:
        expected = parts.normalized
    outcome = canonical(typed)
    assert (outcome if isinstance(outcome, str) else None) == expected


@pytest.mark.parametrize(
    "typed",
    ["a." * 500_000, "a@" + "a-" * 500_000, "a@" + "a." * 120, "@" * 254, "a@xn--" + "a" * 240, "é" * 1_000_000],
)
def test_hostile_text_costs_little(typed: str) -> None:
    start = time.process_time()
    canonical(typed)
    assert time.process_time() - start < 1
