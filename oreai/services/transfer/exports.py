"""Chats as files: one of them, or a user's whole library, written while it goes out."""

import asyncio
import zipfile
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from io import RawIOBase
from itertools import islice
from types import MappingProxyType

from sqlmodel import Session
from typing_extensions import Buffer

from oreai.characters import file_name
from oreai.columns import now
from oreai.database import Database
from oreai.models import Attachment, Chat
from oreai.repositories import chats, travelling, users
from oreai.services.accounts.ownership import NoSuchChat, owned_chat
from oreai.services.attachments.store import Attachments, NoSuchAttachment
from oreai.services.chats.rows import MOST_AT_ONCE
from oreai.services.personas.persona_file import NAME as PERSONAS
from oreai.services.personas.persona_file import own_as_json
from oreai.services.transfer.account_file import NAME as ACCOUNT
from oreai.services.transfer.account_file import account_file
from oreai.services.transfer.chat_file import FileMessage, as_json
from oreai.services.transfer.gathering import Gathered, gather, with_texts
from oreai.services.transfer.html_page import as_html
from oreai.services.transfer.markdown_file import as_markdown

FORMS = ("md", "json", "html")
_WRITERS = {"md": as_markdown, "json": as_json}
_LOAD = 256 * 1024  # bytes that are sent at once
_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class ExportedFile:
    """A file as it goes out."""

    name: str
    media_type: str
    pieces: AsyncIterator[bytes]


class NoSuchForm(Exception):
    """Chats are not written in this form."""


