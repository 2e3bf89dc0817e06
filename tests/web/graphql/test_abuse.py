"""Whoever asks for what is not theirs, asks too much, or asks in the wrong way."""

import json
from typing import Any

import httpx
import pytest

from oreai.services.accounts.session_token import COOKIE, new_token
from tests.running import Server
from tests.web.graphql.asked import CHAT, CHATS, CLEAN, LOGIN, MASKED, MESSAGE, OPEN, PASSWORD, PROMPTS, ask
from tests.web.graphql.conftest import Person

USER = "query ($id: ID!) { user(id: $id) { id email name chat { id } } }"
NO_IDS = ("", "1", "0" * 24, "'; DROP TABLE chat;--", "\x00", "x" * 5000, "\ud800")


async def see_nothing(client: httpx.AsyncClient, lin: Person) -> None:
    """Nothing of Lin's, by any door."""
    assert (await ask(client, USER, id=lin.user_id))["data"] == {"user": None}
    assert (await ask(client, CHATS, userId=lin.user_id))["data"] == {"chatMany": None}
    assert (await ask(client, CHAT, id=lin.chat_id))["data"] == {"chat": None}
    assert (await ask(client, CLEAN, chatId=lin.chat_id))["data"] == {"cleanMessage": None}
    prompts = (await ask(client, PROMPTS))["data"]["prompt"]
    for refused in (
        await ask(client, MESSAGE, role="USER", content="偷偷写", chatId=lin.chat_id),
        await ask(client, OPEN, userId=lin.user_id, promptId=prompts[0]["id"]),
    ):
        assert (refused["data"], refused["errors"][0]["message"]) == (None, MASKED)


async def test_a_stranger_sees_and_changes_nothing(lin: Person, ada: Person, nobody: httpx.AsyncClient):
    """Another user, nobody, a token of nobody's, and a session that has ended."""
    await ask(lin.client, MESSAGE, role="USER", content="我的秘密", chatId=lin.chat_id)
    await see_nothing(ada.client, lin)
    await see_nothing(nobody, lin)
    nobody.cookies.set(COOKIE, new_token(), domain="127.0.0.1")
    await see_nothing(nobody, lin)
    ended = lin.client.cookies[COOKIE]
    assert (await lin.client.delete("/api/session")).status_code == 200
    nobody.cookies.set(COOKIE, ended, domain="127.0.0.1")
    await see_nothing(nobody, lin)
    await ask(nobody, LOGIN, email=lin.email, pwd=PASSWORD)
    chat = (await ask(nobody, CHAT, id=lin.chat_id))["data"]["chat"]
    assert [one["content"] for one in chat["messages"]] == ["我的秘密"]


@pytest.mark.parametrize("wrong", NO_IDS)
async def test_an_id_of_nothing_is_null(lin: Person, wrong: str):
    """Unknown, malformed, endless, half a character: never an error."""
    for query, name, field in ((USER, "id", "user"), (CHATS, "userId", "chatMany"), (CHAT, "id", "chat")):
        content = json.dumps({"query": query, "variables": {name: wrong}})
        answer = await lin.client.post(
            "/api/graphql", content=content, headers={"Content-Type": "application/json"}
        )
        assert answer.json() == {"data": {field: None}}


