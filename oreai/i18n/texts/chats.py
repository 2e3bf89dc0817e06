"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChatsTexts:
    """The list of chats, and the chat that has no assistant."""

    new_chat: str
    new_title: str
    free_questions: str
    temporary: str
    temporary_title: str
    temporary_hint: str
    keep_temporary: str
    delete_temporary: str
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
    archive: str
    unarchive: str
    archived: str
    archived_several: str
    select: str
    selected: str
    selected_most: str
    select_end: str
    export: str
    delete: str
    deleted: str
    deleted_several: str
    choose: str
