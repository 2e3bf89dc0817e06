"""What the person who operates OreAI may set: where things lie, how it is reached and watched."""

import re

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings


class OperatingSettings(BaseSettings):
    """Part of `Settings`."""

    attachments_url: str = Field("", alias="OREAI_ATTACHMENTS_URL")
    "An object store in place of the folder, such as s3://bucket/prefix; keys by AWS's own variables."

    @field_validator("attachments_url")
    @classmethod
    def _known_store(cls, url: str) -> str:
        if url and not re.fullmatch(r"s3://[^/\s?#@]+(/[^\s?#]*)?", url):
            raise ValueError("must be an address such as s3://bucket/prefix")
        return url
