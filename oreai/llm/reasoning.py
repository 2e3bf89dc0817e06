"""Takes apart what a model thinks and what it says, where both come as one text: `<think>…</think>` inline.

An opening tag counts where a line or a sentence begins. A closing tag without an
opening one counts anywhere: the chat template had opened it, so all that came
before was thinking. In code both are text: somebody explains them.
"""

import re
from typing import NamedTuple

_NAMES = ("think", "thinking", "thought", "thoughts", "reason", "reasoning", "seed:think")
# OpenAI's harmony format, where a server leaves it in: https://cookbook.openai.com/articles/openai-harmony
_TURN = "<|start|>assistant"
_ASIDE = tuple(f"<|channel|>{channel}<|message|>" for channel in ("analysis", "commentary"))
_FINAL = "<|channel|>final<|message|>"
_OPENING = (
    *(f"<{name}{blank}>" for name in _NAMES for blank in ("", " ")),
    *("[think]", "◁think▷", "<|begin_of_thought|>"),
    *(turn + aside for turn in ("", _TURN) for aside in _ASIDE),
)
_CLOSING = (
    *(f"</{name}{blank}>" for name in _NAMES for blank in ("", " ")),
    *("[/think]", "◁/think▷", "<|end_of_thought|>"),
    *(turn + _FINAL for turn in ("", _TURN, f"<|end|>{_TURN}")),
)
_AT_ONCE = 4096  # characters: what follows a tag is copied, so that a long text goes in slices
_MOST_BLANKS = 1000  # that are kept before the first word
_PREFIXES = {tag[:length] for tag in (*_OPENING, *_CLOSING) for length in range(1, len(tag))}
_LONGEST = max(map(len, _PREFIXES))
_ANY = re.compile("|".join(map(re.escape, (*_OPENING, *_CLOSING))), re.IGNORECASE)
_CLOSE = re.compile("|".join(map(re.escape, _CLOSING)), re.IGNORECASE)
_MAY_BEGIN = re.compile(r"[<\[◁]")
_ENDS_A_SENTENCE = ("", *".。．!！?？…~～")
_FENCE = re.compile(r"[ \t>*+\-]*(?:\d+[.)][ \t]+)?(`{3,}|~{3,})")


class Split(NamedTuple):
    """What a piece of the text brings to either side."""

    text: str = ""
    reasoning: str = ""
    was_reasoning: bool = False
    "All that was said before this, since the beginning, was thinking."


