"""Chats that begin with a persona, which speaks first or is asked at once; a trial that is stored nowhere."""

from collections.abc import AsyncGenerator, Mapping
from types import MappingProxyType

from oreai.columns import new_id
from oreai.llm.client import ChatTurn
from oreai.services.chats.chat_list import Chats
from oreai.services.conversation.conversation import Conversation
from oreai.services.models.chat_models import MessageTooLong, OverWindow
from oreai.services.personas.cards import Personas
from oreai.services.personas.copying import filled_in
from oreai.services.personas.form import PersonaForm
from oreai.services.replies.direct import DirectReplies, DirectTurn
from oreai.services.requests.alternation import alternating

_NOTHING: Mapping[str, str] = MappingProxyType({})


class PersonaChats:
    """Begins such chats."""

    def __init__(
        self, personas: Personas, chats: Chats, conversation: Conversation, direct_replies: DirectReplies
    ):
        self._personas = personas
        self._chats = chats
        self._conversation = conversation
        self._direct_replies = direct_replies

    async def begin(
        self,
        user_id: str,
        locale: str,
        key: str,
        *,
        here: str = "",
        values: Mapping[str, str] = _NOTHING,
        question: str = "",
    ) -> str:
        """Open a chat with one of the personas that the user may use; returns its id.

        Without a question a built-in persona speaks first; one's own has said its opening line.

        Args:
            here: the id of the chat that is open, if any; it is taken if it is blank.
            values: of the persona's variables, by their names.
            question: what is asked at once.

        Raises:
            NoSuchPersona, MissingValues, ValueTooLong, InvalidPersona: there is no chat.
            StillReplying: there is one, and it speaks already.
        """
        sheet = await self._personas.sheet(user_id, locale, key)
        chat_id = await self._chats.open_from_persona(user_id, locale, key, here=here, values=values)
        if question:
            await self._ask(user_id, chat_id, question)
        elif sheet and not sheet.is_own:
            await self._conversation.start_reply(user_id, chat_id)
        return chat_id

    async def begin_from_link(
        self, user_id: str, token: str, values: Mapping[str, str] = _NOTHING, question: str = ""
    ) -> str:
        """Open a chat with what a link to a persona shows; returns its id.

        Raises:
            NoSuchPersona: the link is not good any more.
            MissingValues, ValueTooLong, InvalidPersona: there is no chat.
        """
        chat_id = await self._chats.open_from_link(user_id, token, values)
        if question:
            await self._ask(user_id, chat_id, question)
        return chat_id

    async def _ask(self, user_id: str, chat_id: str, question: str) -> None:
        try:
            await self._conversation.send_message(user_id, chat_id, question, new_id())
        except (MessageTooLong, OverWindow):
            return  # the chat is there, offers its questions, and says why once one is sent

    async def try_out(
        self, user_id: str, form: PersonaForm, values: Mapping[str, str], question: str
    ) -> AsyncGenerator[str, None]:
        """What a persona that need not be stored answers, as it comes; it costs a call, and is kept nowhere.

        Raises:
            MissingValues, ValueTooLong, InvalidPersona, TooManyReplies: nothing was asked.
            ReplyFailed: it cannot go on, or the user has no call left.
        """
        filled = filled_in(form, values)
        turns = [("system", filled.system), *filled.examples]
        if filled.opening:
            turns.append(("assistant", filled.opening))
        going = alternating([ChatTurn(role, text) for role, text in [*turns, ("user", question)]])
        asked = [DirectTurn(turn.role, turn.content) for turn in going]
        async for text in self._direct_replies.stream(user_id, asked, form.settings):
            yield text
