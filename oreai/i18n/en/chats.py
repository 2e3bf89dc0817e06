"""The list of chats, and the chat that has no assistant."""

from oreai.i18n.texts.chats import ChatsTexts

CHATS = ChatsTexts(
    new_chat="New chat",
    new_title="New chat",
    free_questions="Where should I go this weekend?\nWrite a short birthday wish\nExplain inflation in one sentence",
    sample_mark="Sample",
    empty="No chats yet",
    empty_hint="Start with a sentence, or find an assistant in Discover.",
    group_pinned="Pinned",
    group_today="Today",
    group_yesterday="Yesterday",
    group_week="Previous 7 days",
    group_samples="Try one of these",
    row_replying="Replying…",
    row_failed="No reply came",
    unread="New reply",
    rename="Rename",
    rename_question="Name this chat",
    pin="Pin",
    unpin="Unpin",
    delete="Delete",
    deleted="“{title}” deleted",
    choose="Choose a chat on the left, or start a new one.",
)
