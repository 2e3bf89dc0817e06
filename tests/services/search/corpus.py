"""What Lin and others have written: texts that a search has to tell apart."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from oreai.bootstrap import Services
from oreai.models import Chat, Message, Role, now
from oreai.services.search.results import SearchFilters

TEXTS = [
    "我们下周去看鲸鱼，顺便学习 Python。",
    "乒乓球拍卖完了",
    "人民政府工作报告",
    "傳統的漢字和簡體字不一樣，計算機也是。",
    "传统的汉字",
    "return value of a function",
    "The functional returned nothing; unreturned",
    "ＡＩ 助手：ｒｅｔｕｒｎ",
    "人工智能（AI）",
    "snake_case and kebab-case, C++ and c++11",
    "100% sure, 1000 % more",
    'she said "hello world", then hello,world',
    "AND OR NOT NEAR(a b) col:on -minus ^up *",
    "😀 笑脸 👩‍👩‍👧 家",
    "half\u0000nul and \ufffd there",
    "ﬁne café cafe\u0301 Straße ΣΊΣΥΦΟΣ",
    "ｶﾞｷﾞ ガギ 日本語のテキスト",
    "สวัสดีชาวโลก ภาษาไทย",
    "مرحبا بالعالم हिन्दी किताब",
    "x" * 300 + " " + "鲸" * 100,
    "line one\nline   two",
    "a b c the of to",
    "\\ backslash 'quote' \"double\" ; DROP TABLE",
    "更多。的的的。",
]


def write(
    session: Session,
    user_id: str,
    texts: Iterable[str],
    title: str = "",
    at: datetime | None = None,
    **columns,
) -> tuple[str, list[str]]:
    """A chat with these texts, one below the other; its id, and theirs."""
    at = at or now() - timedelta(days=1)
    chat = Chat(user_id=user_id, icon="💬", title=title, last_message_at=at)
    session.add(chat)
    session.flush()
    ids: list[str] = []
    for number, text in enumerate(texts):
        message = Message(
            chat_id=chat.id,
            parent_id=ids[-1] if ids else None,
            role=Role.ASSISTANT if number % 2 else Role.USER,
            content=text,
            created_at=at + timedelta(seconds=number),
            **columns,
        )
        session.add(message)
        session.flush()
        ids.append(message.id)
    return chat.id, ids


async def found(services: Services, user_id: str, query: str, **filters: Any) -> set[str]:
    """The ids of the messages that are found, of all chats."""
    results = await services.search.search(user_id, query, SearchFilters(**filters), most=100)
    return {hit.id for chat in results.chats for hit in chat.hits}
