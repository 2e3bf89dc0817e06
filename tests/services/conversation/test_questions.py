"""The list of what was asked in a chat."""

import pytest

from oreai.bootstrap import Services
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.questions import MOST_QUESTIONS
from tests.long_chats import exchanges, write_turns


async def asked(services: Services, who: Visitor, amount: int) -> str:
    """A chat of theirs with so many questions."""
    chat = await services.chats.open_free(who.user_id, who.locale)
    await services.database.write(lambda session: write_turns(session, chat, exchanges(amount)))
    return chat


async def test_the_first_words_of_each_question(services: Services, lin: Visitor):
    """Oldest first, on one line, without the answers."""
    chat = await asked(services, lin, 3)
    turns = [("user", "京都\n\n呢？" + "很长" * 200), ("assistant", "去东寺。")]
    await services.database.write(lambda session: write_turns(session, chat, turns))
    found = [words for _, words in await services.chat_views.questions(lin.user_id, chat)]
    assert [words[:4] for words in found] == ["第0天去", "第1天去", "第2天去", "京都 呢"]
    assert len(found[-1]) <= 120


async def test_only_the_newest_of_very_many(services: Services, lin: Visitor):
    """A chat of thousands makes no endless list."""
    chat = await asked(services, lin, MOST_QUESTIONS + 5)
    found = await services.chat_views.questions(lin.user_id, chat)
    assert len(found) == MOST_QUESTIONS
    assert found[-1][1].startswith(f"第{MOST_QUESTIONS + 4}天")


async def test_nobody_elses(services: Services, lin: Visitor):
    """Mei is told that there is no such chat."""
    chat = await asked(services, lin, 1)
    mei = await services.accounts.enter(new_token(), "en-GB")
    with pytest.raises(NoSuchChat):
        await services.chat_views.questions(mei.user_id, chat)
