"""Invitation texts filled in: every placeholder by its value, and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import templates

VALUES = templates.placeholder_values(
    register_url="https://usher.example.org/join/abc",
    group_name="Choir",
    inviter_name="Anna",
    recipient_name="Bob",
    site_name="Usher",
)
bodies = st.lists(
    st.sampled_from(["@register_url", "@group_name", "@nope", "@", "a@b.org", " ", "x", ".", "\n", "_", "é"])
).map("".join)


def test_the_default_text_is_good_and_leaves_nothing_unfilled() -> None:
    assert templates.check_template(templates.DEFAULT_SUBJECT, templates.DEFAULT_BODY) == []
    filled = templates.fill(f"{templates.DEFAULT_SUBJECT} {templates.DEFAULT_BODY}", VALUES)
    assert "@" not in filled
    assert all(value in filled for value in VALUES.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello @recipient_name, join @group_name!", "Hello Bob, join Choir!"),
        ("@group_name@site_name", "ChoirUsher"),
        ("@site_name.org", "Usher.org"),
        ("a@site_name.org", "a@site_name.org"),
        ("a@b.org @nope @ @1", "a@b.org @nope @ @1"),
        ("", ""),
    ],
)
def test_filling(text: str, expected: str) -> None:
    assert templates.fill(text, VALUES) == expected


def test_placeholders_inside_values_are_not_filled() -> None:
    values = VALUES | {"group_name": "@site_name", "inviter_name": "\\g<0> {0} %s"}
    assert templates.fill("@group_name by @inviter_name", values) == "@site_name by \\g<0> {0} %s"
    assert templates.fill("@recipient_name@group_name", values) == "Bob@site_name"


def test_a_subject_stays_one_line_whatever_the_values_are() -> None:
    values = VALUES | {"group_name": "Choir\r\nBcc: eve@example.org\u2028\x00!"}
    assert templates.fill_subject(" Join @group_name\n", values) == "Join Choir Bcc: eve@example.org !"


def test_somebody_without_a_name_is_greeted_all_the_same() -> None:
    values = templates.placeholder_values(
        register_url="u", group_name="g", inviter_name="i", recipient_name=None, site_name="s"
    )
    assert templates.fill("Hello @recipient_name,", values) == "Hello there,"
    assert set(values) == set(templates.PLACEHOLDERS)


@given(bodies)
def test_pieces_make_up_the_text(text: str) -> None:
    cut = list(templates.pieces(text))
    assert "".join(piece for piece, _ in cut) == text
    assert all(name is None or piece == f"@{name}" for piece, name in cut)


@given(bodies)
def test_a_text_without_problems_has_its_link(text: str) -> None:
    if not templates.check_template("Hello", text):
        assert VALUES["register_url"] in templates.fill(text, VALUES)


@pytest.mark.parametrize("text", ["@a" * 5_000, "a@a-" * 2_500, "a" * 10_000, "@" * 10_000, "a@" + "-" * 9_998])
def test_hostile_text_costs_little(text: str) -> None:
    start = time.process_time()
    templates.check_template("Hello", text)
    templates.fill(text, VALUES)
    assert time.process_time() - start < 1
