"""Secrets: random ones, stored as digests, and derived ones, which are not stored.

`keys` is the whole key ring, newest first. The newest key makes new tokens and all keys are tried on reading, so
links survive a rotation while the old key stays listed. Each derivation includes its purpose, so that a token made
for one purpose is never valid for another.
"""

import hashlib
import hmac
import os
import re
import secrets
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rules import cleaning

Keys = tuple[bytes, ...]

_SECRET_BYTES = 32
_INVITATION = b"usher invitation token 1\0"
_LOGIN_LINK = b"usher login link 1\0"
_FINGERPRINT = b"usher key fingerprint 1\0"
_SEAL = b"usher seal 1\0"
_CODE = b"usher invite code 1\0"
_NETWORK = b"usher login network 1\0"
_NETWORK_BYTES = 16
_FORM = b"usher form 2\0"
_LOGIN_PREFIX = "ush_l_"
_PAYLOAD = struct.Struct(">QI")
# 12 bytes of payload and 18 of MAC make 40 base64 characters without padding, so a token has one spelling.
_MAC_BYTES = 18
_INVITATION_TOKEN = re.compile(r"[A-Za-z0-9_-]{40}")
_NONCE_BYTES = 12


class Secret(StrEnum):
    SESSION = "ush_s_"
    ACCESS_TOKEN = "ush_t_"  # noqa: S105 - a prefix


_KINDS = {kind.value: kind for kind in Secret}
_PREFIX_LENGTH = 6


def new_secret(kind: Secret) -> str:
    return kind.value + secrets.token_urlsafe(_SECRET_BYTES)


def secret_kind(text: str) -> Secret | None:
    return _KINDS.get(text[:_PREFIX_LENGTH])


def digest(secret: str) -> bytes:
    """Return SHA-256, which is enough for random secrets."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def invitation_token(keys: Keys, invitation_id: int, version: int) -> str:
    """Derive an invitation's personal token: 40 URL-safe characters. Resending raises `version`."""
    payload = _PAYLOAD.pack(invitation_id, version)
    return urlsafe_b64encode(payload + _invitation_mac(keys[0], payload)).decode()


def read_invitation_token(keys: Keys, token: str) -> tuple[int, int] | None:
    """Return ``(invitation_id, version)``, or None if no key made the token.

    Malformed text costs as much as a well-formed forgery, and every key is tried, so timing reveals nothing.
    """
    raw = _decode(token)
    payload, mac = raw[: _PAYLOAD.size], raw[_PAYLOAD.size :]
    genuine = False
    for key in keys:
        genuine |= hmac.compare_digest(_invitation_mac(key, payload), mac)
    if not genuine:
        return None
    invitation_id, version = _PAYLOAD.unpack(payload)
    return invitation_id, version


def may_be_invitation_token(text: str) -> bool:
    return _INVITATION_TOKEN.fullmatch(cleaning.extract_key(text)) is not None


def login_token_digest(text: str) -> bytes:
    return digest(cleaning.extract_key(text))


def login_token(keys: Keys, link_id: int, salt: bytes) -> str:
    """Derive a one-time login token. The row has only its salt and digest, so the database alone reveals no token."""
    return _login_token(keys[0], link_id, salt)


def find_login_token(
    keys: Keys, link_id: int, salt: bytes, stored_digest: bytes, sealed: bytes | None = None
) -> str | None:
    """Rebuild the login token with this digest, or unseal it if its key was rotated away; None if neither works."""
    candidates = (_login_token(key, link_id, salt) for key in keys)
    found = next((token for token in candidates if hmac.compare_digest(digest(token), stored_digest)), None)
    if found is not None or sealed is None:
        return found
    opened = unseal(keys, sealed, context=_login_link_context(link_id))
    return None if opened is None else opened.decode()


def seal_login_token(keys: Keys, link_id: int, token: str) -> bytes:
    return seal(keys, token.encode(), context=_login_link_context(link_id))


def code_digests(keys: Keys, code: str) -> tuple[bytes, ...]:
    """Return the code's HMAC under each key, newest first. A plain digest of a short code could be guessed."""
    return tuple(hmac.digest(key, _CODE + code.encode(), "sha256") for key in keys)


def network_digests(keys: Keys, network: str) -> tuple[bytes, ...]:
    """Return the network's HMAC under each key, newest first. Plain digests of all networks could be tried."""
    return tuple(hmac.digest(key, _NETWORK + network.encode(), "sha256")[:_NETWORK_BYTES] for key in keys)


def form_key(key: bytes) -> bytes:
    return hmac.digest(key, _FORM, "sha256")


def kept_answer_context(account_id: int, key: bytes) -> bytes:
    return b"reply %d %b" % (account_id, key)


def form_context(key: bytes) -> bytes:
    return b"form " + key


def key_fingerprint(key: bytes) -> str:
    """Identify a key without revealing it. A server refuses to start without a key that its database lists."""
    return hmac.digest(key, _FINGERPRINT, "sha256")[:16].hex()


def seal(keys: Keys, data: bytes, *, context: bytes = b"") -> bytes:
    """Encrypt with the newest key (AES-256-GCM). `context` ties it to its row: copied elsewhere it does not open."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_seal_key(keys[0])).encrypt(nonce, data, context)


def unseal(keys: Keys, sealed: bytes, *, context: bytes = b"") -> bytes | None:
    """Return the data; None if it was altered, has another context or was sealed with an unlisted key."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if len(nonce) < _NONCE_BYTES:
        return None
    for key in keys:
        try:
            return AESGCM(_seal_key(key)).decrypt(nonce, body, context)
        except InvalidTag:
            continue
    return None


def _invitation_mac(key: bytes, payload: bytes) -> bytes:
    return hmac.digest(key, _INVITATION + payload, "sha256")[:_MAC_BYTES]


def _decode(token: str) -> bytes:
    """Return the bytes of a token, or zeros for text of another shape, so that it fails like any forgery."""
    token = cleaning.extract_key(token)
    if _INVITATION_TOKEN.fullmatch(token) is None:
        return bytes(_PAYLOAD.size + _MAC_BYTES)
    return urlsafe_b64decode(token)


def _login_token(key: bytes, link_id: int, salt: bytes) -> str:
    mac = hmac.digest(key, _LOGIN_LINK + struct.pack(">Q", link_id) + salt, "sha256")
    return _LOGIN_PREFIX + urlsafe_b64encode(mac).decode().rstrip("=")


def _login_link_context(link_id: int) -> bytes:
    return b"login link %d" % link_id


def _seal_key(key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_SEAL).derive(key)
