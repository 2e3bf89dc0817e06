"""What is found, how it is told, and whom it is told."""

import time
from datetime import timedelta

import pytest

from oreai.bootstrap import Services
from oreai.models import now
from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.visitors import Visitor
from oreai.services.search.marking import Piece, snippet
from oreai.services.search.query import MOST_TERMS, terms_of
from oreai.services.search.results import SearchFilters
from oreai.services.search.search import HITS_OF_A_CHAT
from tests.services.search.corpus import found, write


def told(pieces: list[Piece]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


async def test_titles_and_messages_by_chat(services: Services, lin: Visitor):
    """Chats that are called so come first, then the newest; the words are marked in both."""
    longer = [f"鲸鱼第 {number} 天" for number in range(5)]
    day = timedelta(days=1)
    chats = {
        "旅行": (longer, now() - 3 * day),
        "看鲸鱼": (["企鹅"], now() - 9 * day),
        "海": (["鲸鱼"], now()),
    }
    for title, (texts, at) in chats.items():
        await services.database.write(
            lambda session, title=title, texts=texts, at=at: write(
                session, lin.user_id, texts, title=title, at=at
            )
        )
    results = await services.search.search(lin.user_id, "鯨魚")
    assert [told(chat.title) for chat in results.chats] == ["看[鲸鱼]", "海", "旅行"]
    assert [len(chat.hits) for chat in results.chats] == [0, 1, HITS_OF_A_CHAT]
    assert [chat.has_more for chat in results.chats] == [False, False, True]
    assert told(results.chats[2].hits[0].pieces) == "[鲸鱼]第 4 天"
    assert (results.messages, results.has_more) == (1 + HITS_OF_A_CHAT, False)


async def test_nobody_finds_what_is_another_ones(services: Services, lin: Visitor, ada: Visitor):
    """Not by words, not by a filter, not by a count, not in the chat itself."""
    chat_id, _ = await services.database.write(
        lambda session: write(session, lin.user_id, ["鲸鱼的秘密"], title="秘密", model="secret-model")
    )
    assert await found(services, lin.user_id, "秘密")
    assert await services.search.search(ada.user_id, "秘密") == await services.search.search(
        ada.user_id, "nothing like it"
    )
    assert not (await services.search.search(ada.user_id, "", SearchFilters(model="secret-model"))).chats
    assert not (await services.search.choices(ada.user_id, "en")).models
    with pytest.raises(NoSuchChat):
        await services.search.find(ada.user_id, chat_id, "秘密")


async def test_the_trash_is_not_searched(services: Services, lin: Visitor):
    """Neither its titles nor its messages; what is brought back is found again."""
    chat_id, ids = await services.database.write(
        lambda session: write(session, lin.user_id, ["鲸鱼"], title="鲸鱼")
    )
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)
    await services.trash.put(lin.user_id, chat_id)
    assert not (await services.search.search(lin.user_id, "鲸鱼")).chats
    await services.trash.restore(lin.user_id, chat_id)
    assert await found(services, lin.user_id, "鲸鱼") == set(ids)


async def test_filters(services_on_each: Services, lin_on_each: Visitor):
    """By model, by time, by pin; with words and without any."""
    services, lin = services_on_each, lin_on_each
    old, (first,) = await services.database.write(
        lambda session: write(
            session, lin.user_id, ["鲸鱼 old"], at=now() - timedelta(days=90), model="whale-7b"
        )
    )
    _, (second,) = await services.database.write(
        lambda session: write(session, lin.user_id, ["鲸鱼 new"], model="whale-7b", provider="sea")
    )
    await services.chats.pin(lin.user_id, old, True)
    for query in ("鲸鱼", ""):
        assert await found(services, lin.user_id, query, days=7) == {second}
        assert await found(services, lin.user_id, query, model="whale-7b") == {first}
        assert await found(services, lin.user_id, query, model="whale-7b", provider="sea") == {second}
        assert await found(services, lin.user_id, query, is_pinned=True) == {first}
        assert await found(services, lin.user_id, query, has_attachments=True) == set()
    assert (await services.search.choices(lin.user_id, "zh")).models == [
        ("sea", "whale-7b"),
        (None, "whale-7b"),
    ]


async def test_hits_of_one_chat_in_their_order(services: Services, lin: Visitor):
    """Every message with the words as they stand in it, in whichever spelling."""
    texts = ["漢字 and AI", "nothing", "汉字与 ＡＩ", "ai 汉字 汉字"]
    chat_id, ids = await services.database.write(lambda session: write(session, lin.user_id, texts))
    hits = await services.search.find(lin.user_id, chat_id, "汉字 ai")
    assert [(hit.id, hit.words) for hit in hits] == [
        (ids[0], ["漢字", "AI"]),
        (ids[2], ["汉字", "ＡＩ"]),
        (ids[3], ["ai", "汉字"]),
    ]
    assert await services.search.find(lin.user_id, chat_id, "  ") == []


async def test_a_query_without_end_is_cut(services: Services, lin: Visitor):
    """However long it is, and whatever it is made of, it costs little."""
    await services.database.write(lambda session: write(session, lin.user_id, ["a b c " * 1000]))
    assert len(terms_of("a b c d e f g h i j k l m n o p q r s t u v w x y z")) == MOST_TERMS
    began = time.process_time()
    for query in ("a " * 100_000, '"' * 100_000, "鲸" * 100_000, "\ud800" * 1000, '"a' * 5000):
        await services.search.search(lin.user_id, query, most=10_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("第一句。第二句说到鲸鱼，很大。", "鲸鱼", "第二句说到[鲸鱼]，很大。"),
        (
            "x" * 50 + " one two three whale " + "y" * 300,
            "whale",
            "…one two three [whale] " + "y" * 104 + "…",
        ),
        ("# Title\n\n**bold** `code` whale\nnext", "whale", "bold code [whale] next"),
        ("ｶﾞ e\u0301te\u0301 whale", "été ガ", "[ｶﾞ] [e\u0301te\u0301] whale"),
        ("- 清晨的**鲸鱼**喜欢\n- 早班船", "鲸鱼喜欢", "清晨的[鲸鱼喜欢] 早班船"),
        ("nothing of it", "whale", "nothing of it"),
    ],
)
def test_the_sentence_around_the_first_hit(text: str, query: str, expected: str):
    """As one line, cut where a sentence or a word begins; the marks stand where the words do."""
    assert told(snippet(text, terms_of(query))) == expected
