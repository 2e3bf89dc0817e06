"""Which pictures of a conversation go to the model, and what they and their absence weigh.

The newest go. A model that has refused pictures is still shown those of the
newest prompt: it may have learned to see, and if not, its owner has to hear
of it. A mark stands for those that stay away.
"""

from collections.abc import Mapping, Sequence

from oreai.models import Role
from oreai.repositories.messages import Outline
from oreai.services.chat_models import ChatModel

SHOWN = 6
"How many prompts with pictures are shown at once: each request carries all of theirs anew, in megabytes."


def shown(line: Sequence[Outline], *, sees: bool) -> set[str]:
    """The ids of the messages whose pictures go.

    Args:
        sees: whether the model sees pictures, as far as it is known.
    """
    prompts = [message for message in line if message.role == Role.USER]
    if not sees:
        prompts = prompts[-1:]
    return {message.id for message in [prompt for prompt in prompts if prompt.image_tokens][-SHOWN:]}


def with_images(
    counts: Mapping[str, int], line: Sequence[Outline], model: ChatModel, mark: str
) -> dict[str, int]:
    """The tokens of these messages' words with those of their pictures, or of the mark instead of them.

    Not for the event loop.
    """
    going = shown(line, sees=model.parameters.images)
    of_mark = model.count(mark + "\n")
    images = {m.id: m.image_tokens if m.id in going else of_mark for m in line if m.image_tokens}
    return {message.id: counts[message.id] + images.get(message.id, 0) for message in line}
