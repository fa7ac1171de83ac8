"""A message on the wire: its headers and its lines."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mail.headers import single_line
from mail.invitation import render_invitation
from mail.message import RenderedMail
from tests.mail.letters import CONFIG, NOW, WORDS, part, received, sealed

HEADERS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
    "auto-submitted", "x-auto-response-suppress",
}  # fmt: skip


def test_a_mail_has_each_header_once_and_no_other() -> None:
    mail = received(render_invitation(WORDS, CONFIG), 'Eve, the "first"')
    assert sorted(name.lower() for name in mail.keys()) == sorted(HEADERS)  # noqa: SIM118 - one key for each header
    assert mail["From"].addresses[0].addr_spec == "usher@example.org"
    assert mail["To"].addresses[0].display_name == 'Eve, the "first"'
    assert mail["Message-ID"] == "<1@example.org>"
    assert mail["Date"].datetime == NOW


typed = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from('\r\n\t\0\x85\u2028\u202e",;:<>@()[]\\=?.'),
    ),
    max_size=120,
)
smuggled = st.sampled_from(
    [
        "Eve\r\nBcc: all@example.com\r\n\r\nHello",
        "=?utf-8?q?Eve=0D=0ABcc=3A_all=40example.com?=",
        '"Eve" <other@example.com>, x',
        "Eve\n.\r\nMAIL FROM:<x@y>",
        "🎉" * 120,
        "é" * 120,
        "a" * 120,
    ]
)


@given(name=st.one_of(typed, smuggled, typed.map(lambda text: f"=?utf-8?q?{text}?=")))
def test_typed_text_cannot_leave_its_header(name: str) -> None:
    words = RenderedMail(subject=name, text=name, html=name, sender_name=name)
    raw = sealed(words, name).message
    mail: Any = message_from_bytes(raw, policy=policy.default)
    assert sorted(name.lower() for name in mail.keys()) == sorted(HEADERS)  # noqa: SIM118
    assert [address.addr_spec for address in mail["To"].addresses] == ["eve@example.org"]
    assert [address.addr_spec for address in mail["From"].addresses] == ["usher@example.org"]
    plain = message_from_bytes(raw)
    assert str(make_header(decode_header(plain["Subject"].replace("\r\n", "")))) == single_line(name)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b"")


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
def test_bodies_arrive_as_they_were_written(text: str) -> None:
    mail: Any = message_from_bytes(sealed(RenderedMail("s", text, text, "n")).message, policy=policy.default)
    for kind in ("plain", "html"):
        assert part(mail, kind).rstrip("\n") == text.rstrip("\n")


def test_long_lines_are_whole_again_when_read() -> None:
    text = "x" * 20_000 + "\n.\nFrom here \n" + "é" * 5_000
    raw = sealed(RenderedMail("s", text, text, "n")).message
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    mail: Any = message_from_bytes(raw, policy=policy.default)
    assert part(mail, "plain") == text + "\n"
