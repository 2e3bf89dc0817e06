"""The search of all one's chats: what is looked for, by which filters, and what was found."""

import asyncio

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import Texts, fill, texts_for
from oreai.services.accounts.visitors import Visitor
from oreai.services.search.query import LONGEST_QUERY
from oreai.services.search.results import ALL_MESSAGES, SearchFilters, SearchResults
from oreai.services.search.search import MOST_CHATS, MOST_EVER
from oreai.states.search_rows import ChoiceRow, FoundChatRow, found_chat_row
from oreai.states.session import for_visitor

TIMES = (7, 30, 365)
"Days that can be chosen."
CATCHING_UP_S = (1, 2, 4, 8)
"When a search is done anew that came before the newest messages had been read in."


class SearchState(rx.State):
    """The last search stays, so that Back returns to it."""

    query: str = ""
    chats: list[FoundChatRow] = []
    status: str = ""
    "empty, found or none; nothing until there was a search."
    has_more: bool = False
    announced: str = ""

    persona: str = ""
    model: str = ""
    "The place in `models` and one, where one is chosen."
    days: str = ""
    pictures: bool = False
    pinned: bool = False
    is_filtered: bool = False

    personas: list[ChoiceRow] = []
    models: list[ChoiceRow] = []

    _models: list[tuple[str | None, str]] = []
    _most: int = MOST_CHATS

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Learn what can be filtered by; what was found stays, as it is now."""
        choices = await services().search.choices(visitor.user_id, visitor.locale)
        self.personas = [ChoiceRow(key, name) for key, name in choices.personas]
        self._models = choices.models
        self.models = [ChoiceRow(str(at), name) for at, (_, name) in enumerate(choices.models, 1)]
        return SearchState.run if self.status else None

    @rx.event
    def look_for(self, query: str):
        """Other words were typed."""
        self.query, self._most = str(query)[:LONGEST_QUERY], MOST_CHATS
        return SearchState.run

    @rx.event
    def filter_by(self, name: str, value: str):
        """Choose a filter, or leave one."""
        if name in ("pictures", "pinned"):
            setattr(self, name, not getattr(self, name))
        elif name in ("persona", "model", "days"):
            setattr(self, name, str(value)[:LONGEST_QUERY])
        return SearchState.run

    @rx.event
    def clear_filters(self):
        """Search everything again."""
        self.persona, self.model, self.days, self.pictures, self.pinned = "", "", "", False, False
        return SearchState.run

    @rx.event
    def look_further(self):
        """Take more time, and show more."""
        self._most = min(self._most * 2, MOST_EVER)
        return SearchState.run

    @rx.event(background=True, supersedes=True)
    @for_visitor
    async def run(self, visitor: Visitor):
        """Show what is found; words that were typed meanwhile end this search."""
        async with self:
            query, filters, most = self.query, self._filters(), self._most
            self.is_filtered = filters != ALL_MESSAGES
        for wait_s in (0, *CATCHING_UP_S):
            await asyncio.sleep(wait_s)
            results = await services().search.search(visitor.user_id, query, filters, most)
            async with self:
                self._show(query, filters, results, texts_for(visitor.locale))
            if not results.is_behind:
                return

    def _filters(self) -> SearchFilters:
        at = int(self.model) if self.model.isdecimal() else 0
        provider, model = self._models[at - 1] if 0 < at <= len(self._models) else (None, "")
        days = int(self.days) if self.days.isdecimal() else 0
        return SearchFilters(
            persona_id=self.persona,
            model=model,
            provider=provider,
            days=days if days in TIMES else 0,
            has_attachments=self.pictures,
            is_pinned=self.pinned,
        )

    def _show(self, query: str, filters: SearchFilters, results: SearchResults, texts: Texts) -> None:
        self.chats = [found_chat_row(chat, query, texts) for chat in results.chats]
        self.has_more = results.has_more
        if not query.strip() and filters == ALL_MESSAGES:
            self.status, self.announced = "empty", ""
            return
        self.status = "found" if results.chats else "none"
        told = texts.search.found_more if results.has_more else texts.search.found
        if results.chats:
            self.announced = fill(told, messages=results.messages, chats=len(results.chats))
        else:
            told = texts.search.none_yet if results.has_more else texts.search.none
            self.announced = fill(told, query=query.strip())
