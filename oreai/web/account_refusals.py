"""What the refusals around signing up and in are told with."""

from collections.abc import Callable

from oreai.i18n.fill import fill
from oreai.i18n.texts import Texts
from oreai.services.accounts.device_links import LinkIsOver
from oreai.services.accounts.invitations import InvitationIsOver
from oreai.services.accounts.names import BadName, NameTaken
from oreai.services.accounts.passwords import TooManyAtOnce, WeakPassword
from oreai.services.accounts.recovery import WrongCode
from oreai.services.accounts.registration import AlreadySignedUp, WrongNameOrPassword
from oreai.services.accounts.roles import Disabled, LastOwner
from oreai.services.accounts.server_rules import InvitationNeeded, SignUpClosed
from oreai.services.accounts.sessions import NotSignedIn, ProofNeeded
from oreai.services.accounts.throttle import SlowDown
from oreai.web.json_routes import Answer

_PLAIN: dict[type[Exception], Callable[[Texts], Answer]] = {
    NameTaken: lambda texts: Answer(409, texts.account.name_taken, "name"),
    WrongNameOrPassword: lambda texts: Answer(403, texts.account.wrong, "password"),
    WrongCode: lambda texts: Answer(403, texts.account.wrong_code, "code"),
    LinkIsOver: lambda texts: Answer(410, texts.account.link_is_over),
    AlreadySignedUp: lambda texts: Answer(409, texts.account.already),
    ProofNeeded: lambda texts: Answer(403, texts.account.proof_needed, "proof"),
    NotSignedIn: lambda texts: Answer(401, texts.account.nobody),
    TooManyAtOnce: lambda texts: Answer(503, texts.account.busy),
    Disabled: lambda texts: Answer(403, texts.account.disabled),
    SignUpClosed: lambda texts: Answer(403, texts.account.sign_up_closed),
    InvitationNeeded: lambda texts: Answer(403, texts.account.invitation_needed),
    InvitationIsOver: lambda texts: Answer(410, texts.account.invitation_is_over),
    LastOwner: lambda texts: Answer(409, texts.account.last_owner),
}


def refusals(error: Exception, texts: Texts) -> Answer | None:
    """What each refusal is told with."""
    match error:
        case BadName(why="email"):
            return Answer(400, texts.account.bad_email, "email")
        case BadName(why=why):
            return Answer(400, _unnameable(texts)[why], "name")
        case WeakPassword(why=why):
            return Answer(400, _weak(texts)[why], "password")
        case SlowDown(seconds=seconds):
            return Answer(429, fill(texts.account.slow_down, seconds=seconds), seconds=seconds)
    answer = _PLAIN.get(type(error))
    return answer(texts) if answer else None


def _unnameable(texts: Texts) -> dict[str, str]:
    return {
        "short": texts.account.name_short,
        "long": texts.account.name_long,
        "signs": texts.account.name_signs,
    }


def _weak(texts: Texts) -> dict[str, str]:
    return {
        "short": texts.account.password_short,
        "long": texts.account.password_long,
        "common": texts.account.password_common,
        "name": texts.account.password_name,
    }
