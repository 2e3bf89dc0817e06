"""Which attachments of a conversation go to the model, and what they and their absence weigh.

The newest go. A model that has refused attachments is still shown those of the
newest message: it may have learned to see, and if not, its owner has to hear
of it. A mark stands for those that stay away.
"""

from collections.abc import Collection, Mapping, Sequence

from oreai.models import Role
from oreai.repositories.messages import MessageSummary

SHOWN = 6
"How many messages with attachments are shown at once: each request carries all of theirs anew, in megabytes."

SHOWN_BYTES = 16 * 1024 * 1024
"How large those may be in all, as they are kept; servers take no request of any size."


def shown(branch: Sequence[MessageSummary], sizes: Mapping[str, int], *, sees: bool) -> set[str]:
    """The ids of the messages whose attachments go.

    Args:
        sizes: the bytes of each message's attachments.
        sees: whether the model sees attachments, as far as it is known.
    """
    from_user = [message for message in reversed(branch) if message.role == Role.USER]
    newest = from_user[0].id if from_user else ""
    going: set[str] = set()
    left = SHOWN_BYTES
    for message in [message for message in from_user if message.attachment_tokens][:SHOWN]:
        left -= sizes.get(message.id, 0)
        if message.id != newest and (left < 0 or not sees):
            break
        going.add(message.id)
    return going


def with_attachments(
    counts: Mapping[str, int],
    branch: Sequence[MessageSummary],
    going: Collection[str],
    of_marks: Mapping[str, int],
) -> dict[str, int]:
    """The tokens of these messages' texts with those of their attachments, or of the mark instead of them.

    Args:
        going: the messages whose attachments go.
        of_marks: the tokens of each message's mark.
    """
    attachments = {
        m.id: m.attachment_tokens if m.id in going else of_marks.get(m.id, 0)
        for m in branch
        if m.attachment_tokens
    }
    return {message.id: counts[message.id] + attachments.get(message.id, 0) for message in branch}
