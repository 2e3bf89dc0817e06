"""The scripted model that tests share: a title asked for after its test takes no reply from the next one."""

from collections.abc import Sequence

from oreai.i18n import TEXTS
from tests.upstream import Reply, Request
from tests.voices import SpeakingUpstream

_TITLE_REQUESTS = [texts.instructions.title_request for texts in TEXTS.values()]
_BEGINNING = 8  # characters of a prompt that tell it from others


class SharedUpstream(SpeakingUpstream):
    """Answers late requests without noting them."""

    def _next_reply(self, request: Request) -> Reply:
        if is_late(request, self.requests):
            return self.fallback(request)
        return super()._next_reply(request)


def is_late(request: Request, heard: Sequence[Request]) -> bool:
    """Whether this asks for a title of a chat that nobody has been asked about in this test."""
    if not request.messages or request.messages[0]["content"] not in _TITLE_REQUESTS:
        return False
    conversation = request.messages[-1]["content"]
    return not any(_begins(earlier) in conversation for earlier in heard)


def _begins(request: Request) -> str:
    """How its newest turn begins, where that is of words alone."""
    content = request.messages[-1]["content"] if request.messages else ""
    return content.strip()[:_BEGINNING] if isinstance(content, str) else ""
