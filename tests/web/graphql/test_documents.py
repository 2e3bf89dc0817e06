"""The ten documents of the original's page, from signing up to clearing a chat."""

import httpx

from oreai.services.accounts.session_token import COOKIE
from tests.web.graphql.asked import (
    CATEGORIES,
    CATEGORY,
    CHAT,
    CHATS,
    CLEAN,
    LOGIN,
    MASKED,
    MESSAGE,
    OPEN,
    PASSWORD,
    PROMPTS,
    SIGN_UP,
    address,
    ask,
    sign_up,
)
from tests.web.graphql.conftest import Person


async def test_a_new_browser_signs_up_and_finds_eleven_chats(nobody: httpx.AsyncClient):
    """In the order they were made: 闲聊一下, which plays nobody, and ten by name."""
    user_id = await sign_up(nobody, address())
    assert nobody.cookies[COOKIE]
    chats = (await ask(nobody, CHATS, userId=user_id))["data"]["chatMany"]
    assert [chat["prompt"] and chat["prompt"]["name"] for chat in chats] == [
        None,
        *("取个英文名", "论文帮手", "小红书笔记生成", "翻译助手", "工作报告"),
        *("塔罗牌占卜师", "雅思写作考官", "随机吃什么", "计算机专业", "基于文本的冒险游戏"),
    ]
    assert chats[1]["__typename"] == "Chat"
    chat = (await ask(nobody, CHAT, id=chats[1]["id"]))["data"]["chat"]
    assert chat["prompt"]["__typename"] == "Prompt"
    assert chat["prompt"]["system"]
    assert chat["messages"] == []
    assert [one["role"] for one in chat["examples"][:2]] == ["USER", "ASSISTANT"]
    assert {one["__typename"] for one in chat["examples"]} == {"Example"}


async def test_signing_up_again_signs_in(lin: Person, nobody: httpx.AsyncClient):
    """With the same password; with another one the original's words hide why."""
    assert await sign_up(nobody, lin.email.upper()) == lin.user_id
    nobody.cookies.clear()
    wrong = await ask(nobody, SIGN_UP, email=lin.email, pwd="一个完全不同的密码")
    assert (wrong["data"], wrong["errors"][0]["message"]) == (None, MASKED)
    assert not nobody.cookies


async def test_a_weak_password_is_refused_with_a_reason(nobody: httpx.AsyncClient):
    """The original took 123456; the words say what is wrong, and nobody is made."""
    weak = await ask(nobody, SIGN_UP, name="demo", email="demo@ore.ai", pwd="123456")
    assert weak["data"] is None
    assert weak["errors"][0]["extensions"] == {"code": "WEAK_PASSWORD"}
    assert weak["errors"][0]["message"] == "密码太短了，至少 8 个字符。"
    assert not nobody.cookies


async def test_login_rotates_the_cookie_or_is_null(lin: Person, nobody: httpx.AsyncClient):
    """A wrong password and an unknown address are the same."""
    assert (await ask(nobody, LOGIN, email=lin.email, pwd="错的密码呀呀"))["data"] == {"login": None}
    assert (await ask(nobody, LOGIN, email=address(), pwd=PASSWORD))["data"] == {"login": None}
    found = await ask(nobody, LOGIN, email=lin.email, pwd=PASSWORD)
    assert found["data"]["login"] == {"id": lin.user_id, "__typename": "User"}
    before = nobody.cookies[COOKIE]
    await ask(nobody, LOGIN, email=lin.email, pwd=PASSWORD)
    assert nobody.cookies[COOKIE] != before


async def test_discover_is_open_to_everybody(nobody: httpx.AsyncClient):
    """Categories, their personas, all personas, in the reader's language."""
    categories = (await ask(nobody, CATEGORIES))["data"]["allCategory"]
    assert [category["name"] for category in categories][:3] == ["热门", "指导", "娱乐"]
    inside = (await ask(nobody, CATEGORY, id=categories[0]["id"]))["data"]["category"]
    assert inside["prompts"][0]["__typename"] == "Prompt"
    prompts = (await ask(nobody, PROMPTS))["data"]["prompt"]
    assert len(prompts) == 35
    assert prompts[0]["name"] == "论文帮手"
    nobody.headers["Accept-Language"] = "en"
    english = (await ask(nobody, PROMPTS))["data"]["prompt"]
    assert english[0]["id"] == prompts[0]["id"]
    assert english[0]["name"] != prompts[0]["name"]


async def test_a_conversation_is_stored_as_the_original_did(lin: Person):
    """A chat is opened from a persona, turns are stored in order, nobody is asked, all is cleared."""
    prompt = (await ask(lin.client, PROMPTS))["data"]["prompt"][0]
    for named in (prompt["id"], "paper-helper"):
        opened = await ask(lin.client, OPEN, userId=lin.user_id, promptId=named)
        chat_id = opened["data"]["chat"]["id"]
    said = [("USER", "你好\n"), ("ASSISTANT", "你好！**想写什么？**"), ("USER", "一篇短文"), ("USER", "快")]
    for role, content in said:
        stored = await ask(lin.client, MESSAGE, role=role, content=content, chatId=chat_id)
        assert stored["data"]["message"]["__typename"] == "Message"
    chat = (await ask(lin.client, CHAT, id=chat_id))["data"]["chat"]
    assert chat["prompt"]["name"] == prompt["name"]
    assert [(one["role"], one["content"]) for one in chat["messages"]] == said
    assert (await ask(lin.client, CLEAN, chatId=chat_id))["data"]["cleanMessage"]["id"] == chat_id
    assert (await ask(lin.client, CHAT, id=chat_id))["data"]["chat"]["messages"] == []


async def test_a_user_has_a_profile_and_no_password(lin: Person):
    """Every field of the schema that the page never asked for."""
    asked = """query ($id: ID!) { user(id: $id) {
        name email pwd profile { id bio user { id } }
        chat { id user { id } examples { id chat { id } } } } }"""
    user = (await ask(lin.client, asked, id=lin.user_id))["data"]["user"]
    assert (user["name"], user["email"], user["pwd"]) == ("林", lin.email, "")
    assert user["profile"]["bio"] is None
    assert user["profile"]["user"]["id"] == lin.user_id
    assert len(user["chat"]) == 11
    assert user["chat"][1]["examples"][0]["chat"]["id"] == user["chat"][1]["id"]
    around = "{ prompt { chats { id } categories { key prompts { id } } } }"
    prompts = (await ask(lin.client, around))["data"]["prompt"]
    assert sum(len(prompt["chats"]) for prompt in prompts) == 10
    assert all(prompt["categories"] for prompt in prompts)
