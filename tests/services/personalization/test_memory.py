"""Memory: a user's notes in every request of theirs, and offers to keep what a message asks to be kept."""

import json

import pytest

from oreai.bootstrap import Services
from oreai.models import User
from oreai.repositories.memory import MOST_NOTES
from oreai.services.accounts.ownership import NoSuchChat, NoSuchMessage
from oreai.services.accounts.visitors import Visitor
from oreai.services.conversation.memory_offers import MemoryOffer, NoSuchOffer
from oreai.services.personalization.memory import (
    LONGEST_NOTE,
    MemoryFull,
    NoSuchNote,
    NoteTooLong,
)
from oreai.services.transfer.account_file import account_file
from tests.services.accounts.test_sign_in import LAPTOP, PASSWORD, guest, signed_up
from tests.services.queueing import Talk
from tests.talking import say, send, settled, until_said
from tests.upstream import Reply, Upstream

PEANUTS, KYOTO = "我对花生过敏", "我住在京都"


async def texts(services: Services, user_id: str) -> list[str]:
    """Newest first."""
    return [note.text for note in (await services.memory.read(user_id)).notes]


async def offered(services: Services, who: Visitor, chat: str) -> MemoryOffer | None:
    return (await services.chat_views.view(who.user_id, chat)).memory_offer


async def test_notes_go_along_in_every_chat(talk_on_each: Talk, provider: Upstream):
    """Below the custom instructions, oldest first, and are counted; switched off, they stay at home."""
    house, who = talk_on_each.services, talk_on_each.lin
    await house.instructions.save(who.user_id, "我是老师", "")
    for text in (PEANUTS, f"  {KYOTO}\n。", PEANUTS):
        await house.memory.add(who.user_id, text)
    view = await say(house, who, talk_on_each.chat, "去哪里？")
    system = provider.requests[-1].messages[0]["content"]
    assert system.index("我是老师") < system.index(f"- {PEANUTS}") < system.index(f"- {KYOTO} 。")
    assert system.count(PEANUTS) == 1
    assert (await house.details.of(who.user_id, view.messages[-1].id)).record.notes == 2
    await house.memory.switch(who.user_id, is_on=False)
    await say(house, who, talk_on_each.chat, "然后呢？")
    assert PEANUTS not in str(provider.requests[-1].messages)
    assert len(await texts(house, who.user_id)) == 2


async def test_the_oldest_stay_away_first(services: Services, serve, lin: Visitor, provider: Upstream):
    """A quarter of a small request holds the newest; the record says how many had no room."""
    small = serve(services.settings.database_url, OREAI_CONTEXT_TOKENS=1000, OREAI_MAX_TOKENS=200)
    for day in range(40):
        await small.memory.add(lin.user_id, f"第{day}天去了伏见稻荷")
    chat = await small.chats.open_free(lin.user_id, "zh")
    view = await say(small, lin, chat, "去哪里？")
    record = (await small.details.of(lin.user_id, view.messages[-1].id)).record
    assert 0 < record.notes < 40
    assert record.notes + record.notes_left_out == 40
    assert "第39天" in record.system
    assert "第0天" not in record.system


async def test_an_offer_waits_for_a_yes(talk_on_each: Talk, provider: Upstream):
    """Shown once the reply has ended, with no request of its own; nothing is stored before."""
    house, who, chat = talk_on_each.services, talk_on_each.lin, talk_on_each.chat
    provider.enqueue(Reply(tokens=("好", "的"), silent_after=1))
    reply = await send(house, who, chat, f"记住{PEANUTS}。吃什么？")
    await until_said(house, who, chat, "好")
    assert await offered(house, who, chat) is None
    await talk_on_each.stop(reply)
    view = await settled(house, who, chat)
    offer = MemoryOffer(view.messages[-2].id, PEANUTS)
    assert view.memory_offer == offer
    assert await texts(house, who.user_id) == []
    assert len(provider.requests) == 1
    await house.memory_offers.accept(who.user_id, chat, offer.message_id)
    assert await texts(house, who.user_id) == [PEANUTS]
    assert await offered(house, who, chat) is None
    with pytest.raises(NoSuchOffer):
        await house.memory_offers.accept(who.user_id, chat, offer.message_id)


async def test_a_no_is_remembered(services: Services, lin: Visitor, chat: str, provider: Upstream):
    """In every tab and on every device; the next message that asks is offered again."""
    view = await say(services, lin, chat, f"记住{PEANUTS}")
    assert view.memory_offer
    await services.memory_offers.decline(lin.user_id, chat, view.memory_offer.message_id)
    assert await offered(services, lin, chat) is None
    assert await texts(services, lin.user_id) == []
    assert (await say(services, lin, chat, f"请记住：{KYOTO}")).memory_offer
    assert (await say(services, lin, chat, "去哪里？")).memory_offer is None


