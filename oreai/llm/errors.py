"""Why a reply cannot go on.

ModelError            anything else; carries the provider's message, if there was one
├── OutOfCalls        403, 402: the key's allowance is used up
├── QuotaUsedUp       ours: a user has no calls left
├── GuestQuotaUsedUp  ours: guests have none left today
├── TokensUsedUp      ours: a user has spent the day's tokens
├── TooManyAtOnce     ours: as many replies as allowed are being made for a user
├── WrongKey          401: no such key
├── NoAccess          403: the key may not use this model, or do this
├── ModelGone         404: the provider has no such model, or there is no such provider any more
├── WrongRegion       403: the provider serves no such country or region
├── Moderated         the provider's rules do not let the message pass
├── BlockedByFirewall 403: the page of a proxy or firewall in place of an answer
├── RateLimited       429: too many requests; may say how long to wait
├── ContextTooLong    the conversation does not fit the model's window
├── TooLarge          413: more bytes than the server takes
├── ParameterRefused  the model does not take one of the parameters
├── SystemRefused     the model takes no system role
├── ImagesRefused     the model does not see pictures
├── Refused           another HTTP error, told in the server's words
├── WrongAddress      the base URL is none: no scheme, no host
├── BadCertificate    the server's certificate cannot be trusted
├── ProxyFailed       the proxy of the environment lets nothing through
├── OwnKeyRefused     401, of a provider that the user has added
├── OwnKeyUsedUp      402, 403: likewise its key's allowance
├── OwnUnreachable    nobody answers at a provider that the user has added
├── OwnNotJson        a page in place of its answer
├── OwnRedirected     it leads elsewhere, where nobody follows
├── AddressRefused    a user's provider is at an address that OreAI does not ask for users
├── KeyUnreadable     a user's key was encrypted with a secret that is gone
├── Redirected        the base URL has moved, and a POST would arrive there as a GET
├── Unreachable       nobody answers at the base URL
├── ListedUnreachable nobody answers at that of a listed provider
├── Silent            nothing came for too long
├── Broken            the stream was cut in the middle
├── NotJson           a page instead of an answer: the base URL is wrong
├── Unparsable        a piece that cannot be read
├── Unfinished        the stream ended without saying that it was done
├── Filtered          the provider withheld the rest
├── OnlyReasoning     the room for the reply was used up by reasoning, before the first word
├── Empty             a finished reply without a word
├── AttachmentsAway   what goes with the message cannot be read from where it lies
└── BoxCannotAnswer   the model in the box cannot answer this, the offline text has to
"""

from dataclasses import dataclass
from typing import ClassVar

from oreai.llm import too_long
from oreai.llm.error_body import ErrorBody
from oreai.llm.parameters import IMAGES, SYSTEM


class ModelError(Exception):
    """A reply that failed. `kind` is stored with the reply, and names the text that its user sees."""

    kind: ClassVar[str] = "unknown"

    def __init__(self, provider_message: str = "", *, retry_after_s: int | None = None):
        """
        Args:
            provider_message: what the provider said of it, as it said it; empty where it said nothing.
            retry_after_s: how many seconds it asked to wait.
        """
        super().__init__(provider_message)
        self.provider_message = provider_message
        self.retry_after_s = retry_after_s
        self.body: ErrorBody | None = None
        "Where the provider itself told of it."
        self.is_of_the_key = False
        "It tells of the server's account there, in words that are its owner's alone."


class OutOfCalls(ModelError):
    kind = "out_of_calls"


class QuotaUsedUp(ModelError):
    kind = "quota_used_up"


class GuestQuotaUsedUp(ModelError):
    kind = "guest_quota_used_up"


class TokensUsedUp(ModelError):
    kind = "tokens_used_up"


class TooManyAtOnce(ModelError):
    kind = "too_many_at_once"


class WrongKey(ModelError):
    kind = "wrong_key"


class ModelGone(ModelError):
    kind = "model_gone"


class NoAccess(ModelError):
    kind = "no_access"


class WrongRegion(ModelError):
    kind = "wrong_region"


class Moderated(ModelError):
    kind = "moderated"


class BlockedByFirewall(ModelError):
    kind = "fenced"


class RateLimited(ModelError):
    kind = "rate_limited"


class ContextTooLong(ModelError):
    """The request is too long; `limit` and `asked` are tokens, where the provider's message names them."""

    kind = "context_too_long"

    @property
    def limit(self) -> int | None:
        return too_long.limit_in(self.provider_message)

    @property
    def asked(self) -> int | None:
        return too_long.asked_in(self.provider_message)

    @property
    def is_for_now(self) -> bool:
        """Whether the limit is of what may be asked within a minute, and not of the model."""
        return too_long.is_of_a_time(self.provider_message)


class TooLarge(ModelError):
    kind = "too_large"


class ParameterRefused(ModelError):
    """The model does not take `parameters`, by their names in the API; `stream_options` counts as one."""

    kind = "refused"

    def __init__(self, provider_message: str, parameters: frozenset[str]):
        super().__init__(provider_message)
        self.parameters = parameters


class SystemRefused(ModelError):
    kind = "refused"
    parameters = frozenset({SYSTEM})


class ImagesRefused(ModelError):
    kind = "images_refused"
    parameters = frozenset({IMAGES})


class Refused(ModelError):
    kind = "refused"


class WrongAddress(ModelError):
    kind = "wrong_address"


class BadCertificate(ModelError):
    kind = "bad_certificate"


class ProxyFailed(ModelError):
    kind = "proxy_failed"


class OwnKeyRefused(ModelError):
    kind = "own_key_refused"


class OwnKeyUsedUp(ModelError):
    kind = "own_key_used_up"


class OwnUnreachable(ModelError):
    kind = "own_unreachable"


class OwnNotJson(ModelError):
    kind = "own_not_json"


class OwnRedirected(ModelError):
    kind = "own_redirected"


class AddressRefused(ModelError):
    kind = "address_refused"


class KeyUnreadable(ModelError):
    kind = "key_unreadable"


class Redirected(ModelError):
    """The server answered with a redirect; the message is the address it names."""

    kind = "redirected"


class Unreachable(ModelError):
    kind = "unreachable"


class ListedUnreachable(ModelError):
    """Of a provider that is listed; the words are its name."""

    kind = "listed_unreachable"


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


class OnlyReasoning(ModelError):
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


class AttachmentsAway(ModelError):
    kind = "attachments_away"


class BoxCannotAnswer(ModelError):
    kind = "not_loaded"

    def __init__(self, why: WhyOffline):
        super().__init__(why.words)
        self.why = why


OF_USERS: dict[type[ModelError], type[ModelError]] = {
    WrongKey: OwnKeyRefused,
    OutOfCalls: OwnKeyUsedUp,
    Unreachable: OwnUnreachable,
    NotJson: OwnNotJson,
    Redirected: OwnRedirected,
}
"What is told with other words where users have named the provider themselves: they have set no variable."

KINDS = frozenset({ModelError.kind} | {error.kind for error in ModelError.__subclasses__()})
