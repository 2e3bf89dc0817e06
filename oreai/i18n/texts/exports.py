"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ExportsTexts:
    """Taking chats out: all of them with the account, or one."""

    all: str
    all_hint: str
    all_make: str
    all_begun: str
    one: str
    markdown: str
    markdown_hint: str
    page: str
    page_hint: str
    json: str
    json_hint: str
