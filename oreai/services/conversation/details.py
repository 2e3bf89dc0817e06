"""What a reply was made from: the request as the provider got it, told from its record."""

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message
from oreai.repositories import images, messages
from oreai.services.accounts.ownership import NoSuchMessage
from oreai.services.attachments.store import view_of
from oreai.services.conversation.revisions import texts_at
from oreai.services.requests.record import RequestMessage, RequestRecord, RequestView


class Details:
    """Tells how a reply came about."""

    def __init__(self, database: Database):
        self._database = database

    async def of(self, user_id: str, message_id: str) -> RequestView:
        """What was sent for this reply, and what it cost.

        Raises:
            NoSuchMessage: not a reply of this user, or one for which nothing was ever sent.
        """

        def work(session: Session) -> tuple[Message, RequestRecord, list[RequestMessage]]:
            reply = messages.owned(session, user_id, message_id)
            if reply is None or not reply.sent:
                raise NoSuchMessage
            sent = RequestRecord.from_json(reply.sent)
            return reply, sent, _said(session, reply.chat_id, sent)

        reply, sent, said = await self._database.read(work)
        return _view(reply, sent, said)


def _said(session: Session, chat_id: str, sent: RequestRecord) -> list[RequestMessage]:
    """The messages that went, also those that were deleted since."""
    line = messages.ancestors(session, chat_id, sent.last)
    # Every message of a request was counted before it went: an empty one did not go.
    spoken = [message for message in line if not message.is_empty and message.id not in sent.deleted]
    went = spoken[len(spoken) - len(sent.lengths) :]
    texts = texts_at(session, chat_id, [message.id for message in went], sent.at)
    rows = images.of_messages(session, [message.id for message in went if message.image_tokens])
    return [
        RequestMessage(m.role, texts[m.id], [view_of(row).address for row in rows.get(m.id, ())])
        for m in went
    ]


def _view(reply: Message, sent: RequestRecord, said: list[RequestMessage]) -> RequestView:
    turns = sent.turns(said)
    ended = reply.finished_at.timestamp() - sent.at if reply.finished_at else None
    return RequestView(
        sent=sent,
        turns=turns,
        prompt_tokens=reply.prompt_tokens or sum(turn.tokens for turn in turns),
        completion_tokens=reply.completion_tokens or reply.tokens or 0,
        counted=reply.prompt_tokens is not None,
        first_token_s=reply.first_token_at.timestamp() - sent.at if reply.first_token_at else None,
        seconds=ended,
        finish_reason=reply.finish_reason or "",
        status=reply.status,
        refitted_to=reply.refitted_to,
        truncated_to=reply.truncated_to,
        provider=reply.provider or "",
    )