class ReasoningSplitter:
    """Takes a reply's text as it comes, cut anywhere."""

    def __init__(self) -> None:
        self._is_reasoning = False
        self._held = ""  # what may be the beginning of a tag, or blanks that may stand before one
        self._is_blank = True  # nothing but blanks has come, of a text or of a thought
        self._has_reasoning = False
        self._has_named_a_tag = False  # as text: a closing one is then text too
        self._position = _Position()

    def feed(self, text: str) -> Split:
        """What this adds to either side; the end may be held back until more has come."""
        if not (self._held or self._is_reasoning or self._is_blank or _MAY_BEGIN.search(text)):
            self._position.passes(text)  # nearly every time
            return Split(text)
        return _joined([self._split(text[at : at + _AT_ONCE]) for at in range(0, len(text), _AT_ONCE)])

    def end(self) -> Split:
        """What was held back: no tag comes of it any more."""
        held, self._held = self._held, ""
        if not held.strip():
            return Split()
        return Split(reasoning=held) if self._is_reasoning else Split(held)

    def _split(self, text: str) -> Split:
        text, self._held = self._held + text, ""
        answer, reasoning, was_reasoning = "", "", False
        while text:
            if self._is_reasoning:
                more, text = self._read_reasoning(text)
                reasoning += more
                continue
            more, tag, text = self._read_text(text)
            answer += more
            if tag in _OPENING:
                self._is_reasoning = self._is_blank = self._has_reasoning = True
            elif tag:
                answer, reasoning, was_reasoning = "", reasoning + answer, True
                self._begin_to_speak()
        return Split(answer, reasoning, was_reasoning)

    def _read_reasoning(self, text: str) -> tuple[str, str]:
        """What of this is thinking, and what follows."""
        if self._is_blank:
            text = text.lstrip()
            self._is_blank = not text
        if found := _CLOSE.search(text):
            self._is_reasoning = False
            self._begin_to_speak()
            return text[: found.start()], text[found.end() :]
        return self._without_beginning_of_tag(text), ""

    def _read_text(self, text: str) -> tuple[str, str, str]:
        """What of this is said, the tag that follows it, if one does, and what follows that."""
        if self._is_blank:
            blanks = len(text) - len(text.lstrip())
            if self._has_reasoning:
                text, blanks = text[blanks:], 0
            if blanks == len(text):
                self._held = text[-_MOST_BLANKS:]
                return "", "", ""
        at = 0
        while found := _ANY.search(text, at):
            self._position.passes(text[at : found.start()])
            tag = found[0].lower()
            if self._counts(tag):
                answer = text[: found.start()]
                return ("" if self._is_blank and not answer.strip() else answer), tag, text[found.end() :]
            self._has_named_a_tag |= tag in _OPENING
            self._position.passes(found[0])
            at = found.end()
        answer = self._without_beginning_of_tag(text)
        if self._is_blank and not answer.strip():
            answer, self._held = "", answer[-_MOST_BLANKS:] + self._held
        self._is_blank = self._is_blank and not answer
        self._position.passes(answer[at:])
        return answer, "", ""

    def _counts(self, tag: str) -> bool:
        """Whether a tag at this place is one, and not talked of."""
        if self._position.is_in_code():
            return False
        return self._position.is_at_start() if tag in _OPENING else not self._has_named_a_tag

    def _begin_to_speak(self) -> None:
        self._is_blank = self._has_reasoning = True
        self._position = _Position()

    def _without_beginning_of_tag(self, text: str) -> str:
        """The text without what may be a tag's beginning at its end: that is held back."""
        for found in _MAY_BEGIN.finditer(text, max(0, len(text) - _LONGEST)):
            if text[found.start() :].lower() in _PREFIXES:
                text, self._held = text[: found.start()], text[found.start() :]
                break
        return text


def _joined(parts: list[Split]) -> Split:
    """What several pieces bring, one after the other."""
    text, reasoning, was_reasoning = "", "", False
    for part in parts:
        if part.was_reasoning:
            text, reasoning, was_reasoning = "", reasoning + text, True
        text, reasoning = text + part.text, reasoning + part.reasoning
    return Split(text, reasoning, was_reasoning)


class _Position:
    """How far a text has come: where a sentence begins, or in code. Read only where a tag stands."""

    def __init__(self) -> None:
        self._unread: list[str] = []
        self._fence = ""
        self._has_open_tick = False
        self._last = ""  # the last sign of the line that is no blank

    def passes(self, text: str) -> None:
        """The text goes on by this."""
        self._unread.append(text)

    def is_in_code(self) -> bool:
        """Whether a fence or, in this line, a backtick is open."""
        self._read()
        return bool(self._fence) or self._has_open_tick

    def is_at_start(self) -> bool:
        """Whether nothing but blanks stands before this in its line, or a sentence has ended there."""
        self._read()
        return self._last in _ENDS_A_SENTENCE

    def _read(self) -> None:
        # Between two readings stands at least a tag: what goes on with a line opens no fence.
        first, *lines = "".join(self._unread).split("\n")
        self._unread.clear()
        if self._last:
            self._go_on(first)
        else:
            lines.insert(0, first)
        for line in lines:
            self._begin(line)

    def _begin(self, line: str) -> None:
        self._has_open_tick, self._last = False, ""
        if not (mark := _FENCE.match(line)):
            self._go_on(line)
        elif not self._fence:
            self._fence = mark[1]
        elif mark[1].startswith(self._fence) and not line[mark.end() :].strip():
            self._fence = ""

    def _go_on(self, line: str) -> None:
        self._has_open_tick ^= line.count("`") % 2 == 1
        self._last = line.rstrip()[-1:] or self._last


def split(text: str) -> tuple[str, str]:
    """(text, thinking) of a whole reply in which both may stand."""
    splitter = ReasoningSplitter()
    first, rest = splitter.feed(text), splitter.end()
    return first.text + rest.text, first.reasoning + rest.reasoning
