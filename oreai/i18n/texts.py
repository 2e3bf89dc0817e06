"""The list of words; each language fills all of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Texts:
    """One language. Names in braces are filled in where the text is used."""

    html_lang: str
    own_name: str
    app_name: str
    tagline: str

    # The three places
    nav_chats: str
    nav_discover: str
    nav_me: str

    # Chats
    new_chat: str
    new_chat_title: str
    free_questions: str
    sample_mark: str
    chats_empty: str
    chats_empty_hint: str

    # Discover
    categories: Mapping[str, str]
    create_chat: str
    prompt_system: str
    confirm: str
    cancel: str
    close: str
    nothing_here: str

    # One chat
    back: str
    menu: str
    clear_messages: str
    clear_question: str
    clear_explained: str
    clear_yes: str
    clear_no: str
    examples_divider: str
    composer: str
    send: str
    stop: str
    retry: str
    go_on_label: str
    go_on: str
    scroll_bottom: str
    thinking: str
    you_said: str
    assistant_said: str
    reply_began: str
    reply_ended: str
    stopped: str
    interrupted: str
    empty_chat: str
    empty_chat_hint: str
    chat_missing: str
    chat_missing_hint: str
    to_chats: str
    still_replying: str
    prompt_too_long: str
    copy_code: str
    copied: str
    image_hidden: str

    # What went wrong with a reply; the keys are the kinds of llm/client.py
    errors: Mapping[str, str]
    error_wait: str

    # Me
    quota: str
    quota_left: str
    quota_of: str
    language: str
    theme: str
    theme_system: str
    theme_light: str
    theme_dark: str
    provider: str
    provider_ready: str
    provider_ready_hint: str
    provider_local: str
    provider_local_hint: str
    provider_offline: str
    provider_offline_hint: str
    local_models: str
    offline_model: str
    model: str
    version: str
    private: str

    # Everywhere
    loading: str
    connection_lost: str
    something_failed: str

    # Without a network
    offline_page_sign: str
    choose_chat: str
    not_seen: str
    not_seen_hint: str

    # The keyboard
    shortcuts: str
    shortcuts_hint: str
    shortcut_write: str
    shortcut_copy_code: str
    shortcut_copy_reply: str
    shortcut_help: str
    shortcut_close: str

    # The model that needs no key
    offline_sign: str
    offline_opening: str
    offline_tour: str
    offline_again: str
