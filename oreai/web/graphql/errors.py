"""What went wrong in a resolver, as the caller is told it.

The original told one sentence of every failure, and its page was written for that. What somebody can do
something about is told in words here, with a code; everything else keeps that sentence.
"""

import logging

from graphql import GraphQLError, GraphQLFormattedError

from oreai.i18n import fill, texts_for
from oreai.services.accounts.names import BadName, NameTaken
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.passwords import TooManyAtOnce, WeakPassword
from oreai.services.accounts.throttle import SlowDown
from oreai.services.conversation.written import TooMuchWritten
from oreai.services.models.chat_models import LONGEST_MESSAGE, MessageTooLong
from oreai.services.personas.variables import MissingValues
from oreai.services.replies.start import StillReplying
from oreai.web.account_refusals import refusals
from oreai.web.graphql.context import Exhausted, NotTheirs

log = logging.getLogger(__name__)

MASK = "Unexpected error."
"The words of the original's server."
_EXPECTED = (NotTheirs, NoSuchChat, NameTaken, MissingValues)
_CODES: dict[type[Exception], str] = {
    BadName: "BAD_NAME",
    WeakPassword: "WEAK_PASSWORD",
    SlowDown: "SLOW_DOWN",
    TooManyAtOnce: "BUSY",
    StillReplying: "STILL_REPLYING",
    MessageTooLong: "MESSAGE_TOO_LONG",
    TooMuchWritten: "TOO_MUCH",
    Exhausted: "TOO_MUCH",
}


def told(error: GraphQLError, locale: str) -> GraphQLFormattedError:
    """An error of the answer, in the caller's language; what nobody expected goes to the log."""
    cause = error.original_error
    formatted = error.formatted
    if cause is None or error.path is None:
        return formatted  # of the document or its variables
    if code := _CODES.get(type(cause)):
        return {**formatted, "message": _words(cause, locale), "extensions": {"code": code}}
    if not isinstance(cause, _EXPECTED):
        log.error("a GraphQL field failed: %s", error.path, exc_info=cause)
    return {**formatted, "message": MASK}


def _words(cause: Exception, locale: str) -> str:
    texts = texts_for(locale)
    match cause:
        case StillReplying():
            return texts.chat.still_replying
        case TooMuchWritten(minutes=minutes):
            return fill(texts.composer.too_much_written, minutes=minutes)
        case MessageTooLong(length=length):
            return fill(texts.composer.too_long, length=length, limit=LONGEST_MESSAGE)
        case Exhausted():
            return texts.api.too_much
    answer = refusals(cause, texts)
    return answer.words if answer else MASK
