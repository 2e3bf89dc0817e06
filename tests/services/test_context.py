"""Which turns the model is sent: system text, examples, messages; never an empty one."""

from hypothesis import given
from hypothesis import strategies as st

from oreai.llm.client import ChatTurn
from oreai.models import Chat, Example, Message
from oreai.services.context import turns_for

SAID = st.lists(st.tuples(st.sampled_from(["user", "assistant"]), st.sampled_from(["", "京都", "Nara"])))


@given(st.sampled_from(["", "You are a guide."]), SAID, SAID)
def test_the_turns_are_everything_that_was_said_in_order(system: str, shown: list, said: list):
    """Nothing is doubled, moved or lost but what has no word."""
    chat = Chat(user_id="lin", icon="💬", title="京都", system=system)
    examples = [Example(chat_id="c", position=i, role=r, content=c) for i, (r, c) in enumerate(shown)]
    messages = [Message(chat_id="c", role=role, content=content) for role, content in said]
    expected = [("system", system), *shown, *said]
    assert turns_for(chat, examples, messages) == [ChatTurn(r, c) for r, c in expected if c]
