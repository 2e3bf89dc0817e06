"""What a reply was made from: the request as the provider got it, told from its record; a chat's summary."""

from sqlmodel import Session

from oreai.database import Database
from oreai.models import Message
from oreai.repositories import attachments, messages
from oreai.services.accounts.ownership import NoSuchMessage, owned_chat
from oreai.services.attachments.store import view_of
from oreai.services.conversation.revisions import texts_at
from oreai.services.requests.record import RequestMessage, RequestRecord, RequestView


class Details:
    """Tells how a reply came about, and what the model remembers beside what it is sent in full."""

    def __init__(self, database: Database):
        self._database = database

    async def of(self, user_id: str, message_id: str) -> RequestView:
        """What was sent for this reply, and what it cost.

        Raises:
            NoSuchMessage: not a reply of this user, or one for which nothing was ever sent.
        """

        def work(session: Session) -> tuple[Message, RequestRecord, list[RequestMessage]]:
            reply = messages.owned(session, user_id, message_id)
            if reply is None or not reply.request_record:
                raise NoSuchMessage
            record = RequestRecord.from_json(reply.request_record)
            return reply, record, _messages_in(session, reply.chat_id, record)

        return _view(*await self._database.read(work))

    async def summary(self, user_id: str, chat_id: str) -> str:
        """What stands for a chat's earlier messages; empty where nothing does.

        Raises:
            NoSuchChat: the chat is not this user's.
        """
        chat = await self._database.read(lambda session: owned_chat(session, user_id, chat_id))
        return chat.summary or ""


def _messages_in(session: Session, chat_id: str, record: RequestRecord) -> list[RequestMessage]:
    """The messages that went, with the texts they had then; also those that were deleted since."""
    ancestors = messages.ancestors(session, chat_id, record.last)
    # Every message of a request was counted before it went: an empty one did not go.
    could_go = [row for row in ancestors if not row.is_empty and row.id not in record.deleted]
    went = could_go[len(could_go) - len(record.lengths) :]
    texts = texts_at(session, chat_id, [row.id for row in went], record.at)
    found = attachments.of_messages(session, [row.id for row in went if row.attachment_tokens])
    return [
        RequestMessage(row.role, texts[row.id], [view_of(one).as_part() for one in found.get(row.id, ())])
        for row in went
    ]


def _view(reply: Message, record: RequestRecord, went: list[RequestMessage]) -> RequestView:
    turns = record.turns(went)
    ended = reply.finished_at.timestamp() - record.at if reply.finished_at else None
    return RequestView(
        record=record,
        turns=turns,
        prompt_tokens=reply.prompt_tokens or sum(turn.tokens for turn in turns),
        completion_tokens=reply.completion_tokens or reply.tokens or 0,
        counted=reply.prompt_tokens is not None,
        first_token_s=reply.first_token_at.timestamp() - record.at if reply.first_token_at else None,
        seconds=ended,
        finish_reason=reply.finish_reason or "",
        status=reply.status,
        refitted_to=reply.refitted_to,
        truncated_to=reply.truncated_to,
        provider=reply.provider or "",
        wish=reply.wish or "",
    )
