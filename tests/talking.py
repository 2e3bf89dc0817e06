"""Talking with OreAI's services the way a screen does: say something, watch, see how it ended."""

from contextlib import aclosing

from sqlmodel import select

from oreai.bootstrap import Services
from oreai.models import Message, User, new_id
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.views import ConversationView, ReplyDelta


async def give_name(services: Services, who: Visitor, name: str = "Lin") -> Visitor:
    """As if this guest had signed up: from now on they spend their own calls."""
    await services.database.write(lambda session: setattr(session.get(User, who.user_id), "name", name))
    return who


async def send(services: Services, who: Visitor, chat_id: str, text: str) -> str:
    """Say something; the id of the reply that begins."""
    return await services.conversation.send_message(who.user_id, chat_id, text, new_id())


async def settled(services: Services, who: Visitor, chat_id: str) -> ConversationView:
    """The chat once no reply is being made in it."""
    async with aclosing(services.chat_views.follow(who.user_id, chat_id)) as news:
        async for update in news:
            if isinstance(update, ConversationView) and not update.running_id:
                return update
    raise AssertionError("following a chat never ends by itself")


async def say(services: Services, who: Visitor, chat_id: str, text: str) -> ConversationView:
    """Say something and hear the reply to its end."""
    await send(services, who, chat_id, text)
    return await settled(services, who, chat_id)


async def until_said(services: Services, who: Visitor, chat_id: str, words: str) -> str:
    """Wait until the running reply has said these words; its id."""
    said = ""
    async with aclosing(services.chat_views.follow(who.user_id, chat_id)) as news:
        async for update in news:
            if isinstance(update, ReplyDelta):
                said += update.text
            else:
                assert update.running_id, f"it ended before it said {words!r}"
                said, running_id = update.messages[-1].content, update.running_id
            if words in said:
                return running_id
    raise AssertionError("following a chat never ends by itself")


async def watched(services: Services, who: Visitor, chat_id: str) -> str:
    """The running reply as a view puts it together: what stood there first, then each delta at its offset."""
    seen = ""
    async with aclosing(services.chat_views.follow(who.user_id, chat_id)) as news:
        async for update in news:
            if isinstance(update, ReplyDelta):
                assert update.offset == len(seen), "a delta begins where the text so far ends"
                seen += update.text
            elif update.running_id:
                seen = update.messages[-1].content
            else:
                return seen
    raise AssertionError("following a chat never ends by itself")


async def stored(services: Services, chat_id: str) -> list[Message]:
    """All messages of a chat as the database has them, in every version, oldest first."""
    query = select(Message).where(Message.chat_id == chat_id).order_by(Message.created_at)
    return await services.database.read(lambda session: list(session.exec(query)))


async def row(services: Services, message_id: str) -> Message:
    """One message as the database has it."""
    query = select(Message).where(Message.id == message_id)
    return await services.database.read(lambda session: session.exec(query).one())


def lines(view: ConversationView) -> list[tuple[str, str, str]]:
    """A chat's messages as (role, text, status)."""
    return [(message.role, message.content, message.status) for message in view.messages]


async def model_names(services: Services, user_id: str = "") -> list[str]:
    """The models one can choose from, of all providers."""
    return [model.id async for group in services.models.groups(user_id) for model in group.models]
