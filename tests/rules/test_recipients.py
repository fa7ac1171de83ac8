import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.problems import Code
from rules.recipients import Parsed, parse

INVALID = Code.INVALID_EMAIL
Short = tuple[str | None, ...]


def short(entry: Parsed) -> Short | Code:
    if entry.problem:
        assert not (entry.email or entry.username or entry.name)
        return entry.problem.code
    assert bool(entry.email) != bool(entry.username)
    return (entry.email or entry.username, entry.name) if entry.name else (entry.email or entry.username,)


def read(text: str) -> list[Short | Code]:
    return [short(entry) for entry in parse(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" ,;\n\t,, ", []),
        ("anna@x.org", [("anna@x.org",)]),
        ("Anna@X.ORG, bob@x.org;carl@x.org dora@x.org\temil@x.org\r\nfay@x.org", "abcdef"),
        ("anna@x.org,bob@x.org , carl@x.org;; dora@x.org\n\n emil@x.org,\nfay@x.org.", "abcdef"),
        ("anna@x.org\u00a0bob@x.org\u2028carl@x.org\rdora@x.org\x0bemil@x.org，fay@x.org", "abcdef"),
        ("<anna@x.org> <bob@x.org>, [carl@x.org] 'dora@x.org' \"emil@x.org\";(fay@x.org)", "abcdef"),
        (
            "\ufeffanna@x.org\u200b; bo\u00adb@x.org; \u202acarl@x.org\u202c dora＠x.org、emil@x.org, fay@x.org!",
            "abcdef",
        ),
        ("1. anna@x.org\n2) bob@x.org\n - carl@x.org\n• dora@x.org\n* emil@x.org\n---\nfay@x.org", "abcdef"),
        ("To: anna@x.org; Cc: bob@x.org, carl@x.org\nE-Mail: dora@x.org\nemil@x.org?, fay@x.org:", "abcdef"),
        ("<anna@x.org bob@x.org> \"carl@x.org dora@x.org' (emil@x.org fay@x.org)", "abcdef"),
    ],
)
def test_separators(text: str, expected: str | list[Short]) -> None:
    people = {name[0]: (f"{name}@x.org",) for name in ("anna", "bob", "carl", "dora", "emil", "fay")}
    assert read(text) == [people[one] if isinstance(one, str) else one for one in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Smith <anna@x.org>", [("anna@x.org", "Anna Smith")]),
        ("Zoë\u00a0 Smith<zoe@x.org>", [("zoe@x.org", "Zoë Smith")]),
        ("Zoe\u0308 <zoe@x.org>", [("zoe@x.org", "Zoë")]),
        ("Anna <anna@x.org> Bob B <bob@x.org>", [("anna@x.org", "Anna"), ("bob@x.org", "Bob B")]),
        ('"Smith, Anna" <anna@x.org>, bob', [("anna@x.org", "Smith, Anna"), ("bob",)]),
        ("“Smith, Anna” <anna@x.org>", [("anna@x.org", "Smith, Anna")]),
        ('"Smith ""Ann"" A." <anna@x.org>', [("anna@x.org", "Smith 'Ann' A.")]),
        ('"Smith \\"Ann\\" A." <anna@x.org>', [("anna@x.org", "Smith 'Ann' A.")]),
        ("'Anna Smith' <anna@x.org>", [("anna@x.org", "Anna Smith")]),
        ("O'Brien <o'brien@x.org>", [("o'brien@x.org", "O'Brien")]),
        ("Anna Smith (anna@x.org)", [("anna@x.org", "Anna Smith")]),
        ("anna@x.org (Anna Smith)", [("anna@x.org", "Anna Smith")]),
        ("bob (of the choir)", [("bob", "of the choir")]),
        ("(nobody) anna@x.org", [("anna@x.org",)]),
        ("bob@x.org Anna <anna@x.org>", [("bob@x.org",), ("anna@x.org", "Anna")]),
        ('"Smith, Anna",anna@x.org\n"Jones, Bob";bob', [("anna@x.org", "Smith, Anna"), INVALID, ("bob",)]),
        ('"Smith, Anna"\tanna@x.org', [("anna@x.org", "Smith, Anna")]),
        ('"Smith, Anna", carl', [INVALID, ("carl",)]),
        (
            "Smith, Anna <anna@x.org>; Jones, Bob <bob@x.org>",
            [("anna@x.org", "Smith, Anna"), ("bob@x.org", "Jones, Bob")],
        ),
        ("bob, Anna <anna@x.org>; carl", [("bob",), ("anna@x.org", "Anna"), ("carl",)]),
        ("Bob, Anna <anna@x.org>, carl;", [("bob",), ("anna@x.org", "Anna"), ("carl",)]),
        ("Bob, Anna <anna@x.org>", [("bob",), ("anna@x.org", "Anna")]),
        ("carl, Bob, Anna <anna@x.org>;", [("carl",), ("bob",), ("anna@x.org", "Anna")]),
        ("Bob, carl; dora", [("bob",), ("carl",), ("dora",)]),
        ("a@x.org; Smith, Anna <anna@x.org>", [("a@x.org",), ("anna@x.org", "Smith, Anna")]),
        ("x" * 120 + " <anna@x.org>", [("anna@x.org", "x" * 120)]),
        ("x" * 121 + " <anna@x.org>", [Code.TOO_LONG]),
    ],
)
def test_names(text: str, expected: list[Short | Code]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mailto:anna@x.org", [("anna@x.org",)]),
        ("<MAILTO:anna%2Bchoir@x.org?subject=Hello>", [("anna+choir@x.org",)]),
        ("<mailto:anna@x.org|anna@x.org>", [("anna@x.org",)]),
        ("[anna@x.org](mailto:anna@x.org)", [("anna@x.org",)]),
        ("anna@x.org<mailto:anna@x.org>", [("anna@x.org",)]),
        ("mailto:anna%0d%0aBcc:eve@x.org", [INVALID]),
        ('"anna@x.org" <anna@x.org>', [("anna@x.org",)]),
        ("'anna@x.org' <anna@x.org>", [("anna@x.org",)]),
        ('"boss@x.org" <anna@x.org>', [("anna@x.org",)]),
        ("Boss boss@x.org <anna@x.org>", [("boss",), ("boss@x.org",), ("anna@x.org",)]),
        ('"boss@x.org" Anna <anna@x.org>', [("boss@x.org",), ("anna@x.org", "Anna")]),
    ],
)
def test_links_and_addresses_in_the_place_of_names(text: str, expected: list[Short | Code]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna carl.b _x_", [("anna",), ("carl.b",), ("_x_",)]),
        ("'anna', \"carl\"; [dora]. emil!", [("anna",), ("carl",), ("dora",), ("emil",)]),
        ("ab", [INVALID]),
        ("x" * 33, [INVALID]),
        ("zoë", [INVALID]),
        ("anna/bob", [INVALID]),
        ('"Anna Smith"', [INVALID]),
        ("anna@", [INVALID]),
        ("@x.org", [INVALID]),
        ("@", [INVALID]),
        ("anna@x", [INVALID]),
        ("anna@@x.org", [INVALID]),
        ("anna@x@x.org", [INVALID]),
        ("anna..b@x.org", [INVALID]),
        ('an"na@x.org', [INVALID]),
        ("an\x00na@x.org", [INVALID]),
        ('"anna"@x.org', [INVALID]),
        ('"anna b"@x.org', [INVALID]),
        ('"anna\r\nbob"@x.org', [("anna",), INVALID]),
        ("Anna <>", [INVALID]),
        ("Anna <anna>", [INVALID]),
        ("<anna@x.org, bob@x.org>", [("anna@x.org",), ("bob@x.org",)]),
        ("(see anna@x.org)", [("see",), ("anna@x.org",)]),
        ("anna@x.org, nobody@, bob@x.org", [("anna@x.org",), INVALID, ("bob@x.org",)]),
        ("anna@x.org Anna@x.org", [("anna@x.org",), ("anna@x.org",)]),
        ("- * --- … •", []),
    ],
)
def test_words_and_what_cannot_be_read(text: str, expected: list[Short | Code]) -> None:
    assert read(text) == expected


