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
    save: str
    pin: str
    unpin: str
    delete_chat: str
    deleted: str
    undo: str
    title_request: str

    # The trash
    trash: str
    trash_hint: str
    trash_empty: str
    restore: str
    destroy: str
    destroy_question: str
    destroy_explained: str
    days_left: str

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
    picker_questions: str
    picker_prompts: str
    pasted: str
    unfold_paste: str
    remove_paste: str
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
    conversation: str
    stopped: str
    interrupted: str
    empty_chat: str
    empty_chat_hint: str
    chat_missing: str
    chat_missing_hint: str
    to_chats: str
    composer_busy: str
    queue: str
    queue_add: str
    queue_added: str
    queue_next: str
    queue_paused: str
    queue_send: str
    queue_edit: str
    queue_remove: str
    queue_full: str
    queue_gone: str
    still_replying: str
    prompt_too_long: str
    copy_message: str
    edit_prompt: str
    edit_keep: str
    edit_save: str
    copy_plain: str
    more_actions: str
    delete_message: str
    message_deleted: str
    branch_off: str
    version_before: str
    version_after: str
    copy_code: str
    copied: str
    not_copied: str
    wrap_code: str
    diagram: str
    diagram_code: str
    table: str
    diagram_failed: str
    image_hidden: str
    footnotes: str
    footnote_back: str
    task_done: str
    task_open: str
    show_all: str
    show_less: str

    # Pictures
    picture: str
    picture_mark: str
    attach: str
    attach_camera: str
    attach_choose: str
    attach_remove: str
    attach_again: str
    attach_uploading: str
    attach_drop: str
    attach_failed: str
    attach_no_picture: str
    attach_lost: str
    image_open: str
    image_of_you: str
    image_too_large: str
    image_too_many_pixels: str
    image_no_picture: str
    image_broken: str
    image_no_room: str
    image_nobody: str
    images_too_many: str
    images_too_many_at_once: str
    image_gone: str
    over_window_images: str

    # What the model sees, thinks and is told
    thinking_title: str
    thinking_now: str
    refitted: str
    earlier: str
    later: str
    context_start: str
    context_start_bare: str
    context_used: str
    context_summary: str
    context_left_out: str
    over_window: str
    shorten: str
    restore_draft: str
    shortened_hint: str
    left_out_middle: str
    summary_introduction: str
    summary_task: str
    details: str
    details_title: str
    details_missing: str
    details_sent: str
    details_forgotten: str
    details_left_out: str
    details_tokens: str
    details_in: str
    details_out: str
    details_estimated: str
    details_first: str
    details_speed: str
    details_ended: str
    details_parameters: str
    details_limit: str
    seconds: str
    tokens_a_second: str
    turn_system: str
    turn_system_summary: str
    turn_example: str
    turn_user: str
    turn_assistant: str
    turn_ask: str
    settings: str
    settings_model: str
    settings_model_hint: str
    settings_models_loading: str
    settings_models_failed: str
    settings_models_offline: str
    settings_no_match: str
    settings_default: str
    settings_system: str
    settings_system_hint: str
    settings_reset: str
    settings_save: str
    settings_wrong: str
    settings_wrong_system: str
    temperature: str
    temperature_hint: str
    top_p: str
    top_p_hint: str
    frequency_penalty: str
    frequency_penalty_hint: str
    presence_penalty: str
    presence_penalty_hint: str
    max_tokens: str
    max_tokens_hint: str
    context_tokens: str
    context_tokens_hint: str
    finish_reasons: Mapping[str, str]

    # What went wrong with a reply; the keys are the kinds of llm/client.py
    errors: Mapping[str, str]
    error_wait: str
    error_waited: str

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
    shortcut_edit: str
    shortcut_prompts: str
    shortcut_help: str
    shortcut_close: str

    # The model that needs no key
    offline_sign: str
    offline_opening: str
    offline_tour: str
    offline_again: str
    offline_pictures: str
