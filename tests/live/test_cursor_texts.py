"""Cursors as clients hold them: read back, refused or expired."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.cursors import (
    CursorExpiredError,
    CursorPosition,
    InvalidCursorError,
    decode_stream_cursor,
    encode_stream_cursor,
)


@given(st.sampled_from("ga"), st.integers(1, 2**63 - 1), st.integers(0, 2**63 - 1))
def test_a_cursor_decodes_to_its_number(stream: str, stream_id: int, number: int) -> None:
    topic = f"{stream}:{stream_id}"
    assert decode_stream_cursor(encode_stream_cursor("e1", topic, number), topic) == CursorPosition("e1", number)


@given(st.text())
def test_other_text_is_no_cursor(text: str) -> None:
    with pytest.raises(InvalidCursorError):
        decode_stream_cursor(text, "g:1")


def _packed(plain: str) -> str:
    return base64.urlsafe_b64encode(plain.encode()).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "cursor",
    [
        encode_stream_cursor("e1", "g:2", 5),
        encode_stream_cursor("e1", "a:1", 5),
        encode_stream_cursor("e1", "g:1", 5) + "=",
        encode_stream_cursor("e1", "g:1", 5) + "\n",
        encode_stream_cursor("e1", "g:1", 5)[:-1],
        _packed("1.g:2.5"),
        _packed("3.e1.a:1.5"),
        _packed("0.g:1.5"),
        _packed("x.e1.g:1.5"),
        _packed("100.e1.g:1.5"),
        _packed("2.g:1.5"),
        _packed("2.e1.g:1.05"),
        _packed("2.e1.g:1.+5"),
        _packed("2.e1.g:1.-5"),
        _packed("2.e1.g:1.5_0"),
        _packed("2.e1.g:1. 5"),
        _packed("2.e1.g:1.٥"),
        _packed(f"2.e1.g:1.{2**63}"),
        _packed("2.e1.g:1.5.6"),
        _packed("2.e1.g:1." + "9" * 5000),
        "é",
    ],
)
def test_a_cursor_of_another_stream_or_malformed_is_refused(cursor: str) -> None:
    assert decode_stream_cursor(encode_stream_cursor("e1", "g:1", 5), "g:1") == CursorPosition("e1", 5)
    with pytest.raises(InvalidCursorError):
        decode_stream_cursor(cursor, "g:1")


@pytest.mark.parametrize("plain", ["1.g:1.5", "3.e1.g:1.5", "3.e1.more.g:1.5.6", "12.g:1.five"])
def test_a_cursor_that_another_version_made_is_expired(plain: str) -> None:
    """Expired, not invalid: during an upgrade clients should read again."""
    with pytest.raises(CursorExpiredError):
        decode_stream_cursor(_packed(plain), "g:1")
