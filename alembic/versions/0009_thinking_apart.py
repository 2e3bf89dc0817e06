"""thinking apart: what the texts of replies and summaries hold of it stands where thinking belongs"""

import re

import sqlalchemy as sa

from alembic import op
from oreai.llm.reasoning import split

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# Sure is what begins with a tag, or holds a closing one alone at a line's start: others may tell of tags.
_NAMES = "(?:think|thinking|thought|thoughts|reasoning|seed:think)"
_OPENS = rf"\A\s*(?:<{_NAMES}>|\[THINK\]|◁think▷)"
_CLOSES = rf"^(?:</{_NAMES}>|\[/THINK\]|◁/think▷)"
_INLINE = re.compile(f"{_OPENS}|{_CLOSES}", re.IGNORECASE | re.MULTILINE)
_MESSAGE = sa.table("message", *map(sa.column, ("id", "role", "content", "thinking", "tokens")))
_CHAT = sa.table("chat", *map(sa.column, ("id", "summary", "summary_until")))


def upgrade() -> None:
    for message_id, content, thinking in _texts(_MESSAGE, _MESSAGE.c.content, _MESSAGE.c.thinking):
        text, thought = split(content)
        apart = {"content": text, "thinking": (thinking or "") + thought or None, "tokens": None}
        op.execute(sa.update(_MESSAGE).where(_MESSAGE.c.id == message_id).values(**apart))
    for chat_id, summary, until in _texts(_CHAT, _CHAT.c.summary, _CHAT.c.summary_until):
        text, _ = split(summary)
        apart = {"summary": text or None, "summary_until": until if text else None}
        op.execute(sa.update(_CHAT).where(_CHAT.c.id == chat_id).values(**apart))


def _texts(table, text, other):
    """(id, text, other) of the rows whose text holds thinking; one at a time, for they can be long."""
    marked = sa.or_(*(text.like(f"%{name}%") for name in ("think", "thought", "reasoning>")))
    if table is _MESSAGE:
        marked &= table.c.role == "assistant"
    for row_id in op.get_bind().scalars(sa.select(table.c.id).where(marked)).all():
        row = op.get_bind().execute(sa.select(table.c.id, text, other).where(table.c.id == row_id)).one()
        if _INLINE.search(row[1]):
            yield row


def downgrade() -> None:
    """Nothing to undo: earlier versions read thinking that stands apart as well."""
