"""The dialog of one persona: its questions, its variables, what can be done with it."""

from typing import Any

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.personas.sheet import PersonaSheet
from oreai.services.replies.start import StillReplying
from oreai.states.persona_words import NOT_PLAYED, wrong_with
from oreai.states.session import for_visitor

_QUESTIONS = 3  # that are offered


class PersonaState(rx.State):
    """What the dialog shows."""

    stage: str = ""
    "Nothing while it is closed; `persona`, or `delete` while that is asked about, or `gone`."
    key: str = ""
    icon: str = ""
    name: str = ""
    description: str = ""
    system: str = ""
    model: str = ""
    "Empty for the default one."
    questions: list[str] = []
    variables: list[str] = []
    is_own: bool = False
    is_shared: bool = False
    link: str = ""
    "The address that the owner shares it by, without the server's."
    question: str = ""
    "The one that was touched while the variables were still to be filled in."
    wrong: str = ""

    _token: str = ""
    "Where another user's is shown, what its link ends in."

    @rx.event
    @for_visitor
    async def open_persona(self, visitor: Visitor, key: str):
        """Show this persona before a chat is made of it."""
        sheet = await services().personas.sheet(visitor.user_id, visitor.locale, str(key))
        if sheet is None:
            self._leave()
            return
        self._show(sheet)
        self.link = f"/find?persona={sheet.share_token}" if sheet.share_token else ""

    @rx.event
    @for_visitor
    async def open_link(self, visitor: Visitor, token: str):
        """Show what a link leads to; one's own with all that can be done with one's own."""
        sheet = await services().personas.links.sheet(visitor.user_id, str(token))
        if sheet is None:
            self._leave()
            self.stage = "gone"
            return
        self._show(sheet)
        self.link = f"/find?persona={token}" if sheet.is_own else ""
        self._token, self.is_shared = ("", False) if sheet.is_own else (str(token), True)

    def _show(self, sheet: PersonaSheet) -> None:
        form = sheet.form
        self._leave()
        self.key, self.is_own, self.icon, self.name = sheet.key, sheet.is_own, form.icon, form.name
        self.description, self.system, self.model = form.description, form.system, form.model
        self.questions, self.variables = list(form.questions)[:_QUESTIONS], sheet.variables
        self.stage = "persona"

    def _leave(self) -> None:
        self.stage = self.key = self.question = self.wrong = self._token = self.link = ""
        self.is_shared = False

    @rx.event
    def close_persona(self):
        """Leave the dialog without a chat."""
        self._leave()

    @rx.event
    @for_visitor
    async def ask_first(self, visitor: Visitor, question: str):
        """Begin with this question, once the variables are filled in."""
        if self.variables:
            self.question = "" if self.question == question else str(question)
            return None
        return await self._begin(visitor, {}, str(question))

    @rx.event
    @for_visitor
    async def begin(self, visitor: Visitor, form: dict[str, Any]):
        """Make a chat of it, with the values that the form holds by the places of the variables."""
        values = {name: str(form.get(f"value-{at}") or "") for at, name in enumerate(self.variables)}
        return await self._begin(visitor, values, self.question)

    async def _begin(self, visitor: Visitor, values: dict[str, str], question: str) -> Any:
        stage, self.stage = self.stage, ""
        if stage != "persona":  # touched twice: the first touch has made the chat
            return None
        try:
            chat_id = await self._started(visitor, values, question)
        except NOT_PLAYED as error:
            self.stage, self.wrong = stage, wrong_with(error, texts_for(visitor.locale))
            return None
        except StillReplying:
            return None
        return rx.redirect(f"/chat/{chat_id}")

    async def _started(self, visitor: Visitor, values: dict[str, str], question: str) -> str:
        begins = services().persona_chats
        if self._token:
            return await begins.begin_from_link(visitor.user_id, self._token, values, question)
        return await begins.begin(visitor.user_id, visitor.locale, self.key, values=values, question=question)

    @rx.event
    def ask_to_delete(self, wanted: bool):
        """Ask whether this persona shall be deleted, or leave it."""
        if self.stage and self.is_own:
            self.stage = "delete" if wanted else "persona"
