"""The model in the box as a ChatClient: it is loaded when it is asked, and says so while that takes time."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from oreai.llm.box.box import Box
from oreai.llm.box.language import is_readable
from oreai.llm.box.models import BoxModel
from oreai.llm.box.process import NotStarted
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import BoxCannotAnswer, Broken, Unreachable, WhyOffline
from oreai.llm.parameters import RequestParameters

LOADING, QUEUED = "loading", "queued"
"What a reply of the box may have to wait for."


class BoxClient:
    """One model of the box."""

    def __init__(self, box: Box, model: BoxModel):
        self._box = box
        self._model = model

    async def stream(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        """The reply as it comes; asked once more where the process ended before the first word.

        Raises:
            BoxCannotAnswer: this model cannot answer; the offline text has to.
            ModelError: the reply cannot go on.
        """
        if self._model.is_trial and not is_readable(turns):
            raise BoxCannotAnswer(WhyOffline("language", self._model.name))
        spoke = False
        try:
            async with aclosing(self._ask(turns, parameters)) as chunks:
                async for chunk in chunks:
                    spoke = spoke or bool(chunk.text or chunk.reasoning)
                    yield chunk
                return
        except (Broken, Unreachable):  # it was just unloaded, or has died
            if spoke:
                raise
            await self._box.lost()
        async with aclosing(self._ask(turns, parameters)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def _ask(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        if not self._box.has_loaded(self._model):
            yield ReplyChunk(waits_for=LOADING)
        elif self._box.is_full:
            yield ReplyChunk(waits_for=QUEUED)
        try:
            async with (
                self._box.asked(self._model) as client,
                aclosing(client.stream(turns, parameters)) as chunks,
            ):
                async for chunk in chunks:
                    yield chunk
        except NotStarted as error:
            raise BoxCannotAnswer(WhyOffline("failed", self._model.name, str(error))) from error
