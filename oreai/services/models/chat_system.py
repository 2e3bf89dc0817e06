"""The system text of a chat: what its folder tells all its chats, then its own."""

from sqlmodel import Session

from oreai.llm.client import PARAGRAPH
from oreai.models import Chat
from oreai.repositories import folders


def chat_system(session: Session, chat: Chat) -> str:
    """What goes before everything that is said in a chat; what comes later in it counts more.

    Args:
        chat: one that was loaded through its owner.
    """
    folder = folders.of_chat(session, chat)
    return PARAGRAPH.join(text for text in (folder.instructions if folder else "", chat.system) if text)
