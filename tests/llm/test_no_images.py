"""Refusals of pictures: each server has its own words, and some that sound alike mean something else."""

import pytest

from oreai.llm.client import AttachmentPart, ChatClient, ChatTurn
from oreai.llm.errors import ImagesRefused, ModelError, Refused
from oreai.llm.openai_client import OpenAIClient
from oreai.llm.parameters import RequestParameters
from oreai.llm.provider import Provider
from tests.upstream import Upstream, refusal

ADDRESS = {"url": "data:image/png;base64,AA"}
SIGN = AttachmentPart("image", content={"type": "image_url", "image_url": ADDRESS})
SHOWN = ChatTurn("user", "Where is this?", (SIGN,))
SEES_NOTHING = [
    (400, "Invalid content type. image_url is only supported by certain models."),
    (400, "This model does not support image input"),
    (400, "This model does not support image inputs."),
    (422, "Failed to deserialize: messages[0]: unknown variant `image_url`, expected `text` at line 1"),
    (404, "No endpoints found that support image input"),
    (400, "model does not support multimodal requests"),
    (400, "kyoto-7b is not a multimodal model"),
    (400, "At most 0 image(s) may be provided in one prompt."),
    (500, "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj"),
    (400, "Model does not support images. Please use a model that does."),
    (415, "Vision is not enabled for this model"),
    (400, "messages[0].content must be a string"),
    (422, "Input should be a valid string"),
]
SOMETHING_ELSE = [
    (400, "You uploaded an unsupported image. Please make sure your image is valid."),
    (400, "The image format is not supported. Use PNG or JPEG."),
    (400, "Image is too large"),
    (400, "Invalid image data: the model could not process it"),
    (400, "Tools are not supported by this model."),
    (500, "The server had an error."),
]


@pytest.fixture
async def client(provider: Upstream) -> ChatClient:
    who = await Provider(model="kyoto", silence_seconds=5, local_models_url="").resolve()
    return who.client


async def refused(client: OpenAIClient, upstream: Upstream, status: int, words: str, turn: ChatTurn):
    upstream.enqueue(refusal(status, words))
    with pytest.raises(ModelError) as raised:
        [piece async for piece in client.stream([turn], RequestParameters("kyoto"))]
    return raised.value


@pytest.mark.parametrize(("status", "words"), SEES_NOTHING)
async def test_a_model_without_eyes_is_known(
    client: OpenAIClient, upstream: Upstream, status: int, words: str
):
    """But only where a picture was shown; the words are kept."""
    error = await refused(client, upstream, status, words, SHOWN)
    assert (type(error), error.provider_message) == (ImagesRefused, words)
    plain = await refused(client, upstream, status, words, ChatTurn("user", "Where?"))
    assert not isinstance(plain, ImagesRefused)


@pytest.mark.parametrize(("status", "words"), SOMETHING_ELSE)
async def test_another_refusal_is_told_in_its_own_words(
    client: OpenAIClient, upstream: Upstream, status: int, words: str
):
    """One bad picture does not make a model blind."""
    error = await refused(client, upstream, status, words, SHOWN)
    assert (type(error), error.provider_message) == (Refused, words)
