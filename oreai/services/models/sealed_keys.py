"""Users' keys, locked with the server's secret: AES-GCM, bound to their owner and their endpoint.

A row that is moved to another user, or to another address, does not open. Each starts with the id of the
secret that it was locked with; a secret itself is never a key: one is derived of it for this purpose alone.
"""

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from oreai.server_secret import ServerSecret

_PURPOSE = b"oreai: keys of users' providers, v1"
_NAMING = b"oreai: id of a secret, v1"
_VERSION = "v1"
_NONCE = 12  # bytes, as NIST SP 800-38D has it
_KEY = 32
_ID = 4  # bytes of the secret's id


class CannotOpen(Exception):
    """Its secret is gone, or it is not this user's, not of this endpoint, or damaged."""


class SealedKeys:
    """Locks and unlocks keys. Not for the event loop: the secret's file is looked at each time."""

    def __init__(self, secret: ServerSecret):
        self._secret = secret

    def seal(self, key: str, user_id: str, endpoint: str) -> str:
        """The key, locked with the newest secret.

        Raises:
            NoSecret: the server has none.
        """
        newest = self._secret.all()[0]
        nonce = secrets.token_bytes(_NONCE)
        locked = _cipher(newest).encrypt(nonce, key.encode(), _bound_to(user_id, endpoint))
        return f"{secret_id(newest)}:{base64.urlsafe_b64encode(nonce + locked).decode()}"

    def open(self, sealed: str, user_id: str, endpoint: str) -> str:
        """The key itself.

        Raises:
            CannotOpen: it stays locked.
            NoSecret: the server has none.
        """
        named, _, text = sealed.partition(":")
        secret = next((one for one in self._secret.all() if secret_id(one) == named), None)
        if secret is None:
            raise CannotOpen
        try:
            content = base64.urlsafe_b64decode(text)
            bound = _bound_to(user_id, endpoint)
            return _cipher(secret).decrypt(content[:_NONCE], content[_NONCE:], bound).decode()
        except (InvalidTag, ValueError):
            raise CannotOpen from None

    def is_newest(self, sealed: str) -> bool:
        """Whether it is locked with the secret that locks now."""
        return sealed.partition(":")[0] == secret_id(self._secret.all()[0])


def secret_id(secret: str) -> str:
    """By which a locked key names its secret, and which tells nothing of it."""
    return _derived(secret, _NAMING, _ID).hex()


def _cipher(secret: str) -> AESGCM:
    return AESGCM(_derived(secret, _PURPOSE, _KEY))


def _derived(secret: str, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose).derive(secret.encode())


def _bound_to(user_id: str, endpoint: str) -> bytes:
    return f"{user_id}|{endpoint}|{_VERSION}".encode()
