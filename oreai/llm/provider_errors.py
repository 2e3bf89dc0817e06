"""What is told of one provider's errors: short, without its key, to who has added it in other words."""

import logging
import re

from oreai.characters import beginning
from oreai.llm.error_translation import translated
from oreai.llm.errors import OF_USERS, ListedUnreachable, ModelError, Unreachable, WrongKey
from oreai.llm.refusals import Circumstances
from oreai.llm.secret_words import without_key

log = logging.getLogger(__name__)

_LONGEST_WORDS = 600
_ONE_WORD = re.compile(r"[\x21-\x7e]+")  # what an Authorization header can carry as a key


def check_key(key: str) -> None:
    """Whether a request can carry this key.

    Raises:
        WrongKey: it cannot.
    """
    if not _ONE_WORD.fullmatch(key):
        raise WrongKey


class ProviderErrors:
    """Translates what goes wrong with one provider."""

    def __init__(self, key: str, *, name: str = "", is_users: bool = False):
        """
        Args:
            key: which is never told.
            name: the provider's, where it is listed: it was not set by the variables that errors else name.
            is_users: a user has named it: what it says is shown only where it speaks as a model's server.
        """
        self._key = key
        self._name = name
        self._is_users = is_users

    def told_of(self, error: Exception, seen: Circumstances) -> ModelError:
        """The error as readers may see it, its words short and without the key: some servers say it back."""
        translated_error = translated(error, seen)
        if self._is_users:
            translated_error = _to_its_user(translated_error)
        if self._name and type(translated_error) is Unreachable:
            return ListedUnreachable(self._name)
        words = without_key(translated_error.provider_message, self._key)
        translated_error.provider_message = beginning(words, _LONGEST_WORDS)
        return self._for_everybody(translated_error)

    def _for_everybody(self, error: ModelError) -> ModelError:
        """The error without words about the server's account, which readers have no part in.

        The log has them, for who runs the server.
        """
        if error.is_of_the_key and error.provider_message:
            if not self._is_users:
                log.warning("the provider refused (%s): %s", error.kind, error.provider_message)
            error.provider_message = ""
        return error


def _to_its_user(error: ModelError) -> ModelError:
    """The same for who has named the provider: without its words, unless it speaks as a model's server.

    Whoever answers there may be another service, and its words another one's secret.
    """
    if not (error.body and error.body.is_json):
        error.provider_message = ""
    if not (told := OF_USERS.get(type(error))):
        return error
    theirs = told(error.provider_message)
    theirs.is_of_the_key = error.is_of_the_key
    return theirs
