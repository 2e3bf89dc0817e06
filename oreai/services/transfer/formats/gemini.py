"""Gemini: Google Takeout's activity, an entry for each question with its answer, and chats of AI Studio.

The activity has no conversations: entries without half an hour between them are taken for one.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from markdownify import MarkdownConverter

from oreai.services.transfer.chat_file import FileChat, FileMessage
from oreai.services.transfer.formats.format import Format, Surroundings, Value, has
from oreai.services.transfer.formats.turns import name_of
from oreai.services.transfer.texts import clean, joined, mapping, rows
from oreai.services.transfer.times import moment
from oreai.services.transfer.tree import in_a_row, settle

_PAUSE = timedelta(minutes=30)
_PROMPT = re.compile(r"^(?:Prompted|Live Prompt|Asked|Prompt\s*:|已输入|提问|问题：|搜索)\s*")
_TITLE_LENGTH = 40


class _AnswerConverter(MarkdownConverter):  # type: ignore[misc]  # it has no types
    """HTML as Markdown, without what is no text."""

    def _nothing(self, *_args: object, **_options: object) -> str:
        return ""

    convert_script = convert_style = convert_img = _nothing


_HTML = _AnswerConverter(heading_style="ATX")


def _matches(value: Value) -> bool:
    is_entry = has(value, header=str, title=str, time=str)
    products = value.get("products")
    return is_entry and "Gemini" in f"{value.get('header')} {products if isinstance(products, list) else ''}"


def _read(value: Value, around: Surroundings) -> Iterator[FileChat]:
    """One entry; `joined_entries` makes chats of them."""
    prompt = clean(value["title"])
    found = _PROMPT.match(prompt)
    question = prompt[found.end() :] if found else prompt
    at = moment(value["time"])
    answers = [clean(one.get("html")) for one in rows(value.get("safeHtmlItem"))]
    answer = joined(_HTML.convert(one).strip() for one in answers)
    key = str(value["time"])
    messages = [FileMessage(key, None, "user", question, at=at)]
    if answer:
        messages.append(FileMessage(f"{key}:answer", None, "assistant", answer, at=at))
    chat = FileChat(key, question[:_TITLE_LENGTH] or around.untitled, "gemini", created=at, updated=at)
    chat.messages = in_a_row(messages)
    chat.left_out = [clean(name) for name in value.get("attachedFiles") or [] if isinstance(name, str)]
    yield settle(chat)


def joined_entries(entries: list[FileChat]) -> list[FileChat]:
    """Entries as chats: the oldest first, a new one after a pause of half an hour."""
    chats: list[FileChat] = []
    for entry in sorted(entries, key=lambda one: (one.created is None, one.created)):
        last = chats[-1] if chats else None
        if last and last.updated and entry.created and entry.created - last.updated <= _PAUSE:
            last.messages = in_a_row([*last.messages, *entry.messages])
            last.updated = entry.updated
            last.left_out += entry.left_out
        else:
            chats.append(entry)
    return [settle(chat) for chat in chats]


def _matches_studio(value: Value) -> bool:
    return has(mapping(value.get("chunkedPrompt")), chunks=list)


def _read_studio(value: Value, around: Surroundings) -> Iterator[FileChat]:
    model = clean(mapping(value.get("runSettings")).get("model")).removeprefix("models/")
    messages: list[FileMessage] = []
    reasoning = ""
    for at, chunk in enumerate(rows(value["chunkedPrompt"]["chunks"])):
        text, is_reply = clean(chunk.get("text")), chunk.get("role") == "model"
        if chunk.get("isThought"):
            reasoning = joined((reasoning, text))
        elif text:
            messages.append(
                FileMessage(
                    str(at),
                    None,
                    "assistant" if is_reply else "user",
                    text,
                    reasoning if is_reply else "",
                    model=model if is_reply else "",
                )
            )
            reasoning = ""
    system = clean(mapping(value.get("systemInstruction")).get("text"))
    chat = FileChat(name_of(messages), around.untitled, "gemini", system=system, model=model)
    chat.title = messages[0].content[:_TITLE_LENGTH] if messages else around.untitled
    chat.messages = in_a_row(messages)
    yield settle(chat)


GEMINI = Format("gemini", _matches, _read)
AI_STUDIO = Format("gemini", _matches_studio, _read_studio)
