"""The sheet in which a chat's model, parameters and system text are chosen."""

from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.chat_settings import CHAT_SETTINGS, Number
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.models.settings import ChatSettings, ChatSettingsStore, InvalidSetting, settings_from
from oreai.services.replies.start import StillReplying
from oreai.states.draft import DraftState
from oreai.states.model_list import ModelListState
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class SettingsState(rx.State):
    """What the sheet shows. The fields themselves live in the page until they are saved."""

    chat_id: str = ""
    "Whose choices they are; empty while the sheet is closed."
    values: dict[str, str] = {}
    "What the chat has chosen, by field; empty for a default."
    defaults: dict[str, str] = {}
    version: int = 0
    "Rises when the fields are to be filled anew."
    wrong: str = ""
    "What cannot be saved, in the reader's language."

    @rx.event
    @for_visitor
    async def open_settings(self, visitor: Visitor, chat_id: str):
        """Show what this chat has chosen, then which models there are."""
        try:
            choices, system = await services().chat_settings.read(visitor.user_id, str(chat_id))
            self.defaults = await _defaults(visitor.user_id, str(chat_id))
        except NoSuchChat:
            return None
        self._fill(str(chat_id), choices, system)
        return ModelListState.load

    def _fill(self, chat_id: str, choices: ChatSettings, system: str) -> None:
        self.chat_id, self.wrong = chat_id, ""
        chosen = {one.name: _written(choices.numbers.get(one.name)) for one in CHAT_SETTINGS}
        own = {"model": choices.model or "", "provider": choices.provider or "", "system": system}
        self.values = own | chosen
        self.version += 1

    @rx.event
    def close_settings(self):
        """Leave everything as it is."""
        self.chat_id = ""

    @rx.event
    def reset_fields(self):
        """Empty every field but the system text: an empty one is a default. Nothing is saved yet."""
        self.values = {name: "" if name != "system" else text for name, text in self.values.items()}
        self.version += 1
        self.wrong = ""

    @rx.event
    @for_visitor
    async def save_settings(self, visitor: Visitor, form: dict[str, Any]):
        """Store what the form says, or say what is wrong with it and keep it."""
        try:
            await self._save(services().chat_settings, visitor.user_id, form)
        except InvalidSetting as error:
            self.wrong = what_is_wrong(error, texts_for(visitor.locale))
        except NoSuchChat:
            self.chat_id = ""

    async def _save(self, chat_settings: ChatSettingsStore, user_id: str, form: dict[str, Any]) -> None:
        await chat_settings.save(user_id, self.chat_id, settings_from(form), str(form.get("system") or ""))
        self.chat_id, self.wrong = "", ""

    @rx.event
    @for_visitor
    async def use_default_model(self, visitor: Visitor, message_id: str):
        """Leave a model that is gone for the default one, and ask that for the reply."""
        try:
            await services().conversation.retry(visitor.user_id, str(message_id), by_default_model=True)
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except NoSuchMessage:
            return


def _written(number: Number | None) -> str:
    return "" if number is None else f"{number:.10g}"


async def _defaults(user_id: str, chat_id: str) -> dict[str, str]:
    """What an empty field stands for in this chat."""
    models = services().models
    model, limit = await models.defaults_in(user_id, chat_id)
    numbers = {one.name: _written(models.defaults.number(one.name)) for one in CHAT_SETTINGS}
    return numbers | {"context_tokens": str(limit), "model": model}


def what_is_wrong(error: InvalidSetting, texts: Texts) -> str:
    """Why a form's field cannot be saved, in the reader's language."""
    if error.name == "system":
        return fill(texts.settings.wrong_system, highest=error.highest)
    name = texts.settings.labels.get(error.name, texts.settings.model)
    return fill(texts.settings.wrong, name=name, lowest=error.lowest, highest=error.highest)
