"""Frames of graphql-transport-ws, incoming and outgoing."""

import json
from dataclasses import dataclass
from typing import Any

import orjson

from edge.params import decoded

SUBPROTOCOL = "graphql-transport-ws"

ACKNOWLEDGED = b'{"type":"connection_ack"}'

REASON_LENGTH = 123
"""Bytes for the reason in a close frame."""


class MalformedFrameError(Exception):
    """A frame that violates the protocol; the socket closes with 4400."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame from the client; `fault` says why the operation with this `id` cannot be read."""

    type: str
    id: str
    payload: dict[str, Any] | None
    fault: str | None = None


KNOWN = {"connection_init": False, "ping": False, "pong": False, "subscribe": True, "complete": True}
"""Frame types that a client may send, and whether they need an operation ID."""


def parse_frame(text: str | None) -> Frame:
    """Parse a frame; `text` is None for a binary one, which is malformed."""
    if text is None:
        raise MalformedFrameError("Frames are text.")
    try:
        message = decoded(text)
    except Exception:
        operation_id = operation_in(text)
        if operation_id is None:
            raise MalformedFrameError("A frame must be JSON.") from None
        return Frame(
            "subscribe", operation_id, None, "The operation is no JSON in UTF-8: half a surrogate pair, or no number."
        )
    if not isinstance(message, dict):
        raise MalformedFrameError("A frame must be a JSON object.")
    kind, payload, operation_id = message.get("type"), message.get("payload"), message.get("id")
    if not isinstance(kind, str) or kind not in KNOWN:
        raise MalformedFrameError("A client sends no frame of this type.")
    if payload is not None and not isinstance(payload, dict):
        raise MalformedFrameError("A payload must be an object.")
    if not KNOWN[kind]:
        return Frame(kind, "", payload)
    if not isinstance(operation_id, str) or not operation_id:
        raise MalformedFrameError("An operation needs an id.")
    if kind == "subscribe" and payload is None:
        raise MalformedFrameError("An operation needs a payload.")
    return Frame(kind, operation_id, payload)


def operation_in(text: str) -> str | None:
    """Return the operation's ID from a frame that only a lenient parser accepts, or None.

    JavaScript encodes half an emoji as JSON without complaint; that should fail one operation, not the socket.
    """
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or message.get("type") != "subscribe":
        return None
    operation_id = message.get("id")
    return operation_id if isinstance(operation_id, str) and operation_id and operation_id.isprintable() else None


def pong(payload: dict[str, Any] | None) -> bytes:
    return orjson.dumps({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})


def next_prefix(operation_id: str) -> bytes:
    """Return what stands before the answer in each `next` message of an operation."""
    return b'{"id":%b,"type":"next","payload":' % orjson.dumps(operation_id)


def next_frame(prefix: bytes, body: bytes) -> bytes:
    """Build a `next` message, framed; the answer is JSON already."""
    return b"%b%b%b}" % (head(len(prefix) + len(body) + 1), prefix, body)


def text_frame(message: bytes) -> bytes:
    return head(len(message)) + message


def head(length: int) -> bytes:
    """Return the head of a text frame, final and unmasked."""
    if length < 126:
        return bytes((0x81, length))
    return b"\x81\x7e" + length.to_bytes(2) if length < 65_536 else b"\x81\x7f" + length.to_bytes(8)


def failed(operation_id: str, entries: list[dict[str, Any]]) -> bytes:
    return orjson.dumps({"id": operation_id, "type": "error", "payload": entries})


def completed(operation_id: str) -> bytes:
    return orjson.dumps({"id": operation_id, "type": "complete"})


def reason(text: str) -> str:
    return text.encode()[:REASON_LENGTH].decode(errors="ignore")
