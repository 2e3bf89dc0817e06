"""Searching one's own chats: the index proposes; the database says whose it is, and what it says now."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, suppress
from datetime import datetime

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import finding, messages, personas, search_index
from oreai.repositories.finding import NO_FILTERS, Filters, FoundMessage, SearchedChat
from oreai.search_file import IndexAway, SearchSlow
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.search.folding import fold
from oreai.services.search.index import SearchIndex
from oreai.services.search.marking import has_all, marked, snippet, words_in
from oreai.services.search.query import Term, terms_of
from oreai.services.search.results import (
    ALL_MESSAGES,
    ChatHits,
    HitInChat,
    MessageHit,
    SearchChoices,
    SearchFilters,
    SearchResults,
)

log = logging.getLogger(__name__)

MOST_CHATS = 20
"Of one answer; more are asked for."
MOST_EVER = 200
LOOKED_AT = 3
"Hits to every chat that an answer has room for: where one chat has them all, it is enough to know that."
HITS_OF_A_CHAT = 3
MOST_IN_A_CHAT = 500
"Hits that one can go through in one chat."
SEARCH_SECONDS = 0.1
"How long candidates are looked through for one answer."
FIND_SECONDS = 1.0
"The same for all hits of one chat."
MOST_MODELS = 20
_PAGE = 80  # candidates that the database is asked about at once


class _OutOfTime(Exception):
    """There may be more."""


class _Behind(_OutOfTime):
    """The index does not have the newest messages yet."""


class Search:
    """Finds messages and chats."""

    def __init__(self, database: Database, index: SearchIndex):
        self._database = database
        self._index = index

    async def search(
        self, user_id: str, query: str, wanted: SearchFilters = ALL_MESSAGES, most: int = MOST_CHATS
    ) -> SearchResults:
        """What the user has in which everything stands that the query asks for.

        Args:
            query: words, and parts in quotes; without any, whatever passes the filters.
            most: chats in the answer; with more of them it may take longer.
        """
        terms, filters = terms_of(query), wanted.columns
        if not terms and filters == NO_FILTERS:
            return SearchResults([], 0, has_more=False)
        titles = await self._titles(user_id)
        seconds = SEARCH_SECONDS * most / MOST_CHATS
        collected = _Collected(min(most, MOST_EVER))
        try:
            async with aclosing(self._hits(user_id, list(titles), terms, filters, seconds)) as hits:
                collected.is_whole = await collected.take_all(hits)
        except _OutOfTime as late:
            collected.is_behind = isinstance(late, _Behind)
        titled = await self._titled(user_id, titles, terms, filters)
        ids = list(dict.fromkeys([*titled[:most], *collected.by_chat]))
        chats = await self._database.read(lambda session: finding.chats_by_id(session, user_id, ids))
        shown = [chats[chat_id] for chat_id in ids if chat_id in chats]
        return await asyncio.to_thread(_results, shown, collected, terms)

    async def choices(self, user_id: str, locale: str) -> SearchChoices:
        """What the user's messages can be filtered by."""

        def work(session: Session) -> SearchChoices:
            used = finding.personas_of(session, user_id)
            visible = personas.visible(session, user_id, locale)
            found = [
                (persona.id, f"{persona.icon} {text.name}") for persona, text in visible if persona.id in used
            ]
            return SearchChoices(found, list(messages.models_used(session, user_id, MOST_MODELS)))

        return await self._database.read(work)

    async def find(self, user_id: str, chat_id: str, query: str) -> list[HitInChat]:
        """The messages of a chat in which everything stands that is asked for, as they follow each other.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chats = list(await self._titles(user_id))
        if chat_id not in chats:
            raise NoSuchChat
        terms = terms_of(query)
        if not terms:
            return []
        found: list[FoundMessage] = []
        with suppress(_OutOfTime):
            hits = self._hits(user_id, chats, terms, Filters(chat_id=chat_id), FIND_SECONDS)
            async with aclosing(hits):
                async for message in hits:
                    found.append(message)
                    if len(found) == MOST_IN_A_CHAT:
                        break
        found.sort(key=lambda message: message.at)
        return [HitInChat(message.id, words_in(message.content, terms)) for message in found]

    async def _titles(self, user_id: str) -> dict[str, str]:
        return await self._database.read(lambda session: finding.titles(session, user_id))

    async def _titled(
        self, user_id: str, titles: dict[str, str], terms: Sequence[Term], filters: Filters
    ) -> list[str]:
        """The chats that are called so; titles have no model and no attachments."""
        if not terms or filters.model or filters.has_attachments:
            return []
        titled = await asyncio.to_thread(_called, titles, terms)
        if titled and (filters.persona_id or filters.is_pinned or filters.since):
            passing = await self._database.read(lambda session: finding.passing(session, user_id, filters))
            return [chat_id for chat_id in titled if chat_id in passing]
        return titled

    async def _hits(
        self, user_id: str, chats: list[str], terms: Sequence[Term], filters: Filters, seconds: float
    ) -> AsyncGenerator[FoundMessage, None]:
        """Messages that hold everything, the newest first; in one chat those the index lacks come last.

        Raises:
            _OutOfTime: so many seconds are over, and not all was looked through.
            _Behind: all was that the index has.
        """
        matches = [term.match for term in terms if term.match]
        given: set[str] = set()
        if matches:
            try:
                is_whole = await self._index.catch_up()
                await self._index.see_owner(user_id, chats)
                pages = self._indexed(user_id, matches, filters)
                async with aclosing(_within(pages, terms, seconds)) as hits:
                    async for message in hits:
                        given.add(message.id)
                        yield message
                if is_whole:
                    return
                if not filters.chat_id:  # one chat is read through quickly
                    raise _Behind
            except SearchSlow:
                raise _OutOfTime from None
            except IndexAway as error:
                log.info("searching without the index: %s", error)
        pages = self._alike(user_id, terms, filters)
        async with aclosing(_within(pages, terms, seconds)) as hits:
            async for message in hits:
                if message.id not in given:
                    yield message

    async def _indexed(
        self, user_id: str, matches: list[str], filters: Filters
    ) -> AsyncGenerator[list[FoundMessage], None]:
        """Pages of the index's candidates, as they are now."""
        after: search_index.Candidate | None = None
        while candidates := await self._index.candidates(
            user_id, matches, chat_id=filters.chat_id, after=after, limit=_PAGE
        ):
            after = candidates[-1]
            order = {candidate.id: at for at, candidate in enumerate(candidates)}
            yield await self._as_they_are(user_id, order, filters)
            if len(candidates) < _PAGE:
                return

    async def _as_they_are(self, user_id: str, order: dict[str, int], filters: Filters) -> list[FoundMessage]:
        found = await self._database.read(
            lambda session: finding.by_id(session, user_id, order.keys(), filters)
        )
        missing = order.keys() - {message.id for message in found}
        if missing:
            present = await self._database.read(lambda session: finding.present(session, missing))
            if stale := missing - present:
                await self._index.forget(set(stale))
        return sorted(found, key=lambda message: order[message.id])

    async def _alike(
        self, user_id: str, terms: Sequence[Term], filters: Filters
    ) -> AsyncGenerator[list[FoundMessage], None]:
        """The same from the messages themselves: slower, and without anything that could be missing."""
        patterns = [term.likes for term in terms]
        last: tuple[datetime, str] | None = None

        def work(session: Session) -> list[FoundMessage]:
            return finding.like(
                session, user_id, patterns=patterns, filters=filters, before=last, limit=_PAGE
            )

        while page := await self._database.read(work):
            yield page
            last = page[-1].at, page[-1].id


