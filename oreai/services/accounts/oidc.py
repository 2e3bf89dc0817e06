"""Signing in with an OpenID Connect provider: code flow with PKCE (OpenID Connect Core 1.0; RFC 7636, 9207).

What has to be remembered between leaving and coming back (state, nonce, verifier) stays in the browser's own
cookie: the server keeps nothing, and any process may take the answer.
"""

import asyncio
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from oreai.services.accounts.identities import LONGEST_SUBJECT, Person
from oreai.sign_in_settings import SignInSettings

_SCOPE = "openid profile"
_ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA"]
_PATIENCE_S = 10
_KNOWN_FOR_S = 3600
_LEEWAY_S = 60  # between the clocks


class OidcFailed(Exception):
    """The provider does not answer, or its answer cannot be believed."""


@dataclass(frozen=True)
class OidcSettings:
    """The provider, as OreAI is registered there."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str


@dataclass(frozen=True)
class Leaving:
    """Where the browser is sent, and what it has to bring back."""

    address: str
    flow: dict[str, str]


class Oidc:
    """One provider of sign-in."""

    def __init__(self, settings: OidcSettings):
        self._settings = settings
        self._known: tuple[float, dict[str, Any], KeySet] | None = None
        self._one_refresh = asyncio.Lock()

    async def leave(self) -> Leaving:
        """Begin: an address at the provider, and what goes into the cookie meanwhile.

        Raises:
            OidcFailed: the provider does not answer.
        """
        provider, _ = await self._provider()
        flow = {name: secrets.token_urlsafe(32) for name in ("state", "nonce")}
        flow["verifier"] = secrets.token_urlsafe(48)
        async with self._client() as client:
            address, _ = client.create_authorization_url(
                provider["authorization_endpoint"],
                state=flow["state"],
                nonce=flow["nonce"],
                code_verifier=flow["verifier"],
            )
        return Leaving(address, flow)

    async def come_back(self, answer: Mapping[str, str], flow: Mapping[str, str]) -> Person:
        """Who the provider says this is.

        Args:
            answer: what stands behind the ? of the address that the provider sent the browser to.
            flow: that of `leave`, as the browser has kept it.

        Raises:
            OidcFailed: it is refused, not an answer to this browser's question, or not the provider's word.
        """
        if not flow.get("state") or not secrets.compare_digest(answer.get("state", ""), flow["state"]):
            raise OidcFailed("not the answer to this browser's question")
        if answer.get("iss", self._settings.issuer) != self._settings.issuer:
            raise OidcFailed("the answer of another provider")
        if not answer.get("code"):
            raise OidcFailed("refused")
        provider, keys = await self._provider()
        try:
            async with self._client() as client:
                tokens = await client.fetch_token(
                    provider["token_endpoint"],
                    code=answer["code"],
                    code_verifier=flow["verifier"],
                    grant_type="authorization_code",
                )
            return self._person(jwt.decode(tokens["id_token"], keys, _ALGORITHMS).claims, flow["nonce"])
        except (OAuthError, JoseError, httpx.HTTPError, KeyError, ValueError, TypeError) as error:
            raise OidcFailed(type(error).__name__) from error

    def _person(self, claims: dict[str, Any], nonce: str) -> Person:
        ours = self._settings
        jwt.JWTClaimsRegistry(
            leeway=_LEEWAY_S,
            iss={"essential": True, "value": ours.issuer},
            aud={"essential": True, "value": ours.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
            sub={"essential": True},
        ).validate(claims)
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject or len(subject) > LONGEST_SUBJECT:
            raise OidcFailed("no subject")
        name = claims.get("name") or claims.get("preferred_username") or ""
        return Person(ours.issuer, subject, name if isinstance(name, str) else "")

    async def _provider(self) -> tuple[dict[str, Any], KeySet]:
        """What the provider says of itself, and its keys; asked for once an hour."""
        async with self._one_refresh:
            if self._known and time.monotonic() - self._known[0] < _KNOWN_FOR_S:
                return self._known[1:]
            try:
                async with httpx.AsyncClient(timeout=_PATIENCE_S) as http:
                    told = (await http.get(_discovery(self._settings.issuer))).raise_for_status().json()
                    keys = (await http.get(told["jwks_uri"])).raise_for_status().json()
                if told["issuer"] != self._settings.issuer:
                    raise OidcFailed("it calls itself otherwise")
                self._known = (time.monotonic(), told, KeySet.import_key_set(keys))
            except (httpx.HTTPError, JoseError, KeyError, ValueError, TypeError) as error:
                raise OidcFailed(type(error).__name__) from error
            return self._known[1:]

    def _client(self) -> AsyncOAuth2Client:
        ours = self._settings
        return AsyncOAuth2Client(
            client_id=ours.client_id,
            client_secret=ours.client_secret or None,
            scope=_SCOPE,
            redirect_uri=ours.redirect_uri,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_basic" if ours.client_secret else "none",
            timeout=_PATIENCE_S,
        )


def _discovery(issuer: str) -> str:
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def oidc_of(settings: SignInSettings) -> Oidc | None:
    """The other provider of sign-in, where one is set."""
    if not settings.oidc_issuer:
        return None
    back = f"{settings.public_url}/api/oidc/back"
    return Oidc(
        OidcSettings(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, back)
    )
