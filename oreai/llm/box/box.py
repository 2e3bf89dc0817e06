"""The box: which models it has, and the one process that runs one of them while somebody needs it."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from oreai.llm.box.gguf import WrongFile, read_head
from oreai.llm.box.models import BoxModel, context_of, engine_is_installed, models_at, trial_models
from oreai.llm.box.process import BoxProcess, NotStarted
from oreai.llm.client import ChatClient
from oreai.llm.credentials import Credentials
from oreai.llm.errors import Silent
from oreai.settings import Settings

_LONGEST_WAIT_SECONDS = 300
_REPEAT_PENALTY = 1.1  # without it the small model turns in circles


@dataclass(frozen=True)
class BoxOptions:
    """What the person who runs OreAI may say of the box."""

    place: Path | None = None
    "A GGUF file, or a folder of them; None for the small model for trying out."
    context: int | None = None
    threads: int = 0
    gpu_layers: int = -1
    slots: int = 2
    "How many replies are made at once; the others wait for their turn."
    idle_seconds: float = 600


def box_options_of(settings: Settings) -> BoxOptions:
    """What is set for the model in the box."""
    return BoxOptions(
        place=settings.gguf_path,
        context=settings.box_context,
        threads=settings.box_threads,
        gpu_layers=settings.box_gpu_layers,
        slots=settings.box_slots,
        idle_seconds=settings.box_idle_seconds,
    )


class Box:
    """Runs at most one model, and gives its places away in the order in which they were asked for."""

    def __init__(self, options: BoxOptions, connect: Callable[[Credentials], ChatClient]):
        """
        Args:
            connect: makes the client for a server's credentials.
        """
        self._options = options
        self._connect = connect
        self._process: BoxProcess | None = None
        self._loaded: BoxModel | None = None
        self._taken = 0
        self._door = asyncio.Lock()
        self._left = asyncio.Event()

    async def models(self) -> list[BoxModel]:
        """What can be run now; the first one is the default."""
        return await asyncio.to_thread(self._models)

    def _models(self) -> list[BoxModel]:
        if not engine_is_installed():
            return []
        return models_at(self._options.place) if self._options.place else trial_models()

    async def window_of(self, model: BoxModel) -> int | None:
        """The size of its window in tokens; None where its file cannot be read."""
        try:
            return await asyncio.to_thread(self._window_of, model)
        except WrongFile:
            return None

    def _window_of(self, model: BoxModel) -> int:
        head, options = read_head(model.path), self._options
        return context_of(head, slots=options.slots, wanted=options.context, is_trial=model.is_trial)

    def has_loaded(self, model: BoxModel) -> bool:
        """Whether this model can be asked at once."""
        return self._loaded == model and self._process is not None and self._process.is_running

    @property
    def is_full(self) -> bool:
        """Whether a new request has to wait for another one's end."""
        return self._taken >= self._options.slots or self._door.locked()

    @asynccontextmanager
    async def asked(self, model: BoxModel) -> AsyncIterator[ChatClient]:
        """A client for this model, which is loaded first where it is not, and a place to use it.

        Raises:
            NotStarted: the model could not be loaded.
            Silent: no place has become free for too long.
        """
        try:
            async with asyncio.timeout(_LONGEST_WAIT_SECONDS) as patience, self._door:
                await self._room_for(model)
                patience.reschedule(None)  # a start has a limit of its own
                client = self._connect(await self._running(model))
                self._taken += 1
        except TimeoutError:
            raise Silent from None
        try:
            yield client
        finally:
            self._taken -= 1
            self._left.set()

    async def _room_for(self, model: BoxModel) -> None:
        """Wait for a free place, and where another model runs, until nobody needs that one."""
        while self._taken >= (self._options.slots if self.has_loaded(model) else 1):
            self._left.clear()
            await self._left.wait()

    async def _running(self, model: BoxModel) -> Credentials:
        """The credentials of the process that runs this model, started if need be."""
        if self._process and not self.has_loaded(model):
            await self._process.end()
            self._process = None
        if self._process is None:
            self._process = await self._start(model)
            self._loaded = model
        return self._process.credentials

    async def _start(self, model: BoxModel) -> BoxProcess:
        try:
            window = await asyncio.to_thread(self._window_of, model)
        except WrongFile as error:
            raise NotStarted(str(error)) from None
        options = self._options
        return await BoxProcess.start(
            {
                "path": str(model.path),
                "name": model.name,
                "key": secrets.token_urlsafe(32),
                "context": window,
                "slots": options.slots,
                "threads": options.threads or _spare_cores(),
                "gpu_layers": options.gpu_layers,
                "idle_seconds": options.idle_seconds,
                "repeat_penalty": _REPEAT_PENALTY if model.is_trial else 1.0,
            }
        )

    async def lost(self) -> None:
        """The process did not answer: see whether it has ended, so that the next use starts it anew."""
        if self._process:
            await self._process.has_ended()

    async def close(self) -> None:
        """End the process; the server goes."""
        if self._process:
            await self._process.end()


def _spare_cores() -> int:
    """All cores but one: where llama.cpp's threads have to share one, each of them waits for the others."""
    return max(1, (os.cpu_count() or 1) - 1)
