"""The fields of Query and Mutation. What is not the caller's, or nobody's at all, is null."""

from collections.abc import Sequence
from typing import Any

from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.registration import Registration, WrongNameOrPassword
from oreai.services.conversation.transcripts import TranscriptChat
from oreai.web.graphql.asking import Asking, Info, NotTheirs
from oreai.web.graphql.nodes import (
    CategoryNode,
    ChatNode,
    PromptNode,
    TurnNode,
    UserNode,
    categories_of,
    chats_of,
)

_WRITES_AN_HOUR = 1000
"By one user; the original's page makes two a reply, and nobody talks that fast."


def _login(info: Info, email: str, pwd: str) -> UserNode | None:
    asking: Asking = info.context
    browser, sign_in = asking.browser, asking.services.sign_in
    try:
        user_id = asking.sign_in(lambda: sign_in.sign_in(browser.token, email, pwd, browser.device))
    except WrongNameOrPassword:
        return None
    return UserNode(asking, user_id)


def _sign_up(info: Info, email: str, pwd: str, name: str | None = None) -> UserNode:
    asking: Asking = info.context
    form = Registration(email, pwd, email if "@" in email else "", name or "")
    browser, locale, enter = asking.browser, asking.caller.locale, asking.services.login_or_create.enter
    return UserNode(asking, asking.sign_in(lambda: enter(browser.token, form, browser.device, locale)))


def _user(info: Info, id: str) -> UserNode | None:
    asking: Asking = info.context
    return UserNode(asking, id) if asking.is_me(id) else None


def _chat(info: Info, id: str) -> ChatNode | None:
    asking: Asking = info.context
    try:
        return ChatNode(asking, _owned(asking, id))
    except (NoSuchChat, NotTheirs):
        return None


def _chat_many(info: Info, user_id: str) -> Sequence[ChatNode] | None:
    asking: Asking = info.context
    return chats_of(asking, user_id) if asking.is_me(user_id) else None


def _all_category(info: Info) -> Sequence[CategoryNode]:
    return categories_of(info.context)


def _category(info: Info, id: str) -> CategoryNode | None:
    return next((node for node in categories_of(info.context) if node.id == id), None)


def _prompt(info: Info) -> Sequence[PromptNode]:
    asking: Asking = info.context
    return asking.counted([PromptNode(asking, persona) for persona in asking.catalogue.personas])


def _open_chat(info: Info, user_id: str, prompt_id: str) -> ChatNode:
    """A new chat that plays this persona; it may be named by its key as well."""
    asking: Asking = info.context
    me, persona = asking.require_me(user_id), asking.catalogue.named(prompt_id)
    if persona is None:
        raise NotTheirs
    _count_write(asking)
    opened = asking.services.chats.open_from_persona(me, asking.caller.locale, persona.key)
    return ChatNode(asking, TranscriptChat(asking.wait(opened), persona.id))


def _message(info: Info, chat_id: str, role: str, content: str) -> TurnNode:
    asking: Asking = info.context
    chat = _owned(asking, chat_id)
    _count_write(asking)
    recorded = asking.services.transcripts.record(asking.caller.user_id, chat.id, role.lower(), content)
    return TurnNode(ChatNode(asking, chat), asking.wait(recorded))


def _clean_message(info: Info, chat_id: str) -> ChatNode | None:
    asking: Asking = info.context
    try:
        chat = _owned(asking, chat_id)
        _count_write(asking)
        asking.wait(asking.services.conversation.clear(asking.caller.user_id, chat.id))
    except (NoSuchChat, NotTheirs):
        return None
    return ChatNode(asking, chat)


def _owned(asking: Asking, chat_id: str) -> TranscriptChat:
    """A chat of the caller.

    Raises:
        NotTheirs, NoSuchChat: it is none.
    """
    if not asking.caller.user_id:
        raise NotTheirs
    return asking.wait(asking.services.transcripts.chat(asking.caller.user_id, chat_id))


def _count_write(asking: Asking) -> None:
    throttle = asking.services.throttle
    asking.wait(throttle.person("graphql", asking.caller.user_id, an_hour=_WRITES_AN_HOUR))


QUERIES: dict[str, Any] = {
    "login": _login,
    "user": _user,
    "chat": _chat,
    "chatMany": _chat_many,
    "allCategory": _all_category,
    "category": _category,
    "prompt": _prompt,
}
MUTATIONS: dict[str, Any] = {
    "signupUser": _sign_up,
    "chat": _open_chat,
    "message": _message,
    "cleanMessage": _clean_message,
}
