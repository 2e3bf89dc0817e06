"""The words of one screen; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChatTexts:
    """One chat: its bar, its messages and what can be done with them."""

    clear_messages: str
    clear_question: str
    clear_explained: str
    clear_yes: str
    clear_no: str
    examples_divider: str
    stop: str
    retry: str
    regenerate: str
    retry_longer: str
    use_default_model: str
    go_on_label: str
    scroll_bottom: str
    thinking: str
    thinking_title: str
    thinking_now: str
    your_message: str
    assistant_message: str
    reply_began: str
    reply_ended: str
    conversation: str
    questions: str
    follow_ups: str
    picture_alone: str
    stopped: str
    stopped_early: str
    interrupted: str
    empty: str
    empty_hint: str
    missing: str
    missing_hint: str
    to_chats: str
    still_replying: str
    copy_message: str
    edit_message: str
    edit_keep: str
    edit_save: str
    copy_plain: str
    more_actions: str
    delete_message: str
    message_deleted: str
    branch_off: str
    version_before: str
    version_after: str
    show_all: str
    show_less: str
    truncated: str
    refitted: str
    earlier: str
    print_chat: str
    printed_part: str
    later: str
    message_broken: str
    show_as_text: str
    show_again: str
    conversation_broken: str
