"""Secrets: random ones, of which only the digest is stored, and derived ones, which are stored nowhere.

Every function that takes ``keys`` takes the whole key ring, newest first. New tokens come from the newest
key; all keys are tried on reading, so that links which are out outlive a rotation for as long as the older
key stays listed. A purpose is mixed into each derivation: what one function made, no other accepts.
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
# 12 bytes of payload and 18 of MAC (144 bits) are 40 characters without padding: one spelling a token.
_MAC_BYTES = 18
_INVITATION_TOKEN = re.compile(r"[A-Za-z0-9_-]{40}")
_NONCE_BYTES = 12


class Secret(StrEnum):
    """The kinds of secret an ``Authorization`` header may hold; the value is the prefix."""

    SESSION = "ush_s_"
    ACCESS_TOKEN = "ush_t_"  # noqa: S105 - a prefix


def new_secret(kind: Secret) -> str:
    """Return a fresh random secret of 32 bytes, with the prefix that tells its kind."""
    return kind.value + secrets.token_urlsafe(_SECRET_BYTES)


def secret_kind(text: str) -> Secret | None:
    """Tell a session from an access token by its prefix; None for whatever can be neither."""
    return next((kind for kind in Secret if text.startswith(kind.value)), None)


def digest(secret: str) -> bytes:
    """Return what is stored of a secret: SHA-256, which is enough where the secret is random."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def invitation_token(keys: Keys, invitation_id: int, version: int) -> str:
    """Derive the personal token of an invitation; resending raises ``version`` and so makes another one.

    The token is 40 URL-safe characters: longer than any spelling of an invite code.
    """
    payload = _PAYLOAD.pack(invitation_id, version)
    return urlsafe_b64encode(payload + _invitation_mac(keys[0], payload)).decode()


def read_invitation_token(keys: Keys, token: str) -> tuple[int, int] | None:
    """Return ``(invitation_id, version)`` of a token that one of ``keys`` made; None for any other text.

    The token may stand in a link, or between quotes and brackets: see :func:`rules.cleaning.key`.

    Malformed text costs the same work as a well-formed forgery, and every key is always tried, so the time
    taken tells neither how close a guess was nor which key is in use.
    """
    raw = _decoded(token)
    payload, mac = raw[: _PAYLOAD.size], raw[_PAYLOAD.size :]
    genuine = False
    for key in keys:
        genuine |= hmac.compare_digest(_invitation_mac(key, payload), mac)
    if not genuine:
        return None
    invitation_id, version = _PAYLOAD.unpack(payload)
    return invitation_id, version


def may_be_invitation_token(text: str) -> bool:
    """Whether a text has the shape of a personal token, in whatever way it is handed on."""
    return _INVITATION_TOKEN.fullmatch(cleaning.key(text)) is not None


def login_token_digest(text: str) -> bytes:
    """Return the digest of the login token that somebody followed or handed on, also as a whole link."""
    return digest(cleaning.key(text))


def login_token(keys: Keys, link_id: int, salt: bytes) -> str:
    """Derive a one-time login token from the row's ID and random salt.

    The row stores its digest, so a job needs to carry the ID alone and nothing in the database can be used.
    """
    return _login_token(keys[0], link_id, salt)


def find_login_token(
    keys: Keys, link_id: int, salt: bytes, stored_digest: bytes, sealed: bytes | None = None
) -> str | None:
    """Return the login token again whose digest is ``stored_digest``, made by whichever of ``keys``.

    Where the key that made it was rotated away, it is opened from ``sealed``. None when no key listed does either.
    """
    candidates = (_login_token(key, link_id, salt) for key in keys)
    found = next((token for token in candidates if hmac.compare_digest(digest(token), stored_digest)), None)
    if found is not None or sealed is None:
        return found
    opened = unseal(keys, sealed, context=_login_link_context(link_id))
    return None if opened is None else opened.decode()


def seal_login_token(keys: Keys, link_id: int, token: str) -> bytes:
    """Seal a login token whose own key is to go."""
    return seal(keys, token.encode(), context=_login_link_context(link_id))


def code_digests(keys: Keys, code: str) -> tuple[bytes, ...]:
    """Return what an invite code may be stored as: its HMAC under each key, the newest first.

    A code is short enough to be guessed by whoever has a plain digest of it, so the digest takes a key.
    """
    return tuple(hmac.digest(key, _CODE + code.encode(), "sha256") for key in keys)


def network_digests(keys: Keys, network: str) -> tuple[bytes, ...]:
    """Return what a network may be stored as: its HMAC under each key, the newest first.

    There are few enough networks to try them all on a plain digest, so the digest takes a key.
    """
    return tuple(hmac.digest(key, _NETWORK + network.encode(), "sha256")[:_NETWORK_BYTES] for key in keys)


def form_key(key: bytes) -> bytes:
    """Return what forms of our pages are signed with: it is of no use for anything else."""
    return hmac.digest(key, _FORM, "sha256")


def reply_context(account_id: int, key: bytes) -> bytes:
    """Return what a kept answer belongs to: its account and the digest of its Idempotency-Key."""
    return b"reply %d %b" % (account_id, key)


def form_context(key: bytes) -> bytes:
    """Return what a kept answer to a form belongs to."""
    return b"form " + key


def key_fingerprint(key: bytes) -> str:
    """Return 32 hexadecimal characters that name a key without telling it.

    A server compares them with those of its database, and refuses to start when it knows none.
    """
    return hmac.digest(key, _FINGERPRINT, "sha256")[:16].hex()


def seal(keys: Keys, data: bytes, *, context: bytes = b"") -> bytes:
    """Encrypt and authenticate ``data`` with the newest key (AES-256-GCM).

    ``context`` says what the data belongs to, and must be given again to :func:`unseal`, so that a sealed
    value moved to another row no longer opens.
    """
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_seal_key(keys[0])).encrypt(nonce, data, context)


def unseal(keys: Keys, sealed: bytes, *, context: bytes = b"") -> bytes | None:
    """Return what was sealed; None when it was altered, belongs to another context or to no key listed."""
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


def _decoded(token: str) -> bytes:
    """Return the bytes of a token; zeros for text of another shape, which then fails like any forgery."""
    token = cleaning.key(token)
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
