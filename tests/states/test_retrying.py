"""Following goes on whatever happens, and each tab follows a thing once."""

import pytest

from oreai.states import retrying
from oreai.states.chat import ChatState
from oreai.states.chats import ChatsState
from oreai.states.trash import TrashState


async def test_what_nobody_has_thought_of_makes_no_tab_deaf(monkeypatch: pytest.MonkeyPatch):
    """A row vanishes in the middle of a look, the database is away for a moment: the tab looks again."""
    monkeypatch.setattr(retrying, "_AGAIN_SECONDS", 0)
    looks = iter([KeyError("gone"), ConnectionError("away"), None])

    async def follow() -> None:
        if error := next(looks):
            raise error

    await retrying.retry_until_done(follow)
    assert list(looks) == []


@pytest.mark.parametrize("follow", [ChatState.follow_chat, ChatsState.follow_chats, TrashState.follow_trash])
def test_a_tab_follows_a_thing_once(follow):
    """However often a program calls for it, the earlier ones end."""
    assert follow.is_background
    assert follow.supersedes
