"""How much one document may ask; weighing takes no time, whatever it is made of."""

import time

import pytest
from graphql import parse

from oreai.web.graphql.limits import MOST, TooMuch, require_within

CIRCLE = "{ chat(id: 1) { user { chat { user { chat { id } } } } } }"


def test_six_levels_are_allowed():
    """Three more than the original's page needs."""
    require_within(parse(CIRCLE), MOST)


@pytest.mark.parametrize(
    ("document", "what"),
    [
        (CIRCLE.replace("id }", "user { id } }"), "depth"),
        ("{ chat(id: 1) { ...A } } fragment A on Chat { user { chat { ...A } } }", "depth"),
        ("{ ...A } fragment A on Query { ...A }", "depth"),
        ("{ " + " ".join(f"a{n}: prompt {{ id }}" for n in range(11)) + " }", "aliases"),
        ("{ prompt { " + "id " * 150 + "} }", "fields"),
        ("{ prompt { id } } query B { prompt { " + "id " * 150 + "} }", "fields"),
    ],
)
def test_more_is_refused(document: str, what: str):
    """By fragments, circles and further operations too."""
    with pytest.raises(TooMuch, match=what):
        require_within(parse(document), MOST)


def test_fragments_that_double_each_time_are_weighed_at_once():
    """Sixty of them would be 2⁶⁰ fields."""
    chain = " ".join(
        f"fragment F{n} on Prompt {{ ...F{n + 1} ...F{n + 1} ... on Prompt {{ ...F{n + 1} }} }}"
        for n in range(60)
    )
    document = parse(f"{{ prompt {{ ...F0 }} }} {chain} fragment F60 on Prompt {{ id }}")
    begun = time.monotonic()
    with pytest.raises(TooMuch, match="fields"):
        require_within(document, MOST)
    assert time.monotonic() - begun < 0.5
