"""Custom instructions: who the user is, and how they want to be answered, in every chat."""

from dataclasses import dataclass

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import personalizations

LONGEST = 1_500  # characters of each text


@dataclass(eq=False)
class InstructionsTooLong(Exception):
    """A text has more characters than are kept; nothing was stored."""

    length: int


@dataclass(frozen=True)
class Instructions:
    """A user's two texts, and whether they go along."""

    about: str = ""
    answer_style: str = ""
    is_on: bool = True


class CustomInstructions:
    """Keeps each user's custom instructions; no call takes another user's."""

    def __init__(self, database: Database):
        self._database = database

    async def read(self, user_id: str) -> Instructions:
        """What the user has written; empty texts where they never did."""

        def work(session: Session) -> Instructions:
            found = personalizations.get(session, user_id)
            if found is None:
                return Instructions()
            return Instructions(found.about, found.answer_style, found.uses_instructions)

        return await self._database.read(work)

    async def save(self, user_id: str, about: str, answer_style: str) -> None:
        """Keep both texts; the next request of every chat has them.

        Raises:
            InstructionsTooLong: one of them is; nothing is stored.
        """
        about, answer_style = about.strip(), answer_style.strip()
        longest = max(len(about), len(answer_style))
        if longest > LONGEST:
            raise InstructionsTooLong(longest)

        def work(session: Session) -> None:
            own = personalizations.of_user(session, user_id)
            own.about, own.answer_style = about, answer_style

        await self._database.write(work)

    async def switch(self, user_id: str, *, is_on: bool) -> None:
        """Let the texts go along from now on, or stay at home; they are kept either way."""

        def work(session: Session) -> None:
            personalizations.of_user(session, user_id).uses_instructions = is_on

        await self._database.write(work)
