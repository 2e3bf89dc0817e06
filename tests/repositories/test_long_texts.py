"""A text of any length is stored and read whole, on each database: MySQL's own TEXT would end at 64 kB."""

import random

import pytest
from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.models import Chat, Message, Persona, PersonaText, Profile, Role, User
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor
from tests.talking import lines, row, send, settled, watched
from tests.upstream import Reply, Upstream

LENGTH = 200_000
_ALPHABET = "京都奈良鹿，。abc\n👨‍👩‍👧🚃🦌é"
PIECES = tuple("".join(random.Random(day).choices(_ALPHABET, k=LENGTH // 50)) for day in range(50))
TRAVELOGUE = "".join(PIECES)


@pytest.fixture
async def lin(services_on_each: Services) -> Visitor:
    """Lin, on each database."""
    return await services_on_each.accounts.enter(new_token(), "zh")


@pytest.fixture
async def chat(services_on_each: Services, lin: Visitor) -> str:
    return await services_on_each.chats.open_free(lin.user_id, "zh")


async def test_a_message_is_read_as_it_was_written(services_on_each: Services, chat: str):
    """Two hundred thousand characters, Chinese and emoji among them."""
    message = Message(chat_id=chat, role=Role.USER, content=TRAVELOGUE)
    message_id = message.id
    await services_on_each.database.write(lambda session: session.add(message))
    assert len(TRAVELOGUE) == LENGTH
    assert (await row(services_on_each, message_id)).content == TRAVELOGUE


async def test_a_long_reply_is_stored_and_shown_whole(
    services_on_each: Services, lin: Visitor, chat: str, provider: Upstream
):
    """The model tells a whole journey: watched, looked at and stored, it is one text."""
    services = services_on_each
    provider.enqueue(Reply(tokens=PIECES, delay_s=0.03))
    reply_id = await send(services, lin, chat, "写一本游记")
    assert await watched(services, lin, chat) == TRAVELOGUE
    assert lines(await settled(services, lin, chat))[-1] == ("assistant", TRAVELOGUE, "complete")
    assert (await row(services, reply_id)).content == TRAVELOGUE


@pytest.mark.parametrize("column", ["system", "opening", "questions", "parameters"])
async def test_a_chats_texts_have_no_limit(services_on_each: Services, chat: str, column: str):
    """Nor have the texts that a chat copies from its prompt."""
    write, read = services_on_each.database.write, services_on_each.database.read
    await write(lambda session: setattr(session.get(Chat, chat), column, TRAVELOGUE))
    assert await read(lambda session: getattr(session.get(Chat, chat), column)) == TRAVELOGUE


async def test_what_people_write_about_themselves_and_their_prompts_has_no_limit(
    services_on_each: Services, lin: Visitor
):
    """A long biography, a long system text."""

    def write(session: Session) -> None:
        session.add(Profile(user_id=lin.user_id, bio=TRAVELOGUE))
        persona = Persona(key="guide-of-lin", owner_id=lin.user_id, icon="🦌", position=1)
        session.add(persona)
        session.flush()
        session.add(
            PersonaText(persona_id=persona.id, locale="zh", name="向导", description="", system=TRAVELOGUE)
        )

    await services_on_each.database.write(write)
    sheet = await services_on_each.personas.sheet(lin.user_id, "zh", "guide-of-lin")
    assert sheet.form.system == TRAVELOGUE
    bio = await services_on_each.database.read(lambda session: session.get(Profile, lin.user_id).bio)
    assert bio == TRAVELOGUE


async def test_short_texts_take_every_character(services_on_each: Services, lin: Visitor, chat: str):
    """Titles and icons too: a family emoji is seven code points."""

    def write(session: Session) -> None:
        found = session.get(Chat, chat)
        found.title, found.icon = "👨‍👩‍👧去京都🚃", "👩‍⚕️"

    await services_on_each.database.write(write)
    view = await services_on_each.chat_views.view(lin.user_id, chat)
    assert (view.title, view.icon) == ("👨‍👩‍👧去京都🚃", "👩‍⚕️")
    locale = await services_on_each.database.read(lambda session: session.get(User, lin.user_id).locale)
    assert locale == "zh"
