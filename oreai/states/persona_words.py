"""Why a persona cannot be made or played, in the reader's language."""

from oreai.i18n import Texts, fill
from oreai.services.models.settings import InvalidSetting
from oreai.services.personas.form import InvalidPersona
from oreai.services.personas.own import MOST, NoSuchPersona, TooManyPersonas
from oreai.services.personas.persona_file import NotAPersonaFile
from oreai.services.personas.variables import LONGEST_VALUE, MissingValues, ValueTooLong
from oreai.services.replies.direct import ReplyFailed, TooManyReplies
from oreai.states.rows import error_words
from oreai.states.settings import what_is_wrong

NOT_MADE = (InvalidPersona, InvalidSetting, TooManyPersonas, NoSuchPersona, NotAPersonaFile)
NOT_PLAYED = (InvalidPersona, MissingValues, ValueTooLong, NoSuchPersona, TooManyReplies, ReplyFailed)
_COUNTED = ("questions", "examples", "variables")


def wrong_with(error: Exception, texts: Texts) -> str:
    """What to change, as far as it can be changed."""
    match error:
        case InvalidPersona(name=name, most=0):
            return fill(texts.personas.missing, field=texts.personas.fields[name])
        case InvalidPersona(name=name, most=most):
            told = texts.personas.too_many if name in _COUNTED else texts.personas.too_long
            return fill(told, field=texts.personas.fields[name], most=most)
        case InvalidSetting():
            return what_is_wrong(error, texts)
        case MissingValues(names=names):
            return fill(texts.personas.missing_values, names=", ".join(names))
        case ValueTooLong():
            return fill(texts.personas.too_long, field=texts.personas.fields["value"], most=LONGEST_VALUE)
        case TooManyPersonas():
            return fill(texts.personas.too_many_personas, most=MOST)
        case NotAPersonaFile():
            return texts.personas.not_a_file
        case TooManyReplies():
            return texts.api.busy
        case ReplyFailed(kind=kind, provider_message=provider_message):
            return error_words(kind, provider_message, texts)
    return texts.personas.link_gone
