"""A chat's title may be asked for when its test is over; the next test's replies are not for it."""

from oreai.i18n import texts_for
from tests.late_titles import is_late
from tests.upstream import Request

TITLE = texts_for("zh").instructions.title_request


def asked(*turns: tuple[str, object]) -> Request:
    messages = [{"role": role, "content": content} for role, content in turns]
    return Request("POST", "/v1/chat/completions", {}, {"messages": messages})


def test_a_title_belongs_to_the_test_that_asked_its_prompt():
    """By how the prompt begins; other requests are never late."""
    title = asked(("system", TITLE), ("user", "<conversation>\nuser: 去京都三天\n\n</conversation>"))
    prompt = asked(("user", "去京都三天"))
    assert not is_late(title, [prompt])
    assert is_late(title, [asked(("user", "有照片吗？"))])
    assert not is_late(prompt, [])
    assert not is_late(asked(("user", [{"type": "text", "text": "这是哪儿？"}])), [])
