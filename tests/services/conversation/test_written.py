"""Text that costs no call has a bound too: a user who stores and copies without end is asked to wait."""

import pytest
from sqlmodel import Session, func, select

from oreai.bootstrap import Services
from oreai.models import Message, Role, User, new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.written import AT_ONCE, TooMuchWritten
from oreai.services.models.chat_models import LONGEST_MESSAGE


async def stored_characters(services: Services) -> int:
    def work(session: Session) -> int:
        return session.exec(select(func.sum(func.length(Message.content)))).one() or 0

    return await services.database.read(work)


async def test_branches_without_end_are_bounded(services: Services, lin: Visitor, ada: Visitor):
    """A megabyte is branched off a hundred and fifty times: three are stored, and Ada is not held up."""
    chat_id = await services.chats.open_free(lin.user_id, "zh")

    def write(session: Session) -> str:
        session.add(message := Message(chat_id=chat_id, role=Role.USER, content="长" * 900_000))
        return message.id

    message_id, refused = await services.database.write(write), 0
    for _ in range(150):
        try:
            await services.branches.branch(lin.user_id, message_id)
        except TooMuchWritten:
            refused += 1
    assert refused == 147
    assert await stored_characters(services) <= AT_ONCE + 1_000_000
    ada_chat = await services.chats.open_free(ada.user_id, "en")
    await services.transcripts.record(ada.user_id, ada_chat, "user", "Kyoto")


async def test_messages_without_a_call_left_are_bounded(services: Services, lin: Visitor):
    """With no call left the longest message is sent sixty times: what is stored stays below the bound."""

    def spend_all(session: Session) -> None:
        user = session.get(User, lin.user_id)
        assert user
        user.calls_used = user.calls_limit
        session.add(user)

    await services.database.write(spend_all)
    chat_id = await services.chats.open_free(lin.user_id, "zh")
    text = "a b " * (LONGEST_MESSAGE // 4)
    for _ in range(AT_ONCE // len(text)):
        await services.transcripts.record(lin.user_id, chat_id, "user", text)
    for _ in range(60):
        with pytest.raises(TooMuchWritten):
            await services.conversation.send_message(lin.user_id, chat_id, text, new_id())
    assert await stored_characters(services) <= AT_ONCE + LONGEST_MESSAGE
