"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SharingTexts:
    """A link by which others read a chat: its page, and how it is made."""

    shared: str
    by_ai: str
    you: str
    assistant: str
    reasoning: str
    picture: str
    go_on: str
    go_on_hint: str
    is_mine: str
    earlier: str
    later: str
    page: str
    missing: str
    missing_hint: str
    to_app: str
    too_fast: str
    too_fast_hint: str
    unreachable: str
    too_long_to_copy: str
    too_much_written: str
    no_room: str
    title: str
    all_links: str
    all_links_hint: str
    all_links_open: str
    none: str
    preview: str
    and_more: str
    who: str
    everybody: str
    members: str
    how_long: str
    for_ever: str
    days: str
    with_reasoning: str
    hint: str
    create: str
    link: str
    copy: str
    copied: str
    send: str
    views: str
    until: str
    behind: str
    update: str
    revoke: str
    nothing: str
    is_off: str
    too_many: str
    reply: str
