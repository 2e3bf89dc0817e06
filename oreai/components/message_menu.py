"""What is rarely done with a reply: one menu for all of them, and the offer to undo a deletion."""

from dataclasses import dataclass

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData

from oreai.components.address import CHAT_ID
from oreai.components.layout import menu_item
from oreai.components.offers import undo_offer
from oreai.components.texts import t
from oreai.states.deletions import DeletionsState
from oreai.states.details import DetailsState
from oreai.states.memory import MemoryState
from oreai.states.model_versions import ModelVersionsState
from oreai.states.versions import VersionsState
from oreai.states.voice import VoiceState

_MENU_ID = "message-menu"
_LIBRARY = "$/public/js/chat/message_menu.js"


@dataclass(frozen=True)
class MenuReply:
    """The reply whose menu is open."""

    id: str
    has_text: bool
    can_share: bool
    "The phone has a sheet for that."
    can_ask_other: bool
    "It may be asked for once more, and has no button of its own for wishes."
    has_models: bool
    "Its versions are of several models."
    can_be_read: bool
    "The browser has a voice of its own."


_REPLY: rx.Var[MenuReply] = rx.Var(
    "menuReply",
    _var_type=MenuReply,
    _var_data=VarData(
        imports={_LIBRARY: [ImportVar(tag="useMenuReply")]}, hooks={"const menuReply = useMenuReply()": None}
    ),
).to(MenuReply)


class MessageMenu(rx.Component):
    """A popover that stands beside the button which opens it."""

    library = _LIBRARY
    tag = "MessageMenu"


def message_menu() -> rx.Component:
    """Copy as plain text, read aloud, ask another model, compare, branch off, remember, details, delete."""
    branch, details = VersionsState.branch_off(_REPLY.id), DetailsState.open_details(_REPLY.id)
    ask, compare = ModelVersionsState.open_models(_REPLY.id), ModelVersionsState.compare(_REPLY.id)
    delete = DeletionsState.delete_message(_REPLY.id)
    return MessageMenu.create(
        rx.cond(
            _REPLY.has_text,
            menu_item(
                "copy", t.chat.copy_plain, "message-copy-plain", None, _MENU_ID, **{"data-copies": _REPLY.id}
            ),
        ),
        rx.cond(
            _REPLY.can_share,
            menu_item(
                "share-2", t.sharing.reply, "message-share", None, _MENU_ID, **{"data-shares": _REPLY.id}
            ),
        ),
        rx.cond(
            _REPLY.has_text & (_REPLY.can_be_read | VoiceState.speaks),
            menu_item(
                "volume-2",
                t.voice.read_aloud,
                "message-read-aloud",
                None,
                _MENU_ID,
                **{"data-reads": _REPLY.id},
            ),
        ),
        rx.cond(
            _REPLY.can_ask_other,
            menu_item("replace", t.versions.ask_other, "message-ask-other", ask, _MENU_ID),
        ),
        rx.cond(
            _REPLY.has_models,
            menu_item("columns-2", t.versions.compare, "message-compare", compare, _MENU_ID),
        ),
        menu_item("git-branch", t.chat.branch_off, "message-branch", branch, _MENU_ID),
        menu_item(
            "bookmark",
            t.personalization.remember,
            "message-remember",
            MemoryState.open_with_message(_REPLY.id),
            _MENU_ID,
        ),
        menu_item("info", t.details.open, "message-details", details, _MENU_ID),
        menu_item(
            "trash-2",
            t.chat.delete_message,
            "message-delete",
            delete,
            _MENU_ID,
            kind="danger",
            **{"data-deletes": _REPLY.id},
        ),
        id=_MENU_ID,
        class_name="menu message-menu",
        custom_attrs={
            "data-testid": _MENU_ID,
            "popover": "auto",
            "role": "group",
            "aria-label": t.chat.more_actions,
        },
    )


def message_menu_button(message_id: rx.Var[str]) -> rx.Component:
    """Opens the menu for this reply."""
    return rx.el.button(
        rx.icon("ellipsis", size=17, aria_hidden="true"),
        type="button",
        class_name="small-button",
        aria_label=t.chat.more_actions,
        title=t.chat.more_actions,
        custom_attrs={
            "data-testid": "message-more",
            "data-more": message_id,
            "popoverTarget": _MENU_ID,
        },
    )


def undoes_here() -> rx.Var[str]:
    """The message of this chat whose deletion can be undone now, or nothing."""
    return rx.cond(DeletionsState.chat_id == CHAT_ID, DeletionsState.deleted_id, "")


def undo_message_offer() -> rx.Component:
    """Says that a message of this chat was deleted, and brings it back at one touch."""
    return undo_offer(
        rx.el.span(t.chat.message_deleted),
        subject=undoes_here(),
        on_undo=DeletionsState.undo_delete,
        on_gone=DeletionsState.withdraw_offer,
        names=("message-deleted", "message-undo"),
        **{"data-brings-back": DeletionsState.deleted_id},
    )
