"""A passkey as a phone makes and shows it (WebAuthn Level 3): one key pair, no attestation."""

import hashlib
import json
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

from oreai.services.accounts.passkeys import Site

_PRESENT_AND_VERIFIED, _WITH_KEY = 0x05, 0x40


class Authenticator:
    """Holds one key for one site."""

    def __init__(self, site: Site, credential: bytes = b"the key of Lin's phone"):
        self._site = site
        self._credential = credential
        self._key = ec.generate_private_key(ec.SECP256R1())

    def made(self, challenge: str, *, origin: str = "") -> dict[str, Any]:
        """The new passkey, as the browser's `toJSON` gives it."""
        told = self._told("webauthn.create", challenge, origin)
        data = self._data(_PRESENT_AND_VERIFIED | _WITH_KEY, 0) + self._public_key()
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(clientDataJSON=told, attestationObject=made)

    def shown(self, challenge: str, *, count: int = 0, origin: str = "") -> dict[str, Any]:
        """That the key is here: what it says of this challenge."""
        told, data = self._told("webauthn.get", challenge, origin), self._data(_PRESENT_AND_VERIFIED, count)
        signed = self._key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signed)

    def _told(self, kind: str, challenge: str, origin: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": origin or self._site.origin}
        return json.dumps(told).encode()

    def _data(self, flags: int, count: int) -> bytes:
        return hashlib.sha256(self._site.name.encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")

    def _public_key(self) -> bytes:
        numbers = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        key = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        return bytes(16) + len(self._credential).to_bytes(2, "big") + self._credential + key

    def _answer(self, **parts: bytes) -> dict[str, Any]:
        known_by = bytes_to_base64url(self._credential)
        response = {name: bytes_to_base64url(part) for name, part in parts.items()}
        return {"id": known_by, "rawId": known_by, "type": "public-key", "response": response}
