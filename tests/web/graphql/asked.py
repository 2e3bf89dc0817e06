"""What the original's page asks, as its Apollo Client sends it: with a name, and `__typename` everywhere."""

from typing import Any

import httpx

from oreai.services.accounts.session_token import new_token

PASSWORD = "三条河原町で待つ"

SIGN_UP = """mutation SignupMutation($name: String, $email: String!, $pwd: String!) {
  signupUser(name: $name, email: $email, pwd: $pwd) { id __typename } }"""
LOGIN = """query UserQuery($email: String!, $pwd: String!) {
  login(email: $email, pwd: $pwd) { id __typename } }"""
CHATS = """query ChatQuery($userId: ID!) {
  chatMany(userId: $userId) { id prompt { icon name __typename } __typename } }"""
CHAT = """query ChatQuery($id: ID!) {
  chat(id: $id) {
    id
    prompt { name icon system __typename }
    messages { role content __typename }
    examples { role content __typename }
    __typename } }"""
MESSAGE = """mutation MessageMutation($role: Role!, $content: String!, $chatId: ID!) {
  message(role: $role, content: $content, chatId: $chatId) { id __typename } }"""
CLEAN = """mutation CleanMessageMutation($chatId: ID!) { cleanMessage(chatId: $chatId) { id __typename } }"""
CATEGORIES = """query CategoryQuery { allCategory { id name __typename } }"""
CATEGORY = """query CategoryQuery($id: ID!) {
  category(id: $id) { prompts { id name icon system __typename } __typename } }"""
PROMPTS = """query PromptQuery { prompt { id name icon system __typename } }"""
OPEN = """mutation ChatMutation($userId: ID!, $promptId: ID!) {
  chat(userId: $userId, promptId: $promptId) { id __typename } }"""
DOCUMENTS = (SIGN_UP, LOGIN, CHATS, CHAT, MESSAGE, CLEAN, CATEGORIES, CATEGORY, PROMPTS, OPEN)

MASKED = "Unexpected error."


async def ask(client: httpx.AsyncClient, query: str, **variables: Any) -> dict[str, Any]:
    """What the server answers to a document."""
    answer = await client.post("/api/graphql", json={"query": query, "variables": variables})
    return answer.json()


def address() -> str:
    """An e-mail address nobody has yet."""
    return f"{new_token()[:12].lower().strip('-_')}@kyoto.example"


async def sign_up(client: httpx.AsyncClient, email: str, pwd: str = PASSWORD) -> str:
    """The id of who signs up, or in, by this address."""
    answer = await ask(client, SIGN_UP, name="林", email=email, pwd=pwd)
    return answer["data"]["signupUser"]["id"]


async def first_chat(client: httpx.AsyncClient, user_id: str) -> str:
    """闲聊一下."""
    return (await ask(client, CHATS, userId=user_id))["data"]["chatMany"][0]["id"]
