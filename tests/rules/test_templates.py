import pytest

from rules import templates
from rules.problems import Problem, ProblemCode


def found(problems: list[Problem]) -> list[tuple[ProblemCode, str]]:
    return [(problem.code, *problem.path) for problem in problems]  # type: ignore[misc]


def body_codes(body: str) -> list[ProblemCode]:
    return [problem.code for problem in templates.check_template("Hello", body)]


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
        ("@register_url @nope @nope @other", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url @example.org", [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
        ("@register_url" + "".join(f" @x{n}" for n in range(100)), [ProblemCode.TEMPLATE_UNKNOWN_PLACEHOLDER]),
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


def test_problems_name_the_placeholders_that_there_are() -> None:
    subject, lacks, unknown = templates.check_template("@register_url", "Dear @name")
    assert "@register_url belongs in the body" in subject.message
    assert "@register_url" in lacks.message
    assert unknown.message.startswith("One @word is not a placeholder. There are @register_url, @group_name, ")
    assert "@recipient_name" in unknown.message
    assert "@name" not in unknown.message, "what was typed"


def test_unknown_placeholders_are_counted() -> None:
    [problem] = templates.check_template("Hello", "@register_url @nope @nope @other")
    assert problem.message.startswith("2 @words are not placeholders.")
