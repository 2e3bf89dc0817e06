"""What the types of the schema are made of: an attribute or method for each field, by its name there.

A node of a chat or a user exists only where it is the caller's: whoever makes one has made sure.
"""

from collections.abc import Sequence
from functools import cached_property

from oreai.i18n import texts_for
from oreai.services.accounts.visitors import Account
from oreai.services.conversation.transcripts import TranscriptChat, Transcripts, Turn
from oreai.services.personas.catalogue import CataloguePersona
from oreai.web.graphql.context import Info, RequestContext


class UserNode:
    """The caller."""

    pwd = ""
    "Nobody is told anything of a password."

    def __init__(self, context: RequestContext, user_id: str):
        self._context = context
        self.id = user_id

    @cached_property
    def _account(self) -> Account:
        return self._context.wait(self._context.services.accounts.account(self.id))

    def email(self, _: Info) -> str:
        return self._account.email

    def name(self, _: Info) -> str | None:
        return self._account.name or None

    def chat(self, _: Info) -> Sequence["ChatNode"]:
        return chats_of(self._context, self.id)

    def profile(self, _: Info) -> "ProfileNode":
        return ProfileNode(self, self._account.bio)


class ProfileNode:
    """What the caller tells about themselves; there is always one, as the schema says."""

    def __init__(self, user: UserNode, bio: str):
        self.id, self.user, self.bio = user.id, user, bio or None


class ChatNode:
    """A chat of the caller."""

    def __init__(self, context: RequestContext, chat: TranscriptChat):
        self._context = context
        self._persona_id = chat.persona_id
        self.id = chat.id

    def user(self, _: Info) -> UserNode:
        return UserNode(self._context, self._context.caller.user_id)

    def prompt(self, _: Info) -> "PromptNode | None":
        persona = self._context.catalogue.named(self._persona_id) if self._persona_id else None
        return PromptNode(self._context, persona) if persona else None

    def messages(self, _: Info) -> Sequence["TurnNode"]:
        return self._turns(self._context.wait(self._transcripts.turns(self._user_id, self.id)))

    def examples(self, _: Info) -> Sequence["TurnNode"]:
        return self._turns(self._context.wait(self._transcripts.examples(self._user_id, self.id)))

    def _turns(self, turns: Sequence[Turn]) -> Sequence["TurnNode"]:
        return self._context.counted([TurnNode(self, turn) for turn in turns])

    @property
    def _user_id(self) -> str:
        return self._context.caller.user_id

    @property
    def _transcripts(self) -> Transcripts:
        return self._context.services.transcripts


class TurnNode:
    """A message or an example of a chat of the caller."""

    def __init__(self, chat: ChatNode, turn: Turn):
        self.chat, self.id, self.role, self.content = chat, turn.id, turn.role.upper(), turn.content


class PromptNode:
    """A persona."""

    def __init__(self, context: RequestContext, persona: CataloguePersona):
        self._context = context
        self._category_keys = persona.category_keys
        self.id, self.name, self.system, self.icon = persona.id, persona.name, persona.system, persona.icon

    def chats(self, _: Info) -> Sequence[ChatNode]:
        """Those of the caller that play it."""
        user_id = self._context.caller.user_id
        own = self._context.wait(self._context.services.transcripts.chats(user_id)) if user_id else []
        return self._context.counted(
            [ChatNode(self._context, chat) for chat in own if chat.persona_id == self.id]
        )

    def categories(self, _: Info) -> Sequence["CategoryNode"]:
        return [node for node in categories_of(self._context) if node.key in self._category_keys]


class CategoryNode:
    """A tab of Discover."""

    def __init__(self, context: RequestContext, category_id: str, key: str):
        self._context = context
        self.id, self.key = category_id, key

    def name(self, _: Info) -> str:
        return texts_for(self._context.caller.locale).discover.categories[self.key]

    def prompts(self, _: Info) -> Sequence[PromptNode]:
        return self._context.counted(
            [
                PromptNode(self._context, persona)
                for persona in self._context.catalogue.personas
                if self.key in persona.category_keys
            ]
        )


def chats_of(context: RequestContext, user_id: str) -> Sequence[ChatNode]:
    """The caller's chats, the oldest first."""
    own = context.wait(context.services.transcripts.chats(user_id))
    return context.counted([ChatNode(context, chat) for chat in own])


def categories_of(context: RequestContext) -> Sequence[CategoryNode]:
    """All categories, in the order of the tabs."""
    return context.counted([CategoryNode(context, *category) for category in context.catalogue.categories])
