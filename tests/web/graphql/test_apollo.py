"""A real Apollo Client in Node holds a conversation by the documents of the original's page, unchanged."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from oreai.settings import ROOT
from tests.running import Server
from tests.upstream import Reply, Upstream
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
)
from tests.web.graphql.conftest import Person
from tests.web.graphql.test_tokens import made

NODE = Path(sys.executable).with_name("node")
SCRIPTS = ROOT / "tests" / "scripts"
USER = "query ($id: ID!) { user(id: $id) { email name profile { bio } chat { id } } }"
SECONDS = 20


class Apollo:
    """A page with Apollo Client; what it is asked it sends, and tells what it was answered."""

    def __init__(self, process: Process):
        self._process = process
        self.get = False
        "Whether queries go by GET."

    async def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The answer to a document as a page writes it: `__typename` is Apollo's to add."""
        written = document.replace(" __typename", "")
        line = json.dumps({"document": written, "variables": variables, "get": self.get})
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n".encode())
        answer = await asyncio.wait_for(self._process.stdout.readline(), SECONDS)
        assert answer, "Node has ended"
        return json.loads(answer)

    async def data(self, document: str, **variables: Any) -> Any:
        """What a document with one field brings, without an error."""
        answer = await self.ask(document, **variables)
        assert not answer.get("errors"), answer
        (field,) = answer["data"].values()
        return field


Opening = Callable[..., Awaitable[Apollo]]


@pytest.fixture
async def apollo(server: Server) -> AsyncIterator[Opening]:
    """Opens such pages, of a browser without a cookie or of a program with a token."""
    if not (SCRIPTS / "node_modules" / "@apollo" / "client").is_dir():
        pytest.fail("make test installs Apollo Client")
    opened: list[Process] = []

    async def open_page(token: str = "") -> Apollo:
        command = [str(NODE), str(SCRIPTS / "apollo.js"), server.url, *([token] if token else [])]
        opened.append(await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=2**20))
        return Apollo(opened[-1])

    yield open_page
    for process in opened:
        await process.communicate(b"")  # its input ends, and so does it


async def converse(page: Apollo, user_id: str, said: Callable[[str], Awaitable[str]]) -> None:
    """As the original's page did: Discover, a new chat, a turn, a reply, the transcript, an end."""
    categories = await page.data(CATEGORIES)
    assert [one["name"] for one in categories][:2] == ["热门", "指导"]
    inside = await page.data(CATEGORY, id=categories[0]["id"])
    prompt = inside["prompts"][0]
    assert prompt in await page.data(PROMPTS)
    chat_id = (await page.data(OPEN, userId=user_id, promptId=prompt["id"]))["id"]
    chats = await page.data(CHATS, userId=user_id)
    assert (len(chats), chats[-1]["id"], chats[-1]["prompt"]["name"]) == (12, chat_id, prompt["name"])
    await page.data(MESSAGE, role="USER", content="京都的秋天", chatId=chat_id)
    await page.data(MESSAGE, role="ASSISTANT", content=await said("京都的秋天"), chatId=chat_id)
    answer = await page.ask(CHAT, id=chat_id)
    chat = answer["data"]["chat"]
    assert f"Chat:{chat_id}" in answer["kept"], "by __typename and id Apollo knows a chat again"
    assert {one["__typename"] for one in (chat, *chat["messages"])} == {"Chat", "Message"}
    assert chat["prompt"]["system"] == prompt["system"]
    assert [(one["role"], one["content"]) for one in chat["messages"]] == [
        ("USER", "京都的秋天"),
        ("ASSISTANT", "红叶正好"),
    ]
    user = await page.data(USER, id=user_id)
    assert (user["name"], user["profile"]["bio"], len(user["chat"])) == ("林", None, 12)
    assert (await page.data(CLEAN, chatId=chat_id))["id"] == chat_id
    emptied = await page.data(CHAT, id=chat_id)
    assert (emptied["messages"], emptied["examples"]) == ([], chat["examples"])


async def reply_of_the_model(client: httpx.AsyncClient, text: str) -> str:
    """The original's page asked the model by itself."""
    reply = await client.post("/api/chat", json={"messages": [{"role": "user", "content": text}]})
    assert reply.status_code == 200, reply.text
    return reply.text


@pytest.mark.parametrize("get", [False, True], ids=["POST", "GET"])
async def test_by_a_cookie(apollo: Opening, lin: Person, upstream: Upstream, get: bool):
    """Somebody signs up, converses, and signs in again in another browser."""
    upstream.enqueue(Reply("红叶正好"))
    here, there, email = await apollo(), await apollo(), address()
    user_id = (await here.data(SIGN_UP, name="林", email=email, pwd=PASSWORD))["id"]
    here.get = get
    await converse(here, user_id, lambda text: reply_of_the_model(lin.client, text))
    assert (await there.data(LOGIN, email=email, pwd=PASSWORD))["id"] == user_id
    assert len(await there.data(CHATS, userId=user_id)) == 12


@pytest.mark.parametrize("get", [False, True], ids=["POST", "GET"])
async def test_by_a_personal_token(apollo: Opening, lin: Person, upstream: Upstream, get: bool):
    """A program with a token of Lin's does the same, and brings no cookie."""
    upstream.enqueue(Reply("红叶正好"))
    page = await apollo(await made(lin, "graphql"))
    page.get = get
    await converse(page, lin.user_id, lambda text: reply_of_the_model(lin.client, text))


async def test_what_is_refused_reaches_the_page_as_it_did(apollo: Opening, lin: Person):
    """null for a wrong password and a stranger's chat, the original's masked words, 405 over GET, 401."""
    page = await apollo()
    assert await page.data(LOGIN, email=lin.email, pwd="错的密码呀呀") is None
    assert await page.data(CHAT, id=lin.chat_id) is None
    taken = await page.ask(SIGN_UP, email=lin.email, pwd="一个完全不同的密码")
    assert taken["errors"][0]["message"] == MASKED
    page.get = True
    assert (await page.ask(LOGIN, email=lin.email, pwd=PASSWORD))["status"] == 405
    revoked = await apollo("oreai_of-nobody")
    assert (await revoked.ask(PROMPTS))["status"] == 401
