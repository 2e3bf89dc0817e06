"""Looks over everything a server needs, one thing after another, and says what to do about each.

Nothing is changed: a file is written where attachments lie, and taken away again.
"""

import asyncio
import os
import shutil
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

from redis import asyncio as redis
from redis.exceptions import RedisError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from oreai.columns import now
from oreai.database import Database
from oreai.i18n import Texts, fill
from oreai.llm.provider import Provider
from oreai.migrations import is_up_to_date
from oreai.repositories import users
from oreai.server_secret import NoSecret, ServerSecret
from oreai.services.attachments.files import AttachmentFiles, FilesUnavailable
from oreai.services.attachments.moving import files_at
from oreai.settings import Settings

_SECONDS = 20  # for any one look
_LEAST_FREE = 10**9  # bytes: below that a busy day may fill the disk
_GIGA = 10**9
_AHEAD = timedelta(minutes=2)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SAMPLE = b"oreai doctor"


@dataclass(frozen=True)
class Finding:
    """How one thing stands."""

    name: str
    is_well: bool
    words: str
    "What was seen; where it is not well, what to do."


Look = Callable[[], Awaitable[Finding]]


class Doctor:
    """Looks at what these settings name."""

    def __init__(self, settings: Settings, provider: Provider, texts: Texts):
        """Args: texts: the language in which it says what it finds."""
        self._settings = settings
        self._texts = texts
        self._provider = provider
        self._looks: dict[str, Look] = {
            "database": self._database,
            "migrations": self._migrations,
            "clock": self._clock,
            "provider": self._models,
            "disk": self._disk,
            "attachments": self._attachments,
            "secret": self._secret,
            "redis": self._redis,
        }

    async def findings(self) -> AsyncIterator[Finding]:
        """Each as soon as it is known; what breaks the look itself is a finding too."""
        for name, look in self._looks.items():
            try:
                async with asyncio.timeout(_SECONDS):
                    yield await look()
            except TimeoutError:
                yield Finding(name, False, fill(self._texts.doctor.no_answer_in, seconds=_SECONDS))
            except (SQLAlchemyError, OSError) as error:
                reason = " ".join(str(getattr(error, "orig", None) or error).split())
                yield Finding(name, False, reason or type(error).__name__)

    @property
    def _file(self) -> Path | None:
        """The SQLite file, where that is the database."""
        url = make_url(self._settings.sqlalchemy_url)
        return Path(url.database or "") if url.drivername == "sqlite" else None

    async def _database(self) -> Finding:
        if self._file and not self._file.exists():
            return Finding("database", False, fill(self._texts.doctor.not_there_yet, file=self._file))
        if self._file and not os.access(self._file, os.W_OK):
            return Finding("database", False, fill(self._texts.doctor.not_writable, file=self._file))
        database = Database(self._settings.sqlalchemy_url)
        try:
            answers = await database.answers()
        finally:
            database.close()
        place = make_url(self._settings.sqlalchemy_url).render_as_string(hide_password=True)
        words = self._texts.doctor.answers if answers else self._texts.doctor.does_not_answer
        return Finding("database", bool(answers), fill(words, place=place))

    async def _migrations(self) -> Finding:
        if self._file and not self._file.exists():
            return Finding("migrations", False, self._texts.doctor.start_once)
        if await asyncio.to_thread(is_up_to_date, self._settings.sqlalchemy_url):
            return Finding("migrations", True, self._texts.doctor.tables_well)
        return Finding("migrations", False, self._texts.doctor.tables_other)

    async def _clock(self) -> Finding:
        if self._file and not self._file.exists():
            return Finding("clock", True, f"{now():%Y-%m-%d %H:%M} UTC")
        database = Database(self._settings.sqlalchemy_url)
        try:
            newest = await database.read(users.newest_visit)
        finally:
            database.close()
        if newest and newest > now() + _AHEAD:
            times = {"now": f"{now():%Y-%m-%d %H:%M}", "seen": f"{newest:%Y-%m-%d %H:%M}"}
            return Finding("clock", False, fill(self._texts.doctor.clock_wrong, **times))
        return Finding("clock", True, f"{now():%Y-%m-%d %H:%M} UTC")

    async def _models(self) -> Finding:
        status = await self._provider.status()
        if status.kind == "offline":
            return Finding("provider", False, self._texts.doctor.nobody_answers)
        broken, working = [], []
        async for group in self._provider.groups():
            name = group.provider or self._texts.doctor.this_machine
            if group.error:
                broken.append(f"{name} ({group.error.kind.replace('_', ' ')})")
            else:
                working.append(fill(self._texts.doctor.models, name=name, count=len(group.models)))
        if broken:
            words = fill(self._texts.doctor.no_models, names=", ".join(broken))
            return Finding("provider", False, words)
        return Finding("provider", True, ", ".join(working) or status.kind)

    async def _disk(self) -> Finding:
        places = [self._file.parent] if self._file else []
        if not self._settings.attachments_url:
            places.append(self._settings.images_path)
        free = {place: shutil.disk_usage(_there(place)).free for place in places}
        if not free:
            return Finding("disk", True, self._texts.doctor.nothing_stored)
        place, least = min(free.items(), key=lambda item: item[1])
        is_well = least >= _LEAST_FREE
        words = self._texts.doctor.room if is_well else self._texts.doctor.no_room
        return Finding("disk", is_well, fill(words, gigabytes=f"{least / _GIGA:.1f}", place=place))

    async def _attachments(self) -> Finding:
        place = self._settings.attachments_url or self._settings.images_path
        try:
            is_well = await asyncio.to_thread(_gives_what_it_takes, files_at(place))
        except FilesUnavailable as error:
            return Finding("attachments", False, fill(self._texts.doctor.no_pictures, reason=error))
        words = self._texts.doctor.takes_and_gives if is_well else self._texts.doctor.gives_other
        return Finding("attachments", is_well, fill(words, place=files_at(place)))

    async def _secret(self) -> Finding:
        secret = ServerSecret(self._settings.secret_path, self._settings.secret)
        if secret.is_written:
            return Finding("secret", True, "OREAI_SECRET")
        if not secret.file.exists():
            return Finding("secret", True, self._texts.doctor.no_secret_yet)
        try:
            await asyncio.to_thread(secret.all)
        except NoSecret as error:
            return Finding("secret", False, fill(self._texts.doctor.keys_unreadable, reason=error))
        if secret.file.stat().st_mode & _OTHERS:
            return Finding("secret", False, fill(self._texts.doctor.others_may_read, file=secret.file))
        return Finding("secret", True, fill(self._texts.doctor.owner_alone, file=secret.file))

    async def _redis(self) -> Finding:
        if not self._settings.redis_url:
            return Finding("redis", True, self._texts.doctor.no_redis)
        client = redis.Redis.from_url(self._settings.redis_url, socket_connect_timeout=3, socket_timeout=3)
        try:
            await cast("Awaitable[bool]", client.ping())  # its types say either
        except RedisError as error:
            words = fill(self._texts.doctor.redis_away, reason=type(error).__name__)
            return Finding("redis", False, words)
        finally:
            await client.aclose()
        return Finding("redis", True, self._texts.doctor.redis_answers)


def _there(place: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    return place if place.exists() else _there(place.parent)


def _gives_what_it_takes(files: AttachmentFiles) -> bool:
    name = files.write(_SAMPLE)
    try:
        return files.read(name) == _SAMPLE
    finally:
        files.delete([name])
