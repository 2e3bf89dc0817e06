"""Why a reply cannot go on.

ModelError            anything else; carries the provider's own words, if any
├── OutOfCalls        403: the key's allowance is used up
├── WrongKey          401: no such key
├── RateLimited       429: too many requests; may say how long to wait
├── ContextTooLong    the conversation does not fit the model's window
├── ParameterRefused  the model does not take one of the parameters
├── ImagesRefused     the model does not see pictures
├── Refused           another HTTP error, told in the server's words
├── Unreachable       nobody answers at the base URL
├── Silent            nothing came for too long
├── Broken            the stream was cut in the middle
├── NotJson           a page instead of an answer: the base URL is wrong
├── Unparsable        a piece that cannot be read
├── Unfinished        the stream ended without saying that it was done
├── Filtered          the provider withheld the rest
├── OnlyThought       the room for the reply was used up by thinking, before the first word
├── Empty             a finished reply without a word
└── HandedOver        the model in the box cannot answer this, the offline text has to
"""

from dataclasses import dataclass
from typing import ClassVar

from oreai.llm import too_long


class ModelError(Exception):
    """A reply that failed. `kind` names the text the user sees; `words` are the provider's own."""

    kind: ClassVar[str] = "unknown"

    def __init__(self, words: str = "", *, retry_after_s: int | None = None):
        super().__init__(words)
        self.words = words
        self.retry_after_s = retry_after_s


class OutOfCalls(ModelError):
    kind = "out_of_calls"


class WrongKey(ModelError):
    kind = "wrong_key"


class RateLimited(ModelError):
    kind = "rate_limited"


class ContextTooLong(ModelError):
    """The request is too long; `limit` and `asked` are tokens, where the provider's words name them."""

    kind = "context_too_long"

    @property
    def limit(self) -> int | None:
        return too_long.limit_in(self.words)

    @property
    def asked(self) -> int | None:
        return too_long.asked_in(self.words)


class ParameterRefused(ModelError):
    """The model does not take `parameter`, by its name in the API; `stream_options` counts as one."""

    kind = "refused"

    def __init__(self, words: str, parameter: str):
        super().__init__(words)
        self.parameter = parameter


class ImagesRefused(ModelError):
    kind = "images_refused"


class Refused(ModelError):
    kind = "refused"


class Unreachable(ModelError):
    kind = "unreachable"


class Silent(ModelError):
    kind = "silent"


class Broken(ModelError):
    kind = "broken"


class NotJson(ModelError):
    kind = "not_json"


class Unparsable(ModelError):
    kind = "unparsable"


class Unfinished(ModelError):
    kind = "unfinished"


class Filtered(ModelError):
    kind = "filtered"


class OnlyThought(ModelError):
    kind = "only_thought"


class Empty(ModelError):
    kind = "empty"


@dataclass(frozen=True)
class WhyOffline:
    """Why the offline text answers though there could be a model in the box."""

    reason: str
    "language: it speaks English only; missing: it is not installed; failed: it could not be loaded"
    model: str = ""
    words: str = ""
    "What went wrong, in one line."


class HandedOver(ModelError):
    kind = "not_loaded"

    def __init__(self, why: WhyOffline):
        super().__init__(why.words)
        self.why = why


KINDS = frozenset({ModelError.kind} | {error.kind for error in ModelError.__subclasses__()})
