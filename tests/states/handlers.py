"""Every event handler that a socket can call, with the names of its arguments.

Those of the list and the trash are in test_list_abuse.py.
"""

from oreai.states.account import AccountState
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages
from oreai.states.chats import ChatsState
from oreai.states.clearing import ClearState
from oreai.states.deletions import DeletionsState
from oreai.states.details import DetailsState
from oreai.states.discover import DiscoverState
from oreai.states.draft import DraftState
from oreai.states.model_list import ModelListState
from oreai.states.model_versions import ModelVersionsState
from oreai.states.picker import PickerState
from oreai.states.replies import RepliesState
from oreai.states.sending import SendingState
from oreai.states.session import SessionState
from oreai.states.settings import SettingsState
from oreai.states.versions import VersionsState

HANDLERS = {
    ChatState.open_chat: (),
    ChatState.follow_chat: (),
    ChatPages.resend_text: ("name",),
    SendingState.send_message: ("chat_id", "text", "idempotency_key", "attachment_ids"),
    SendingState.send_question: ("chat_id", "text"),
    RepliesState.retry_reply: ("message_id",),
    RepliesState.retry_longer: ("message_id",),
    RepliesState.stop_reply: ("message_id",),
    ChatPages.show_again: (),
    ChatPages.show_earlier: (),
    ChatPages.show_later: (),
    ChatPages.show_newest: (),
    DraftState.shorten_draft: ("chat_id", "text"),
    DraftState.keep_draft: ("chat_id", "text"),
    RepliesState.continue_reply: ("message_id",),
    SettingsState.open_settings: ("chat_id",),
    SettingsState.close_settings: (),
    SettingsState.reset_fields: (),
    SettingsState.save_settings: ("form",),
    SettingsState.use_default_model: ("message_id",),
    ModelListState.load: (),
    ModelListState.star: ("provider", "model", "wanted"),
    ModelVersionsState.open_models: ("message_id",),
    ModelVersionsState.close_models: (),
    ModelVersionsState.ask_model: ("form",),
    ModelVersionsState.compare: ("message_id",),
    ModelVersionsState.close_comparison: (),
    ModelVersionsState.go_on_with: ("message_id",),
    ClearState.ask_to_clear: ("chat_id",),
    ClearState.keep_messages: (),
    ClearState.clear_messages: (),
    DetailsState.open_details: ("message_id",),
    DetailsState.close_details: (),
    VersionsState.edit_message: ("message_id", "text", "idempotency_key"),
    VersionsState.revise_message: ("message_id", "text", "idempotency_key"),
    VersionsState.choose_version: ("message_id", "step"),
    VersionsState.branch_off: ("message_id",),
    DeletionsState.delete_message: ("message_id",),
    DeletionsState.undo_delete: (),
    DeletionsState.withdraw_offer: (),
    ChatsState.follow_chats: (),
    ChatsState.new_chat: (),
    DiscoverState.load: (),
    DiscoverState.choose_category: ("key",),
    DiscoverState.open_card: ("key",),
    DiscoverState.close_card: (),
    DiscoverState.create_chat: (),
    PickerState.load_personas: (),
    PickerState.take_persona: ("here", "key"),
    AccountState.load: (),
    AccountState.choose_local_model: ("model",),
    SessionState.enter: (),
    SessionState.choose_language: ("lang",),
}
