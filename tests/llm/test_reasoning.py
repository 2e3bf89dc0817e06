"""Thinking that comes inline: taken apart wherever the text is cut; what only talks of tags stays."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oreai.llm.reasoning import ReasoningSplitter, split

TEXTS = {
    "no thinking": ("去清水寺。", "去清水寺。", ""),
    "blanks around": ("  去  \n", "  去  \n", ""),
    "at the start": ("<think>春天？</think>去清水寺。", "去清水寺。", "春天？"),
    "after blanks": ("\n <think>\n春天？\n</think>\n\n去清水寺。\n", "去清水寺。\n", "春天？\n"),
    "thought": ("<thought>春天？</thought>去。", "去。", "春天？"),
    "in capitals": ("<THINK>Spring?</Think>Go.", "Go.", "Spring?"),
    "Mistral's signs": ("[THINK]Spring?[/THINK]Go.", "Go.", "Spring?"),
    "Kimi's signs": ("◁think▷春天？◁/think▷去。", "去。", "春天？"),
    "Seed's name": ("<seed:think>春天？</seed:think>去。", "去。", "春天？"),
    "Open Thoughts' signs": ("<|begin_of_thought|>春天？<|end_of_thought|>去。", "去。", "春天？"),
    "a blank in the tag": ("<think >春天？</think >去。", "去。", "春天？"),
    "harmony's channels": (
        "<|channel|>analysis<|message|>春天？<|end|><|start|>assistant<|channel|>final<|message|>去。",
        "去。",
        "春天？",
    ),
    "harmony's, the turn's beginning too": (
        "<|start|>assistant<|channel|>analysis<|message|>春天？<|start|>assistant<|channel|>final<|message|>去。",
        "去。",
        "春天？",
    ),
    "harmony's, without thinking": ("<|channel|>final<|message|>去。", "去。", ""),
    "harmony's, never closed": ("<|channel|>analysis<|message|>春天？", "", "春天？"),
    "a reason": ("<reason>春天？</reason>去。", "去。", "春天？"),
    "nothing thought": ("<think>\n\n</think>\n\n去。", "去。", ""),
    "never closed": ("<think>春天？再想想", "", "春天？再想想"),
    "never closed, half a tag": ("<think>春天？</thi", "", "春天？</thi"),
    "only closed": ("春天？</think>\n去。", "去。", "春天？"),
    "only closed, nothing before": ("\n</think>\n\n去。", "去。", ""),
    "only closed, twice": ("春天？</think>秋天？</think>去。", "去。", "春天？秋天？"),
    "closed twice": ("<think>春天？</think>秋天？</think>去。", "去。", "春天？秋天？"),
    "between paragraphs": ("好。\n<think>春天？</think>\n去。", "好。\n去。", "春天？"),
    "between sentences": ("好的。<think>春天？</think>去。", "好的。去。", "春天？"),
    "twice": ("<think>一</think>去。\n<think>二</think>\n再去。", "去。\n再去。", "一二"),
    "code in the thought": ("<think>`a` ```</think>去。", "去。", "`a` ```"),
    "less than": ("1 < 2, a <thin and [ x", "1 < 2, a <thin and [ x", ""),
    "a tag at the end": ("去。<", "去。<", ""),
    "nothing but blanks": (" \n ", "", ""),
    "nothing": ("", "", ""),
}
TOLD_OF = {
    "in backticks": "R1 writes `<think>` first and `</think>` last.",
    "only the end, in backticks": "The end is `</think>` here.",
    "in a fence": "So:\n```\n<think>\nhm\n</think>\nGo.\n```\nDone.",
    "in a fence of a list": "1. So:\n   ~~~~xml\n   <think>hm</think>\n   ~~~\n   </think>\n   ~~~~\n",
    "in a sentence": "The <think> tag ends with </think>, always.",
    "in a Chinese sentence": "模型先写 <think>，再写 </think>。",
    "another tag": "<thinker>x</thinker>",
}
ALL = TEXTS | {name: (text, text, "") for name, text in TOLD_OF.items()}
each = pytest.mark.parametrize(("whole", "text", "reasoning"), ALL.values(), ids=ALL)


def taken_apart(pieces: list[str]) -> tuple[str, str]:
    splitter = ReasoningSplitter()
    text = reasoning = ""
    for found in [*map(splitter.feed, pieces), splitter.end()]:
        if found.was_reasoning:
            text, reasoning = "", reasoning + text
        text, reasoning = text + found.text, reasoning + found.reasoning
    return text, reasoning


@each
def test_a_whole_text_is_taken_apart(whole: str, text: str, reasoning: str):
    """As old replies are that were stored with their thinking."""
    assert split(whole) == (text, reasoning)


@each
def test_it_is_taken_apart_wherever_it_is_cut(whole: str, text: str, reasoning: str):
    """At any two places, and sign by sign."""
    for first in range(len(whole) + 1):
        for second in range(first, len(whole) + 1):
            pieces = [whole[:first], whole[first:second], whole[second:]]
            assert taken_apart(pieces) == (text, reasoning), pieces
    assert taken_apart(list(whole)) == (text, reasoning)


signs = st.sampled_from(
    ["<think>", "</think>", "<", "`", "```\n", "\n", " ", "春", "天", "<thought>", "</th"]
)


@given(st.lists(signs).map("".join), st.lists(st.integers(0, 60), max_size=5))
def test_a_cut_never_changes_anything(whole: str, cuts: list[int]):
    """Whatever is written."""
    places = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(places)]
    assert taken_apart(pieces) == split(whole)


def test_a_long_text_is_taken_apart_as_a_short_one():
    """It is read in slices: no tag is lost at their ends."""
    for length in range(4080, 4104):
        thought = "春" * length
        assert split(f"<think>{thought}</think>去。") == ("去。", thought)
        assert split(f"{thought}</think>去。") == ("去。", thought)


def test_what_is_said_is_said_at_once():
    """Only what may be a tag waits for its rest."""
    splitter = ReasoningSplitter()
    assert splitter.feed("去清水寺").text == "去清水寺"
    assert splitter.feed("，再 <").text == "，再 "
    assert splitter.feed("b> 去").text == "<b> 去"


@pytest.mark.parametrize("sign", ["<", "`<think>`", "</think>", "\n<think>", "[", "<think", "` <"])
def test_a_model_that_repeats_itself_costs_no_more_than_its_length(sign: str):
    """Twenty thousand tags are read in a moment."""
    text, reasoning = taken_apart([sign] * 20_000)
    assert len(text) + len(reasoning) <= len(sign) * 20_000
