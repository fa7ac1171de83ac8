import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import templates
from rules.problems import Problem, ProblemCode

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


def found(problems: list[Problem]) -> list[tuple[ProblemCode, str]]:
    return [(problem.code, *problem.path) for problem in problems]  # type: ignore[misc]


def body_codes(body: str) -> list[ProblemCode]:
    return [problem.code for problem in templates.check_template("Hello", body)]


def test_the_default_text_is_good_and_leaves_nothing_unfilled() -> None:
    assert templates.check_template(templates.DEFAULT_SUBJECT, templates.DEFAULT_BODY) == []
    filled = templates.fill(f"{templates.DEFAULT_SUBJECT} {templates.DEFAULT_BODY}", VALUES)
    assert "@" not in filled
    assert all(value in filled for value in VALUES.values())


@pytest.mark.parametrize(
    "body",
    [
        "@register_url",
        "Link:@register_url.",
        "(@register_url)",
        "@@register_url",
        "Hello@register_url",
        "See.@register_url",
        "@group_name's @inviter_name, @recipient_name: @site_name! @register_url",
        "Write to anna@example.org or zoë.b+c@sub.example.co.uk. @register_url",
        "anna@register_url.org @register_url",
        "@ 5 @1 @_x a@b @register_url",
        "@register_url" + " x" * 4_993,
    ],
)
def test_a_body_that_will_do(body: str) -> None:
    assert body_codes(body) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", [ProblemCode.BLANK]),
        (" \n\u200b", [ProblemCode.BLANK]),
        ("@register_url" + " x" * 5_000, [ProblemCode.TOO_LONG]),
        ("@register_url \x00", [ProblemCode.INVALID_VALUE]),
        ("Hello", [ProblemCode.TEMPLATE_LACKS_REGISTER_URL]),
        ("anna@register_url.org", [ProblemCode.TEMPLATE_LACKS_REGISTER_URL]),
        ("@register_urls", [ProblemCode.TEMPLATE_LACKS_REGISTER_URL, ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@Register_URL", [ProblemCode.TEMPLATE_LACKS_REGISTER_URL, ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register-url", [ProblemCode.TEMPLATE_LACKS_REGISTER_URL, ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url @grup_name", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url @émile", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url @nope @nope @other", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER] * 2),
        ("@register_url @example.org", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url" + "".join(f" @x{n}" for n in range(100)), [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER] * 20),
    ],
)
def test_a_body_that_will_not_do(body: str, expected: list[ProblemCode]) -> None:
    problems = templates.check_template("Hello", body)
    assert found(problems) == [(code, "body") for code in expected]


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("@inviter_name, @group_name, @recipient_name, @site_name", []),
        ("Mail anna@example.org", []),
        (" ", [ProblemCode.BLANK]),
        ("x" * 201, [ProblemCode.TOO_LONG]),
        ("Hello\nBcc: eve@example.org", [ProblemCode.INVALID_VALUE]),
        ("\u202eHello", [ProblemCode.INVALID_VALUE]),
        ("Hello @nope", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("Hello @register_url", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
    ],
)
def test_a_subject(subject: str, expected: list[ProblemCode]) -> None:
    assert found(templates.check_template(subject, "@register_url")) == [(code, "subject") for code in expected]


def test_problems_name_the_placeholder() -> None:
    subject, lacks, unknown = templates.check_template("@register_url", "Dear @name")
    assert "@register_url belongs in the body" in subject.message
    assert "@register_url" in lacks.message
    assert "@name is not a placeholder" in unknown.message
    assert "@recipient_name" in unknown.message


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


def test_what_a_value_holds_stays_as_it_is() -> None:
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
    if not body_codes(text):
        assert VALUES["register_url"] in templates.fill(text, VALUES)


@pytest.mark.parametrize("text", ["@a" * 5_000, "a@a-" * 2_500, "a" * 10_000, "@" * 10_000, "a@" + "-" * 9_998])
def test_hostile_text_costs_little(text: str) -> None:
    start = time.process_time()
    templates.check_template("Hello", text)
    templates.fill(text, VALUES)
    assert time.process_time() - start < 1