async def test_nothing_is_offered_that_cannot_be_kept(services: Services, lin: Visitor, chat: str, provider):
    """What is known already, where memory is off, and where it is full."""
    view = await say(services, lin, chat, f"记住{PEANUTS}")
    assert view.memory_offer
    await services.memory.add(lin.user_id, PEANUTS)
    assert await offered(services, lin, chat) is None
    assert (await say(services, lin, chat, f"记住{KYOTO}")).memory_offer
    await services.memory.switch(lin.user_id, is_on=False)
    assert await offered(services, lin, chat) is None
    await services.memory.switch(lin.user_id, is_on=True)
    for number in range(MOST_NOTES - 1):
        await services.memory.add(lin.user_id, f"第{number}条")
    assert await offered(services, lin, chat) is None
    with pytest.raises(MemoryFull):
        await services.memory.add(lin.user_id, "再一条")


async def test_notes_are_changed_and_forgotten(services: Services, lin: Visitor):
    """One by one; a longer text is refused, and what stood there stays."""
    await services.memory.add(lin.user_id, PEANUTS)
    [note] = (await services.memory.read(lin.user_id)).notes
    with pytest.raises(NoteTooLong):
        await services.memory.revise(lin.user_id, note.id, "长" * (LONGEST_NOTE + 1))
    await services.memory.revise(lin.user_id, note.id, KYOTO)
    assert await texts(services, lin.user_id) == [KYOTO]
    await services.memory.add(lin.user_id, " \n ")
    await services.memory.forget(lin.user_id, note.id)
    assert await texts(services, lin.user_id) == []
    with pytest.raises(NoSuchNote):
        await services.memory.forget(lin.user_id, note.id)


async def test_nobody_else_sees_or_touches_them(
    services: Services, lin: Visitor, ada: Visitor, chat: str, provider: Upstream
):
    """Neither a note nor an offer nor what a reply answers; Ada's model hears nothing of them."""
    await services.memory.add(lin.user_id, PEANUTS)
    [note] = (await services.memory.read(lin.user_id)).notes
    view = await say(services, lin, chat, f"记住{KYOTO}")
    assert view.memory_offer
    for steal in (services.memory_offers.accept, services.memory_offers.decline):
        with pytest.raises(NoSuchChat):
            await steal(ada.user_id, chat, view.memory_offer.message_id)
    with pytest.raises(NoSuchNote):
        await services.memory.revise(ada.user_id, note.id, "我的")
    with pytest.raises(NoSuchMessage):
        await services.memory_offers.prompt_of(ada.user_id, view.messages[-1].id)
    await say(services, ada, await services.chats.open_free(ada.user_id, "en"), "Where to?")
    assert PEANUTS not in str(provider.requests[-1].messages)
    assert await texts(services, lin.user_id) == [PEANUTS]


async def test_a_guests_notes_come_along_each_text_once(services_on_each: Services):
    """As many as there is place for, the newest first."""
    house = services_on_each
    _, lin = await signed_up(house)
    await house.memory.add(lin, PEANUTS)
    for number in range(MOST_NOTES - 2):
        await house.memory.add(lin, f"第{number}条")
    token, visitor = await guest(house)
    for text in ("旧的", KYOTO, PEANUTS):
        await house.memory.add(visitor.user_id, text)
    here = (await house.sign_in.sign_in(token, "林", PASSWORD, LAPTOP)).token
    await house.bring_along.bring(here)
    kept = await texts(house, lin)
    assert (len(kept), kept.count(PEANUTS), KYOTO in kept) == (MOST_NOTES, 1, True)
    assert await texts(house, visitor.user_id) == [PEANUTS, "旧的"]


async def test_they_are_in_the_export_and_go_with_the_account(services_on_each: Services):
    """`account.json` has them; the user's row takes them along when it goes."""
    house = services_on_each
    _, lin = await guest(house)
    await house.memory.add(lin.user_id, PEANUTS)
    known = json.loads(await house.database.read(lambda session: account_file(session, lin.user_id)))[
        "memory"
    ]
    assert (known["on"], [note["text"] for note in known["notes"]]) == (True, [PEANUTS])
    await house.database.write(lambda session: session.delete(session.get_one(User, lin.user_id)))
    assert await texts(house, lin.user_id) == []
