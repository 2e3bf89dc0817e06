"""The fields of Query and Mutation. What is not the caller's, or nobody's at all, is null."""

from collections.abc import Sequence
from typing import Any

from oreai.services.accounts.ownership import NoSuchChat
from oreai.services.accounts.registration import Registration, WrongNameOrPassword
from oreai.services.conversation.transcripts import TranscriptChat
from oreai.web.graphql.context import Info, NotTheirs, RequestContext
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
    context: RequestContext = info.context
    browser, sign_in = context.browser, context.services.sign_in
    try:
        user_id = context.sign_in(lambda: sign_in.sign_in(browser.token, email, pwd, browser.device))
    except WrongNameOrPassword:
        return None
    return UserNode(context, user_id)


def _sign_up(info: Info, email: str, pwd: str, name: str | None = None) -> UserNode:
    context: RequestContext = info.context
    form = Registration(email, pwd, email if "@" in email else "", name or "")
    browser, locale, enter = context.browser, context.caller.locale, context.services.login_or_create.enter
    return UserNode(context, context.sign_in(lambda: enter(browser.token, form, browser.device, locale)))


def _user(info: Info, id: str) -> UserNode | None:
    context: RequestContext = info.context
    return UserNode(context, id) if context.is_me(id) else None


def _chat(info: Info, id: str) -> ChatNode | None:
    context: RequestContext = info.context
    try:
        return ChatNode(context, _owned(context, id))
    except (NoSuchChat, NotTheirs):
        return None


def _chat_many(info: Info, user_id: str) -> Sequence[ChatNode] | None:
    context: RequestContext = info.context
    return chats_of(context, user_id) if context.is_me(user_id) else None


def _all_category(info: Info) -> Sequence[CategoryNode]:
    return categories_of(info.context)


def _category(info: Info, id: str) -> CategoryNode | None:
    return next((node for node in categories_of(info.context) if node.id == id), None)


def _prompt(info: Info) -> Sequence[PromptNode]:
    context: RequestContext = info.context
    return context.counted([PromptNode(context, persona) for persona in context.catalogue.personas])


def _open_chat(info: Info, user_id: str, prompt_id: str) -> ChatNode:
    """A new chat that plays this persona; it may be named by its key as well."""
    context: RequestContext = info.context
    me, persona = context.require_me(user_id), context.catalogue.named(prompt_id)
    if persona is None:
        raise NotTheirs
    _count_write(context)
    opened = context.services.chats.open_from_persona(me, context.caller.locale, persona.key)
    return ChatNode(context, TranscriptChat(context.wait(opened), persona.id))


def _message(info: Info, chat_id: str, role: str, content: str) -> TurnNode:
    context: RequestContext = info.context
    chat = _owned(context, chat_id)
    _count_write(context)
    recorded = context.services.transcripts.record(context.caller.user_id, chat.id, role.lower(), content)
    return TurnNode(ChatNode(context, chat), context.wait(recorded))


def _clean_message(info: Info, chat_id: str) -> ChatNode | None:
    context: RequestContext = info.context
    try:
        chat = _owned(context, chat_id)
        _count_write(context)
        context.wait(context.services.conversation.clear(context.caller.user_id, chat.id))
    except (NoSuchChat, NotTheirs):
        return None
    return ChatNode(context, chat)


def _owned(context: RequestContext, chat_id: str) -> TranscriptChat:
    """A chat of the caller.

    Raises:
        NotTheirs, NoSuchChat: it is none.
    """
    if not context.caller.user_id:
        raise NotTheirs
    return context.wait(context.services.transcripts.chat(context.caller.user_id, chat_id))


def _count_write(context: RequestContext) -> None:
    throttle = context.services.throttle
    context.wait(throttle.person("graphql", context.caller.user_id, an_hour=_WRITES_AN_HOUR))


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
