"""Asking another model for a reply, and looking at two models' answers side by side."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.model_versions import ComparedVersion
from oreai.services.models.settings import InvalidSetting, NamedModel, named_model
from oreai.services.replies.start import StillReplying
from oreai.states.chat import ChatState
from oreai.states.draft import DraftState
from oreai.states.model_list import ModelListState
from oreai.states.rows import error_of, refusal
from oreai.states.session import for_visitor
from oreai.states.settings import what_is_wrong


@dataclass
class VersionRow:
    """One of two versions. The one that stands is in the page already, so its text is not sent again."""

    id: str
    name: str
    stands: bool
    text: str
    error: str


class ModelVersionsState(rx.State):
    """The sheet in which another model is chosen, and the comparison."""

    message_id: str = ""
    "The reply that another model is to be asked for; empty while the sheet is closed."
    version: int = 0
    "Rises when the sheet's fields are to be emptied."
    wrong: str = ""
    "Why nobody was asked, in the reader's language."
    compared: list[VersionRow] = []
    "The two versions that are compared, the older one first; none while nothing is."

    @rx.event
    async def open_models(self, message_id: str):
        """Show which models there are for this reply."""
        self.message_id, self.wrong = str(message_id), ""
        self.version += 1
        return ModelListState.load

    @rx.event
    def close_models(self):
        """Ask nobody."""
        self.message_id = ""

    @rx.event
    @for_visitor
    async def ask_model(self, visitor: Visitor, form: dict[str, Any]):
        """Ask the model that the form names, and compare its answer if the form says so."""
        texts = texts_for(visitor.locale)
        try:
            model = named_model(form)
        except InvalidSetting as error:
            self.wrong = what_is_wrong(error, texts)
            return
        if model is None:
            self.wrong = texts.versions.no_model
            return
        message_id, self.message_id, self.wrong = self.message_id, "", ""
        await self._ask(visitor, message_id, model, compares=bool(form.get("compare")))

    async def _ask(self, visitor: Visitor, message_id: str, model: NamedModel, *, compares: bool) -> None:
        try:
            asked = await services().model_versions.ask(visitor.user_id, message_id, model)
            if compares:
                await self._compare(visitor, asked)
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except NoSuchMessage:
            return

    @rx.event
    @for_visitor
    async def compare(self, visitor: Visitor, message_id: str):
        """Show this reply beside its newest version by another model."""
        try:
            await self._compare(visitor, str(message_id))
        except NoSuchMessage:
            return

    async def _compare(self, visitor: Visitor, message_id: str) -> None:
        found = await services().model_versions.compared(visitor.user_id, message_id)
        self.compared = [_row(version, visitor.locale) for version in found]

    @rx.event
    def close_comparison(self):
        """Let go of what was compared."""
        self.compared = []

    @rx.event
    @for_visitor
    async def go_on_with(self, visitor: Visitor, message_id: str):
        """Let this version stand."""
        chat = await self.get_state(ChatState)
        before, self.compared = [row.id for row in self.compared if row.stands], []
        try:
            await services().model_versions.go_on_with(visitor.user_id, str(message_id))
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except NoSuchMessage:
            return
        else:
            for stood in before:
                chat._keep_first(stood, str(message_id))


def _row(version: ComparedVersion, locale: str) -> VersionRow:
    message = version.message
    if version.stands:
        return VersionRow(message.id, version.name, stands=True, text="", error="")
    error = error_of(message, locale)
    return VersionRow(message.id, version.name, stands=False, text=message.content, error=error)
