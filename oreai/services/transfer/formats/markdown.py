"""Markdown: OreAI's own, and what others write, where a line of its own says who speaks.

Read as `{"markdown": bytes}`.
"""

import re
from collections.abc import Iterator

from oreai.services.transfer.chat_file import MARK, FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value
from oreai.services.transfer.formats.turns import name_of
from oreai.services.transfer.markdown_file import NotOurs, chat_in
from oreai.services.transfer.texts import clean, text_and_reasoning
from oreai.services.transfer.tree import in_a_row, settle

KEY = "markdown"
_USER = r"you|user|me|human|prompt|我|用户|你"
_MODEL = r"chatgpt|gpt[\w.-]*|assistant|ai|claude|gemini|deepseek|response|助手|模型"
_SPEAKER = re.compile(
    rf"^(?:#{{1,6}}\s*|\*\*)(?:[^\w\s]+\s*)?(?:(?P<user>{_USER})|(?P<model>{_MODEL}))\s*[:：]?\s*(?:\*\*|\s#*)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^#\s+(.+)$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_TITLE_LENGTH = 40


def _matches(value: Value) -> bool:
    return set(value) == {KEY}


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    content = value.pop(KEY).replace(b"\r\n", b"\n")
    try:
        chat = chat_in(content)
    except NotOurs:
        yield from _of_others(clean(content.decode("utf-8", "replace")), around)
        return
    del content
    chat.source = MARK
    for message in chat.messages:
        message.content, message.reasoning = clean(message.content), clean(message.reasoning)
        for picture in message.pictures:
            picture.path = around.pictures.take(picture.path or picture.name)
    chat.left_out = [one.name for message in chat.messages for one in message.pictures if not one.path]
    yield settle(chat)


def _of_others(text: str, around: Surroundings) -> Iterator[FileChat]:
    title = ""
    messages: list[FileMessage] = []
    for speaker, lines in _turns(text):
        words = "\n".join(lines).strip().removesuffix("\n---").strip()
        if not speaker:
            title = next((found[1] for line in lines if (found := _TITLE.match(line))), "")
        elif words and words != "---":
            content, reasoning = text_and_reasoning(words, is_reply=speaker == "assistant")
            messages.append(FileMessage(str(len(messages)), None, speaker, content, reasoning))
    if messages:
        title = title or messages[0].content.splitlines()[0][:_TITLE_LENGTH] or around.untitled
        yield settle(FileChat(name_of(messages), title, KEY, messages=in_a_row(messages)))


def _turns(text: str) -> Iterator[tuple[str, list[str]]]:
    """(who speaks, their lines), first what stands before anybody does; a heading in a fence is text."""
    speaker = fence = ""
    lines: list[str] = []
    for line in text.split("\n"):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        found = None if fence else _SPEAKER.match(line)
        if found:
            yield speaker, lines
            speaker, lines = ("user" if found["user"] else "assistant"), []
        else:
            lines.append(line)
    yield speaker, lines


MARKDOWN = Format(KEY, _matches, _read)
