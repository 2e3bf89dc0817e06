"""A little OpenID Connect provider over HTTP, with PKCE; it says what a test tells it."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey


class SignInProvider:
    """Answers on a port of its own while it is entered."""

    def __init__(self) -> None:
        self._key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.claims: dict[str, Any] = {}
        "What stands in the next token beside or in place of the usual."
        self.key = self._key
        self._asked: dict[str, str] = {}
        self.authorization = ""

    def __enter__(self) -> "SignInProvider":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def approve(self, address: str) -> dict[str, str]:
        """The person says yes at this address; what the browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        self._asked = asked
        return {"code": "a code", "state": asked["state"], "iss": self.issuer}

    def answer(self, path: str, form: dict[str, list[str]], authorization: str) -> tuple[int, dict[str, Any]]:
        if path.endswith("openid-configuration"):
            endpoints = {
                name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint")
            }
            return 200, {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **endpoints}
        if path == "/keys":
            return 200, {"keys": [self._key.as_dict(private=False)]}
        self.authorization = authorization
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self._asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self._token()}

    def _token(self) -> str:
        usual = {"iss": self.issuer, "aud": self._asked["client_id"], "sub": "mei-7", "name": "美"}
        times = {"exp": int(time.time()) + 300, "iat": int(time.time())}
        claims = {**usual, **times, "nonce": self._asked["nonce"], **self.claims}
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)


def _handler(provider: SignInProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            self._answer(parse_qs(self.rfile.read(length).decode()))

        def _answer(self, form: dict[str, list[str]]) -> None:
            status, content = provider.answer(self.path, form, self.headers.get("authorization", ""))
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
