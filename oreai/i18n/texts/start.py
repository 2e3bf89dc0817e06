"""What a shell is told while the server starts, and why it does not; each language fills all of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class StartTexts:
    """The steps of a start, and what is in its way."""

    database_updated: str
    database_is_new: str
    database_is_well: str
    client_is_well: str
    client_building: str
    client_built: str
    set_up_code: str
    ready: str
    fetching: str
    not_fetched: str
    fetched_too_slowly: str
    server_ended: str
    client_failed: str
    port_is_taken: str
    port_failed: str
    no_secret: str
    wrong_setting: str
    at_line: str
    wrong: Mapping[str, str]
    "Why a value cannot be: by pydantic's name for it, or by that of `WrongSetting`."
