"""What is not yours does not exist: Ada tries everything with Lin's things, and finds nothing."""

from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass

import pytest

from oreai.bootstrap import Services
from oreai.models import Chat, Persona, PersonaText, new_id
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.chat_view import NEWEST
from oreai.services.conversation.views import ConversationView
from oreai.services.models.settings import ChatSettings
from oreai.services.personas.own import NoSuchPersona
from tests.talking import lines, say, send, stored, until_said
from tests.upstream import Reply, Upstream


async def _first_news(services: Services, user_id: str, chat_id: str) -> None:
    async with aclosing(services.chat_views.follow(user_id, chat_id)) as news:
        await anext(news)


Attempt = Callable[[Services, str, str], Awaitable[object]]

ON_A_CHAT: dict[str, Attempt] = {
    "view": lambda services, user, chat: services.chat_views.view(user, chat),
    "turn back": lambda services, user, chat: services.chat_views.earlier(user, chat, NEWEST),
    "turn on": lambda services, user, chat: services.chat_views.later(user, chat, NEWEST),
    "look into": lambda services, user, chat: services.chat_views.page_around(user, chat, new_id()),
    "follow": _first_news,
    "find in": lambda services, user, chat: services.search.find(user, chat, "hi"),
    "send to": lambda services, user, chat: services.conversation.send_message(user, chat, "hi", new_id()),
    "let speak": lambda services, user, chat: services.conversation.start_reply(user, chat),
    "clear": lambda services, user, chat: services.conversation.clear(user, chat),
    "read the choices of": lambda services, user, chat: services.chat_settings.read(user, chat),
    "choose for": lambda services, user, chat: services.chat_settings.save(
        user, chat, ChatSettings(model="ada"), "I"
    ),
    "shorten for": lambda services, user, chat: services.models.shortened(user, chat, "hi", "…"),
}
ON_A_MESSAGE: dict[str, Attempt] = {
    "retry": lambda services, user, message: services.conversation.retry(user, message),
    "continue": lambda services, user, message: services.conversation.continue_reply(user, message),
    "reword": lambda services, user, message: services.conversation.revise(user, message, "hi"),
    "delete": lambda services, user, message: services.deletions.delete(user, message),
    "restore": lambda services, user, message: services.deletions.restore(user, message),
    "reach": lambda services, user, message: services.branches.reach(user, message),
    "read": lambda services, user, message: services.chat_views.message_of(user, message),
    "see the making of": lambda services, user, message: services.details.of(user, message),
}


@dataclass(frozen=True)
class Talk:
    """What Lin has said and heard."""

    services: Services
    owner: Visitor
    view: ConversationView
    provider: Upstream


@pytest.fixture
async def talk(services: Services, lin: Visitor, chat: str, provider: Upstream) -> Talk:
    return Talk(services, lin, await say(services, lin, chat, "去哪里？"), provider)


@pytest.mark.parametrize("attempt", ON_A_CHAT.values(), ids=ON_A_CHAT)
async def test_a_strangers_chat_does_not_exist(talk: Talk, ada: Visitor, attempt: Attempt):
    """Ada hears the same of Lin's chat as of one that never was, and nothing in it changes."""
    services, before = talk.services, talk.view
    for chat_id in (before.chat_id, new_id(), "", "' OR 1=1 --"):
        with pytest.raises(NoSuchChat):
            await attempt(services, ada.user_id, chat_id)
    assert await services.chat_views.view(talk.owner.user_id, before.chat_id) == before
    assert len(talk.provider.requests) == 1, "nobody was asked in Lin's name"


@pytest.mark.parametrize("attempt", ON_A_MESSAGE.values(), ids=ON_A_MESSAGE)
async def test_a_strangers_message_does_not_exist(talk: Talk, ada: Visitor, attempt: Attempt):
    """Nor can Ada reach the messages one by one."""
    for message_id in (*[message.id for message in talk.view.messages], new_id()):
        with pytest.raises(NoSuchMessage):
            await attempt(talk.services, ada.user_id, message_id)
    assert len(await stored(talk.services, talk.view.chat_id)) == 2


async def test_a_strangers_reply_cannot_be_stopped(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Ada's stop does nothing to Lin's reply; Lin's own ends it."""
    provider.enqueue(Reply(tokens=("去", "京都"), silent_after=1))
    await send(services, lin, chat, "去哪里？")
    reply_id = await until_said(services, lin, chat, "去")
    assert not await services.conversation.stop(ada.user_id, reply_id)
    assert (await services.chat_views.view(lin.user_id, chat)).running_id == reply_id
    assert await services.conversation.stop(lin.user_id, reply_id)


async def test_a_strangers_send_key_means_nothing(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Ada's browser happens to name its send as Lin's did: Ada's words are stored as Ada's."""
    await services.conversation.send_message(lin.user_id, chat, "去哪里？", "send-1")
    hers = await services.chats.open_free(ada.user_id, ada.locale)
    await services.conversation.send_message(ada.user_id, hers, "Where to?", "send-1")
    assert [message.content for message in await stored(services, hers)][:1] == ["Where to?"]


async def test_lists_hold_only_ones_own(services: Services, lin: Visitor, ada: Visitor, chat: str):
    """Lin's chats are not in Ada's list."""
    theirs, hers = [{row.id for row in await services.chats.rows(who.user_id)} for who in (lin, ada)]
    assert chat in theirs
    assert not theirs & hers


async def test_a_chat_in_the_trash_does_not_exist(services: Services, lin: Visitor, chat: str, provider):
    """What Lin has deleted is gone for Lin too."""
    view = await say(services, lin, chat, "去哪里？")
    await services.database.write(
        lambda session: setattr(session.get(Chat, chat), "deleted_at", session.get(Chat, chat).created_at)
    )
    with pytest.raises(NoSuchChat):
        await services.chat_views.view(lin.user_id, chat)
    with pytest.raises(NoSuchMessage):
        await services.chat_views.message_of(lin.user_id, view.messages[-1].id)
    assert chat not in {row.id for row in await services.chats.rows(lin.user_id)}


async def test_a_strangers_prompt_does_not_exist(services: Services, lin: Visitor, ada: Visitor):
    """A prompt that Lin wrote is Lin's to use; Ada neither sees it nor opens a chat from it."""

    def write(session) -> None:
        persona = Persona(key="lins-guide", owner_id=lin.user_id, icon="🦌", position=99)
        session.add(persona)
        session.flush()
        for locale in ("zh", "en"):
            words = {"name": "奈良向导", "description": "鹿", "system": "你是奈良的向导。"}
            session.add(PersonaText(persona_id=persona.id, locale=locale, **words))

    await services.database.write(write)
    chat_id = await services.chats.open_from_persona(lin.user_id, "zh", "lins-guide")
    assert lines(await services.chat_views.view(lin.user_id, chat_id)) == []
    with pytest.raises(NoSuchPersona):
        await services.chats.open_from_persona(ada.user_id, "en", "lins-guide")
    assert await services.personas.sheet(ada.user_id, "en", "lins-guide") is None
    assert "lins-guide" not in {card.key for card in await services.personas.cards(ada.user_id, "en")}