class Exports:
    """Writes chats."""

    def __init__(self, database: Database, attachments: Attachments):
        self._database = database
        self._attachments = attachments

    async def chat(self, user_id: str, chat_id: str, form: str, zone: tzinfo) -> ExportedFile:
        """One chat as Markdown, JSON or a page; the first two in a zip where it has attachments.

        Args:
            form: one of FORMS.
            zone: the user's, for times that people read.

        Raises:
            NoSuchForm, NoSuchChat: there is no such thing.
            FilesUnavailable: its attachments cannot be read now.
        """
        if form not in FORMS:
            raise NoSuchForm
        gathered, locale = await self._database.read(
            lambda session: (
                gather(session, _kept_chat(session, user_id, chat_id)),
                users.locale_of(session, user_id),
            )
        )
        name = file_name(gathered.chat.title)
        if form == "html":
            for one in islice(gathered.attachments.values(), 1):
                await self._content(user_id, one)  # where none can be read, that is told before it begins
            address_of = self._data_addresses(user_id, gathered.attachments)
            pages = as_html(gathered.chat, locale, zone, address_of, self._whole)
            return ExportedFile(f"{name}.html", _MEDIA_TYPES[form], _encoded(pages))
        if not gathered.attachments:
            pieces = _encoded(_WRITERS[form](gathered.chat, self._whole))
            return ExportedFile(f"{name}.{form}", _MEDIA_TYPES[form], pieces)
        pieces = self._zipped(user_id, _once(gathered), form)
        return ExportedFile(f"{name}.zip", _MEDIA_TYPES["zip"], pieces)

    async def chosen(self, user_id: str, chat_ids: Sequence[str]) -> ExportedFile:
        """These chats with their attachments, as a zip of Markdown files that come in again.

        Args:
            chat_ids: no more than MOST_AT_ONCE of them are looked at.

        Raises:
            NoSuchChat: none of them is this user's.
        """
        ids = await self._database.read(
            lambda session: chats.known(session, user_id, chat_ids[:MOST_AT_ONCE])
        )
        if not ids:
            raise NoSuchChat
        name = f"OreAI {now():%Y-%m-%d}.zip"
        pieces = self._zipped(user_id, self._each(user_id, ids), "md")
        return ExportedFile(name, _MEDIA_TYPES["zip"], pieces)

    async def library(self, user_id: str) -> ExportedFile:
        """All chats of the user with their attachments, as a zip of Markdown files that come in again.

        `account.json` beside them says what OreAI knows of the user; `personas.json` holds the personas
        they have made, if any.
        """
        ids, account, personas = await self._database.read(
            lambda session: (
                [chat.id for chat in chats.oldest_first(session, user_id)],
                account_file(session, user_id),
                own_as_json(session, user_id),
            )
        )
        name = f"OreAI {now():%Y-%m-%d}.zip"
        beside = {ACCOUNT: account} | ({PERSONAS: personas} if personas else {})
        pieces = self._zipped(user_id, self._each(user_id, ids), "md", beside)
        return ExportedFile(name, _MEDIA_TYPES["zip"], pieces)

    async def _each(self, user_id: str, ids: list[str]) -> AsyncIterator[Gathered]:
        for chat_id in ids:

            def work(session: Session, chat_id: str = chat_id) -> Gathered | None:
                row = chats.get(session, user_id, chat_id)
                return gather(session, row) if row else None

            gathered = await self._database.read(work)
            if gathered and gathered.chat.messages:
                yield gathered

    async def _zipped(
        self,
        user_id: str,
        gathered: AsyncIterator[Gathered],
        form: str,
        beside: Mapping[str, str] = MappingProxyType({}),
    ) -> AsyncIterator[bytes]:
        """A zip while it is made: no more of it is held than one chat, or one attachment."""
        sink = _Sink()
        written = set(beside)
        with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in beside.items():
                archive.writestr(name, text)
            async for one in gathered:
                name = _unused(f"{file_name(one.chat.title)}.{form}", written)
                with archive.open(name, "w") as file:
                    async for piece in _encoded(_WRITERS[form](one.chat, self._whole)):
                        await asyncio.to_thread(file.write, piece)
                        yield sink.taken()
                for path, attachment in one.attachments.items():
                    content = await self._content(user_id, attachment)
                    if path not in written and content:
                        written.add(path)
                        archive.writestr(path, content, zipfile.ZIP_STORED)
                        yield sink.taken()
        yield sink.taken()

    def _whole(self, messages: Iterable[FileMessage]) -> Iterator[FileMessage]:
        """The messages with their texts, read where they are written: in a thread, and never all at once."""

        def texts_of(ids: Sequence[str]) -> Mapping[str, tuple[str, str]]:
            return self._database.transact(lambda session: travelling.texts(session, ids), writes=False)

        return with_texts(messages, texts_of)

    async def _content(self, user_id: str, attachment: Attachment) -> bytes:
        """An attachment's file; nothing where it is gone."""
        try:
            _, content = await self._attachments.open(user_id, attachment.id)
        except NoSuchAttachment:
            return b""
        return content

    def _data_addresses(self, user_id: str, attachments: Mapping[str, Attachment]) -> Callable[[str], str]:
        """Reads pictures by their paths, likewise where they are written."""
        loop = asyncio.get_running_loop()

        def address_of(path: str) -> str:
            if path not in attachments:
                return ""
            reading = self._content(user_id, attachments[path])
            content = asyncio.run_coroutine_threadsafe(reading, loop).result()
            address = f"data:{attachments[path].media_type};base64,"
            return address + b64encode(content).decode() if content else ""

        return address_of


class _Sink(RawIOBase):
    """What a zip is written to, and taken from piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Buffer) -> int:
        content = bytes(piece)
        self._pieces.append(content)
        return len(content)

    def taken(self) -> bytes:
        """What has come since it was asked last."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _kept_chat(session: Session, user_id: str, chat_id: str) -> Chat:
    """The user's chat; a temporary one goes into no file until it is kept."""
    chat = owned_chat(session, user_id, chat_id)
    if chat.temporary_until is not None:
        raise NoSuchChat
    return chat


def _unused(name: str, used: set[str]) -> str:
    stem, _, ending = name.rpartition(".")
    count = 1
    while name.lower() in used:
        count += 1
        name = f"{stem} ({count}).{ending}"
    used.add(name.lower())
    return name


async def _once(gathered: Gathered) -> AsyncIterator[Gathered]:
    yield gathered


async def _encoded(pieces: Iterator[str]) -> AsyncIterator[bytes]:
    """The pieces together, as many as make a good load, off the event loop."""
    while load := await asyncio.to_thread(_load, pieces):
        yield load


def _load(pieces: Iterator[str]) -> bytes:
    load = bytearray()
    for piece in pieces:
        load += piece.encode()
        if len(load) >= _LOAD:
            break
    return bytes(load)
