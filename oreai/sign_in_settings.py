"""Settings of who comes in, and how: a part of `oreai.settings.Settings`."""

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings

from oreai.wrong_settings import WrongSetting


class SignInSettings(BaseSettings):
    """The address people type, proxies, limits of signing in, and other providers of sign-in."""

    public_url: str = Field("", alias="OREAI_PUBLIC_URL")
    "The address that people type, such as https://chat.example.org; links and QR codes lead there."

    trusted_proxies: str = Field("", alias="OREAI_TRUSTED_PROXIES")
    "Networks of proxies in front of OreAI, such as 127.0.0.1/32, whose X-Forwarded-For is believed."

    sign_ups_an_hour: int = Field(5, alias="OREAI_SIGN_UPS_AN_HOUR", ge=0)
    "How many people of one network may sign up within an hour; raise it for a school or an office."

    sign_ins_an_hour: int = Field(30, alias="OREAI_SIGN_INS_AN_HOUR", ge=1)
    "How often one network may try to sign in within an hour."

    sign_up: Literal["open", "invite", "closed"] = Field("open", alias="OREAI_SIGNUP")
    "Who may sign up: everybody, those who are invited, or nobody; the owner's page changes it at any time."

    guests: bool = Field(True, alias="OREAI_GUESTS")
    "Whether people may chat without an account; the owner's page changes it at any time."

    oidc_issuer: str = Field("", alias="OREAI_OIDC_ISSUER")
    "An OpenID Connect provider that people may sign in with, such as https://login.example.org."

    oidc_client_id: str = Field("", alias="OREAI_OIDC_CLIENT_ID")
    "As the provider knows OreAI."

    oidc_client_secret: str = Field("", alias="OREAI_OIDC_CLIENT_SECRET", repr=False)
    "The secret that goes with it; none for a public client."

    oidc_name: str = Field("", alias="OREAI_OIDC_NAME", max_length=40)
    "What the button to sign in there says; unset, the issuer's host."

    trusted_header: str = Field("", alias="OREAI_TRUSTED_HEADER")
    "By which header a proxy that signs people in names them, such as Remote-User; needs trusted proxies."

    sign_out_url: str = Field("", alias="OREAI_SIGN_OUT_URL")
    "Where signing out leads, where a proxy or provider has signed the person in."

    @field_validator("public_url")
    @classmethod
    def _known_address(cls, url: str) -> str:
        if url and not re.fullmatch(r"https?://[^/\s?#@]+(/[^\s?#]*)?", url):
            raise WrongSetting("address")
        return url.rstrip("/")

    @field_validator("trusted_proxies")
    @classmethod
    def _known_networks(cls, networks: str) -> str:
        for network in filter(None, networks.replace(" ", "").split(",")):
            try:
                ip_network(network, strict=False)
            except ValueError:
                raise WrongSetting("networks") from None
        return networks

    @model_validator(mode="after")
    def _whole(self) -> "SignInSettings":
        if self.trusted_header and not self.trusted_proxies:
            raise WrongSetting("header_alone")
        if self.oidc_issuer and not (self.oidc_client_id and self.public_url):
            raise WrongSetting("issuer_alone")
        return self

    @property
    def proxies(self) -> list[IPv4Network | IPv6Network]:
        """The networks of the proxies that are trusted."""
        named = filter(None, self.trusted_proxies.replace(" ", "").split(","))
        return [ip_network(network, strict=False) for network in named]
