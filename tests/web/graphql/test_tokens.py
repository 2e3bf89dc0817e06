"""The API by a personal token: in the header alone, within its scopes, until it is revoked."""

import httpx

from tests.upstream import Reply, Upstream
from tests.web.graphql.asked import CHAT, MESSAGE, PROMPTS, ask
from tests.web.graphql.conftest import Person


async def made(lin: Person, scopes: str) -> str:
    form = {"name": "脚本", "scopes": scopes, "days": "30"}
    return (await lin.client.post("/api/account/tokens", json=form)).json()["token"]


async def test_a_program_converses_by_a_token(lin: Person, nobody: httpx.AsyncClient, upstream: Upstream):
    """It stores a turn, asks the model, stores the reply, and reads both back."""
    nobody.headers["Authorization"] = f"Bearer {await made(lin, 'chat graphql')}"
    upstream.enqueue(Reply("你好呀"))
    await ask(nobody, MESSAGE, role="USER", content="你好", chatId=lin.chat_id)
    reply = await nobody.post("/api/chat", json={"messages": [{"role": "user", "content": "你好"}]})
    await ask(nobody, MESSAGE, role="ASSISTANT", content=reply.text, chatId=lin.chat_id)
    chat = (await ask(nobody, CHAT, id=lin.chat_id))["data"]["chat"]
    assert [one["content"] for one in chat["messages"]] == ["你好", "你好呀"]


async def test_a_token_opens_what_it_is_for(lin: Person, nobody: httpx.AsyncClient):
    """One for reading changes nothing, one for replies reads nothing, none makes another token."""
    nobody.headers["Authorization"] = f"Bearer {await made(lin, 'read')}"
    assert (await ask(nobody, CHAT, id=lin.chat_id))["data"]["chat"]["id"] == lin.chat_id
    written = {"query": MESSAGE, "variables": {"role": "USER", "content": "x", "chatId": lin.chat_id}}
    assert (await nobody.post("/api/graphql", json=written)).status_code == 403
    assert (await nobody.post("/api/chat", json={"messages": [1]})).status_code == 401
    form = {"name": "另一个", "scopes": "chat", "days": "30"}
    assert (await nobody.post("/api/account/tokens", json=form)).status_code == 401
    nobody.headers["Authorization"] = f"Bearer {await made(lin, 'chat')}"
    assert (await nobody.post("/api/graphql", json={"query": PROMPTS})).status_code == 401


async def test_a_bad_token_is_refused_and_one_in_an_address_counts_for_nothing(
    lin: Person, nobody: httpx.AsyncClient
):
    """Also beside a good cookie; the address is kept in logs."""
    token = await made(lin, "graphql")
    bad = {"Authorization": f"Bearer {token}x"}
    answer = await lin.client.post("/api/graphql", json={"query": PROMPTS}, headers=bad)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    asked = {"query": CHAT, "variables": {"id": lin.chat_id}}
    for name in ("token", "access_token", "authorization"):
        answer = await nobody.post(f"/api/graphql?{name}={token}", json=asked)
        assert answer.json() == {"data": {"chat": None}}