class _Collected:
    """Hits by chat, as many of each as are shown."""

    def __init__(self, most: int):
        self.by_chat: dict[str, list[FoundMessage]] = {}
        self.with_more: set[str] = set()
        self.is_whole = False
        self.is_behind = False
        self._most = most
        self._count = 0

    async def take_all(self, hits: AsyncGenerator[FoundMessage, None]) -> bool:
        """Take them as long as there is room; whether there was room for all."""
        async for message in hits:
            is_new = message.chat_id not in self.by_chat
            if (is_new and len(self.by_chat) == self._most) or self._count == self._most * LOOKED_AT:
                return False
            self._count += 1
            its = self.by_chat.setdefault(message.chat_id, [])
            if len(its) < HITS_OF_A_CHAT:
                its.append(message)
            else:
                self.with_more.add(message.chat_id)
        return True


async def _within(
    pages: AsyncGenerator[list[FoundMessage], None], terms: Sequence[Term], seconds: float
) -> AsyncGenerator[FoundMessage, None]:
    end, is_late = time.monotonic() + seconds, False
    async with aclosing(pages):
        async for page in pages:
            if is_late:
                raise _OutOfTime
            for message in await asyncio.to_thread(_with_all, page, terms):
                yield message
            is_late = time.monotonic() > end  # were this the last page, all was looked through


def _with_all(page: Sequence[FoundMessage], terms: Sequence[Term]) -> list[FoundMessage]:
    return [message for message in page if has_all(message.content, terms)]


def _called(titles: Mapping[str, str], terms: Sequence[Term]) -> list[str]:
    """Those of these chats in whose titles everything stands; folded all at once, which is quicker."""
    folded = fold("\n".join(title.replace("\n", " ") for title in titles.values())).split("\n")
    return [
        chat_id
        for chat_id, title in zip(titles, folded, strict=True)
        if all(term.pattern.search(title) for term in terms)
    ]


def _results(chats: Sequence[SearchedChat], collected: _Collected, terms: Sequence[Term]) -> SearchResults:
    groups = [
        ChatHits(
            id=chat.id,
            icon=chat.icon,
            title=marked(chat.title, terms),
            at=hits[0].at if (hits := collected.by_chat.get(chat.id, [])) else chat.at,
            hits=[MessageHit(hit.id, hit.role, snippet(hit.content, terms)) for hit in hits],
            has_more=chat.id in collected.with_more,
        )
        for chat in chats
    ]
    return SearchResults(
        groups,
        sum(len(group.hits) for group in groups),
        has_more=not collected.is_whole,
        is_behind=collected.is_behind,
    )
