"""User and assistant take turns in every request."""

import pytest

from oreai.llm.client import AttachmentPart, ChatTurn
from oreai.services.requests.alternation import alternating, without_system

S, U, A = "system", "user", "assistant"


def turns(*roles: str) -> list[ChatTurn]:
    """Each turn says its own place."""
    return [
        ChatTurn(role, str(place), (AttachmentPart("image", f"p{place}"),))
        for place, role in enumerate(roles)
    ]


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((S, U, A, U), [(S, "0"), (U, "1"), (A, "2"), (U, "3")]),
        ((U, U), [(U, "0\n\n1")]),
        ((S, U, A, A, U, U, U), [(S, "0"), (U, "1"), (A, "2\n\n3"), (U, "4\n\n5\n\n6")]),
        ((S,), [(S, "0")]),
        ((), []),
    ],
)
def test_neighbours_of_one_role_go_as_one(roles: tuple[str, ...], said: list[tuple[str, str]]):
    """In their order, with all their pictures."""
    went = alternating(turns(*roles))
    assert [(turn.role, turn.content) for turn in went] == said
    assert [part.address for turn in went for part in turn.attachments] == [
        f"p{place}" for place in range(len(roles))
    ]


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ((S, U, A, U), [(U, "0\n\n1"), (A, "2"), (U, "3")]),
        ((S, A, U), [(U, "0"), (A, "1"), (U, "2")]),
        ((S,), [(U, "0")]),
        ((U,), [(U, "0")]),
    ],
)
def test_a_refused_system_text_begins_what_the_user_says(roles: tuple[str, ...], said: list[tuple[str, str]]):
    """A turn of its own where the assistant has spoken first."""
    assert [(turn.role, turn.content) for turn in without_system(turns(*roles))] == said
