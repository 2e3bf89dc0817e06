"""What goes wrong with a provider, as a ModelError: translated here, once, and nowhere else."""

import json
from dataclasses import replace
from typing import Any

import openai

from oreai.llm import connection
from oreai.llm.error_body import read
from oreai.llm.errors import Broken, ModelError, Silent, Unparsable
from oreai.llm.refusals import Circumstances, meant_by


def error_in(body: Any) -> ModelError:
    """What any body that tells of an error means: its words and its kind.

    Args:
        body: the answer, an event of a stream, or the error in it: an object, a list, a text.
    """
    return meant_by(read(body), Circumstances())


def translated(error: Exception, seen: Circumstances) -> ModelError:
    """The ModelError that means the same; one from a stream is read again beside what was asked."""
    match error:
        case ModelError():
            return meant_by(error.body, seen) if error.body else error
        case openai.APIStatusError(response=response):
            answered = replace(seen, status=response.status_code, headers=response.headers)
            return meant_by(read(response.content), answered)
        case TimeoutError() | openai.APITimeoutError():
            return Silent()
        case json.JSONDecodeError() | UnicodeDecodeError() | AttributeError() | TypeError() | LookupError():
            return Unparsable()
        case RecursionError():  # lists in lists in lists
            return Unparsable()
        case _ if connection.is_at_fault(error):
            return Broken() if seen.midway else connection.cause_of(error)
        case _:
            return ModelError(str(error))
