"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChatsTexts:
    """The list of chats, and the chat that has no assistant."""

    new_chat: str
    new_title: str
    free_questions: str
    sample_mark: str
    empty: str
    empty_hint: str
    group_pinned: str
    group_today: str
    group_yesterday: str
    group_week: str
    group_samples: str
    row_replying: str
    row_failed: str
    unread: str
    rename: str
    rename_question: str
    pin: str
    unpin: str
    delete: str
    deleted: str
    choose: str
