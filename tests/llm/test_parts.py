"""What a turn carries, on the wire: words alone as a text, anything else as parts."""

from oreai.llm.client import AttachmentPart, ChatTurn
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from tests.upstream import Upstream

ADDRESS = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}
IMAGE = AttachmentPart("image", content=ADDRESS)
NOTES = AttachmentPart("text", name="nara.txt", content={"type": "text", "text": "奈良有鹿"})


async def content_sent(upstream: Upstream, turn: ChatTurn) -> str | list[dict]:
    who = await Provider(model="kyoto", silence_seconds=5, local_models_url="").resolve()
    [piece async for piece in who.client.stream([turn], RequestParameters("kyoto"))]
    return upstream.requests[-1].messages[-1]["content"]


async def test_words_and_an_image_go_as_parts(provider: Upstream):
    """The words first; an image alone without any."""
    assert await content_sent(provider, ChatTurn("user", "这是哪里？", (IMAGE,))) == [
        {"type": "text", "text": "这是哪里？"},
        ADDRESS,
    ]
    assert await content_sent(provider, ChatTurn("user", "", (IMAGE,))) == [ADDRESS]


async def test_an_attachment_of_words_goes_as_words(provider: Upstream):
    """In one plain text, which servers take that know no parts; no model has to see for it."""
    turn = ChatTurn("user", "看", (NOTES,))
    assert await content_sent(provider, turn) == "看\n\n奈良有鹿"
    assert not turn.has_images


async def test_neighbours_keep_all_their_attachments():
    """In their order."""
    joined = ChatTurn("user", "看", (IMAGE,)).followed_by(ChatTurn("user", "还有", (NOTES,)))
    assert (joined.content, joined.attachments) == ("看\n\n还有", (IMAGE, NOTES))