def test_each_entry_says_what_was_typed() -> None:
    text = 'Anna Smith <anna@x.org>, "Jones, B",bob@x.org; nope@, Carl carl@x.org (C)'
    assert [entry.input for entry in parse(text)] == [
        "Anna Smith <anna@x.org>",
        '"Jones, B",bob@x.org',
        "nope@",
        "Carl",
        "carl@x.org (C)",
    ]


def test_reading_can_stop_early() -> None:
    text = "a@x.org, " * 10
    assert len(parse(text)) == 10
    assert len(parse(text, most=4)) == 4


@given(st.text(st.characters(exclude_categories=())) | st.text('ab@.,;<>()" \n\\:!é-', max_size=60))
def test_anything_is_read(text: str) -> None:
    for entry in parse(text):
        short(entry)
        if entry.email:
            # What was read is read the same again, and with its name too.
            assert read(entry.email) == [(entry.email,)]
            assert read(f'"{entry.name or ""}" <{entry.email}>') == [short(entry)]


people = st.tuples(st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True)) | st.tuples(
    st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.org", fullmatch=True),
    st.from_regex(r"[A-Z][a-z]{0,8}(, [A-Z][a-z]{0,5})?", fullmatch=True),
)


@pytest.mark.no_cover
@given(st.lists(people, max_size=20), st.sampled_from([", ", ";", "\n", ",\n", " ; ", "\r\n", "\t,\u00a0", " "]))
def test_a_list_is_read_in_order_with_its_names(listed: list[Short], separator: str) -> None:
    text = separator.join(f'"{one[1]}" <{one[0]}>' if len(one) > 1 else f"{one[0]}" for one in listed)
    assert read(text) == listed


PATTERNS = [
    "a,",
    "a ",
    '"',
    "<",
    "(",
    '"@',
    '"" ',
    '"a""',
    '"a"" ',
    "<a@x.org",
    "(a",
    '"a b",',
    "- ",
    "1. ",
    "é@x.co ",
    "\n",
]


@pytest.mark.no_cover
@pytest.mark.parametrize("pattern", [*PATTERNS, "Aa, ;", '"x" "y z ', "a@b.", "@", "mailto:", "<a>", '\\"', "\u200b"])
def test_time_is_linear(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    start = time.process_time()
    parse(text)
    # A quadratic reading takes far longer.
    assert time.process_time() - start < 4


def test_five_thousand_addresses_are_read_at_once() -> None:
    text = "".join(f"Person Number{n} <person{n}@example.org>,\n" for n in range(5_000))
    start = time.process_time()
    assert len([entry for entry in parse(text) if entry.email and entry.name]) == 5_000
    assert time.process_time() - start < 1
