"""Finding words in the open chat, and going from one place to the next."""

import reflex as rx

from oreai.bootstrap import services
from oreai.i18n import fill, texts_for
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.replies.start import StillReplying
from oreai.services.search.query import LONGEST_QUERY
from oreai.services.search.results import HitInChat
from oreai.states.chat import ChatState
from oreai.states.chat_pages import ChatPages
from oreai.states.draft import DraftState
from oreai.states.feed import Feed
from oreai.states.rows import refusal
from oreai.states.session import for_visitor


class FindState(rx.State):
    """What is looked for in which chat; no chat, no bar."""

    chat_id: str = ""
    query: str = ""
    count: int = 0
    position: int = 0
    "The place that is shown, counted from one; 0 for none."
    message_id: str = ""
    "The message there."
    words: list[str] = []
    "What was found in it, as it stands there."
    announced: str = ""

    _hits: list[HitInChat] = []

    @rx.event
    @for_visitor
    async def arrive(self, visitor: Visitor):
        """Where the address names words, they are found in its chat, from the message it names on."""
        chat = await self.get_state(ChatState)
        found = self.router.url.query_parameters
        query = str(found.get("find", ""))
        if not query or chat.missing:
            self._close()
            return
        self.chat_id = chat.opened_id
        await self._find(visitor, query)
        at, ids = str(found.get("at", "")), [hit.id for hit in self._hits]
        position = ids.index(at) + 1 if at in ids else len(ids)
        await self._go_to(visitor, position, is_shown=at in ids)

    @rx.event
    def open_find(self, chat_id: str):
        """Show the bar."""
        self._close()
        self.chat_id = str(chat_id)

    @rx.event
    def close_find(self):
        """Put the bar away, with its marks."""
        self._close()

    @rx.event
    @for_visitor
    async def find(self, visitor: Visitor, query: str):
        """Other words were typed: the newest place first."""
        await self._find(visitor, str(query))
        await self._go_to(visitor, len(self._hits))

    @rx.event
    @for_visitor
    async def go(self, visitor: Visitor, step: int):
        """To the next place (1), or the one before (-1); after the last comes the first."""
        if step in (-1, 1) and self._hits:
            await self._go_to(visitor, (self.position - 1 + step) % len(self._hits) + 1)

    def _close(self) -> None:
        self.chat_id, self.query, self._hits = "", "", []
        self.count, self.position, self.message_id, self.words, self.announced = 0, 0, "", [], ""

    async def _find(self, visitor: Visitor, query: str) -> None:
        self.query = query[:LONGEST_QUERY]
        try:
            self._hits = await services().search.find(visitor.user_id, self.chat_id, self.query)
        except NoSuchChat:
            self._hits = []
        self.count = len(self._hits)

    async def _go_to(self, visitor: Visitor, position: int, *, is_shown: bool = False) -> None:
        texts = texts_for(visitor.locale)
        self.position = position
        if not position:
            self.message_id, self.words = "", []
            self.announced = texts.search.find_none if self.query.strip() else ""
            return
        hit = self._hits[position - 1]
        self.announced = fill(texts.search.find_told, position=position, count=self.count)
        if not is_shown:
            await self._show(visitor, hit.id)
        self.message_id, self.words = hit.id, hit.words

    async def _show(self, visitor: Visitor, message_id: str) -> None:
        """Bring the message to the page, and its branch before it."""
        if (await self.get_state(Feed))._has(message_id):
            return
        try:
            await services().branches.reach(visitor.user_id, message_id)
        except StillReplying as error:
            (await self.get_state(DraftState)).refusal = refusal(error, visitor.locale)
        except NoSuchMessage:
            return
        await (await self.get_state(ChatPages))._show_around(visitor, message_id)
