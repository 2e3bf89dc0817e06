"""A model that needs no key, so that a newcomer chats within a minute. It says what it is first."""

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence

from oreai.characters import beginning
from oreai.i18n import DEFAULT_LOCALE, fill, texts_for
from oreai.llm.client import ChatTurn, ReplyChunk
from oreai.llm.errors import WhyOffline
from oreai.llm.parameters import RequestParameters

_PIECE_LENGTH = 3
_PIECE_SECONDS = 0.02
_LONGEST_QUOTE = 60


class OfflineClient:
    """Answers from a script: a tour the first time, then what it understood and where to go on."""

    def __init__(self, why: WhyOffline | None = None):
        """
        Args:
            why: it answers instead of the model in the box.
        """
        self._why = why

    async def stream(
        self, turns: Sequence[ChatTurn], parameters: RequestParameters
    ) -> AsyncGenerator[ReplyChunk, None]:
        reply = _reply(turns) + _explained(self._why, turns)
        for start in range(0, len(reply), _PIECE_LENGTH):
            yield ReplyChunk(reply[start : start + _PIECE_LENGTH])
            await asyncio.sleep(_PIECE_SECONDS)
        yield ReplyChunk(finish_reason="stop")


def _reply(turns: Sequence[ChatTurn]) -> str:
    texts = texts_for(_language(turns))
    asked = [turn for turn in turns if turn.role == "user"]
    if not asked:
        return texts.offline_model.opening
    if asked[-1].has_images:
        return texts.offline_model.pictures
    quote = _shortened(asked[-1].content)
    already_introduced = any(turn.content.startswith(texts.offline_model.sign) for turn in turns)
    template = texts.offline_model.again if already_introduced else texts.offline_model.tour
    return fill(template, prompt=quote)


def _explained(why: WhyOffline | None, turns: Sequence[ChatTurn]) -> str:
    """Why the model in the box does not answer, as a paragraph of its own."""
    if why is None:
        return ""
    words = texts_for(_language(turns)).offline_model.reasons[why.reason]
    return "\n\n" + fill(words, model=why.model, words=why.words)


def _language(turns: Sequence[ChatTurn]) -> str:
    """Chinese when the last words spoken to it hold a Chinese character."""
    others = [turn.content for turn in turns if turn.role != "assistant" and turn.content]
    if not others:
        return DEFAULT_LOCALE
    return "zh" if re.search(r"[\u4e00-\u9fff]", others[-1]) else "en"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else beginning(line, _LONGEST_QUOTE) + "…"
