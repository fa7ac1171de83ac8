"""Messages of graphql-transport-ws, from and to the client; those to it are in websocket frames."""

import json
from dataclasses import dataclass
from typing import Any

import orjson

SUBPROTOCOL = "graphql-transport-ws"

ACKNOWLEDGED = b'{"type":"connection_ack"}'

NO_JSON = "The operation is not valid JSON: it contains a lone surrogate or NaN."

REASON_LENGTH = 123
"""Bytes for the reason in a close frame."""

MAX_ID = 128


class MalformedMessageError(Exception):
    """A message that violates the protocol; the socket closes with 4400."""


@dataclass(frozen=True, slots=True)
class ClientMessage:
    """A message from the client; `fault` says why the operation with this `id` cannot be read."""

    type: str
    id: str
    payload: dict[str, Any] | None
    fault: str | None = None


KNOWN = {"connection_init": False, "ping": False, "pong": False, "subscribe": True, "complete": True}
"""Types of messages that a client may send, and whether they need an operation ID."""


def parse_message(text: str | None) -> ClientMessage:
    """Parse a message; `text` is None for a binary frame, which is malformed."""
    if text is None:
        raise MalformedMessageError("Messages are text.")
    fault = None
    try:
        message = orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeError, RecursionError):
        message, fault = decoded_leniently(text), NO_JSON
    if not isinstance(message, dict):
        raise MalformedMessageError("A message must be a JSON object.")
    kind, payload, operation_id = message.get("type"), message.get("payload"), message.get("id")
    if not isinstance(kind, str) or kind not in KNOWN:
        raise MalformedMessageError("A client cannot send this type of message.")
    if payload is not None and not isinstance(payload, dict):
        raise MalformedMessageError("A payload must be an object.")
    if not KNOWN[kind] and fault is None:
        return ClientMessage(kind, "", payload)
    if not isinstance(operation_id, str) or not 0 < len(operation_id) <= MAX_ID:
        raise MalformedMessageError(f"An operation needs an id of at most {MAX_ID} characters.")
    if kind == "subscribe" and payload is None:
        raise MalformedMessageError("An operation needs a payload.")
    if fault is not None and not (kind == "subscribe" and operation_id.isprintable()):
        raise MalformedMessageError("A message must be JSON.")
    return ClientMessage(kind, operation_id, payload, fault)


def decoded_leniently(text: str) -> Any:
    """Decode what JavaScript encodes without complaint, such as half an emoji: it fails one operation, not the socket."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedMessageError("A message must be JSON.") from None


def pong(payload: dict[str, Any] | None) -> bytes:
    return orjson.dumps({"type": "pong"} if payload is None else {"type": "pong", "payload": payload})


def next_prefix(operation_id: str) -> bytes:
    """Return what stands before the answer in each `next` message of an operation."""
    return b'{"id":%b,"type":"next","payload":' % orjson.dumps(operation_id)


def next_frame(prefix: bytes, body: bytes) -> bytes:
    """Build the frame of a `next` message; the answer is JSON already."""
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