async def test_whatever_changes_something_is_refused_over_get(lin: Person):
    """Also signing in, though it is a query: any link could do that, and logs would keep the password."""
    for query, variables in (
        (CLEAN, {"chatId": lin.chat_id}),
        (LOGIN, {"email": lin.email, "pwd": PASSWORD}),
    ):
        answer = await lin.client.get(
            "/api/graphql", params={"query": query, "variables": json.dumps(variables)}
        )
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
        assert "set-cookie" not in answer.headers
    answer = await lin.client.get(
        "/api/graphql", params={"query": CHAT, "variables": json.dumps({"id": lin.chat_id})}
    )
    assert answer.json()["data"]["chat"]["id"] == lin.chat_id
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    "query",
    [
        "{ chat(id: 1) { user { chat { user { chat { user { id } } } } } } }",
        "{ " + " ".join(f'a{n}: login(email: "a", pwd: "b") {{ id }}' for n in range(50)) + " }",
        "{ prompt { " + "id " * 5000 + "} }",
        "{ chat(id: " + "[" * 9000 + " }",
        "{" * 3000,
        "{ prompt { ...A } } fragment A on Prompt { ...A }",
        "{ __schema { types { name } } }",
        '{ __type(name: "User") { name } }',
        "{ nothing }",
        "subscription { prompt { id } }",
        "",
        "\x00",
    ],
)
async def test_documents_that_ask_too_much_are_refused(lin: Person, query: str):
    """Depth, aliases, width, brackets, circles, the schema itself."""
    answer = await lin.client.post("/api/graphql", json={"query": query})
    assert answer.status_code == 400, answer.text
    assert answer.json()["errors"]


async def test_one_request_tries_one_password(lin: Person, nobody: httpx.AsyncClient):
    """The second try by an alias is not made, though it would be right."""
    tries = """query ($e: String!, $p: String!) {
        a: login(email: $e, pwd: "x") { id } b: login(email: $e, pwd: $p) { id } }"""
    answer = await ask(nobody, tries, e=lin.email, p=PASSWORD)
    assert answer["data"] == {"a": None, "b": None}
    assert not nobody.cookies


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (json.dumps([{"query": PROMPTS}] * 2), "application/json"),
        (json.dumps({"query": PROMPTS}), "text/plain"),
        (f"query={PROMPTS}", "application/x-www-form-urlencoded"),
        (PROMPTS, "application/graphql"),
        ('{"query": 1}', "application/json"),
        ('{"query": "{ prompt { id } }", "variables": [1]}', "application/json"),
        ('{"query": "{ prompt { id } }", "operationName": {}}', "application/json"),
        ('{"variables": ' + "[" * 20_000 + "}", "application/json"),
        (json.dumps({"query": PROMPTS, "variables": {"a": "x" * 800_000}}), "application/json"),
        (json.dumps({"query": " " * 30_000}), "application/json"),
    ],
)
async def test_only_one_short_document_as_json_is_read(lin: Person, content: str, kind: str):
    """No batch, no form, nothing huge."""
    answer = await lin.client.post("/api/graphql", content=content, headers={"Content-Type": kind})
    assert answer.status_code == 400


async def test_another_sites_page_may_not_ask(lin: Person):
    """Neither read nor write."""
    foreign = {"Origin": "https://evil.example"}
    answer = await lin.client.post("/api/graphql", json={"query": PROMPTS}, headers=foreign)
    assert answer.status_code == 403
    assert (await lin.client.get("/api/graphql?query={prompt{id}}", headers=foreign)).status_code == 403


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"role": "SYSTEM"},
        {"role": "user"},
        {"role": "USER", "content": 1},
        {"role": "USER", "content": None},
    ],
)
async def test_wrong_variables_are_told(lin: Person, variables: dict[str, Any]):
    """There is no role SYSTEM in the schema."""
    asked = {"query": MESSAGE, "variables": {"chatId": lin.chat_id, **variables}}
    answer = await lin.client.post("/api/graphql", json=asked)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"].startswith("Variable")


async def test_a_message_too_long_is_refused_in_words(lin: Person):
    """As in the page; nothing is stored."""
    refused = await ask(lin.client, MESSAGE, role="USER", content="长" * 100_001, chatId=lin.chat_id)
    assert refused["errors"][0]["extensions"] == {"code": "MESSAGE_TOO_LONG"}
    assert (await ask(lin.client, CHAT, id=lin.chat_id))["data"]["chat"]["messages"] == []


async def test_the_log_keeps_no_secret(lin: Person, server: Server):
    """Whatever was refused above."""
    assert PASSWORD not in server.log()
