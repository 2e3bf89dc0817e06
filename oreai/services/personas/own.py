"""Personas of one's own: made, changed, duplicated and deleted by their owner alone."""

from sqlmodel import Session

from oreai.characters import beginning
from oreai.columns import new_id
from oreai.database import Database
from oreai.models import Persona, PersonaText
from oreai.repositories import chats, personas, users
from oreai.services.accounts.ownership import owned_chat
from oreai.services.models.settings import settings_of
from oreai.services.personas.form import LONGEST, MOST_EXAMPLES, MOST_QUESTIONS, PersonaForm, form_of, write

MOST = 200  # of one user


class NoSuchPersona(Exception):
    """There is no persona of this key, or it is another user's."""


class TooManyPersonas(Exception):
    """The user has as many as one may have."""


class OwnPersonas:
    """Makes, changes and deletes users' own personas."""

    def __init__(self, database: Database):
        self._database = database

    async def make(self, user_id: str, form: PersonaForm) -> str:
        """Store a new persona; returns its key.

        Raises:
            TooManyPersonas: the user has too many already.
        """
        return await self._database.write(lambda session: add_own(session, user_id, form))

    async def change(self, user_id: str, key: str, form: PersonaForm) -> None:
        """Let the user's own persona say this from now on; chats that it was played in stay as they are.

        Raises:
            NoSuchPersona: it is not the user's own.
        """

        def work(session: Session) -> None:
            persona, text = _owned(session, user_id, key)
            write(form, persona, text)
            session.add_all([persona, text])
            personas.put_into_category(session, persona.id, form.category)

        await self._database.write(work)

    async def duplicate(self, user_id: str, locale: str, key: str, name: str) -> str:
        """A copy of one's own or of a built-in persona, which is the user's own; returns its key.

        Args:
            name: how the copy is called, with `{name}` where the persona's own name stands.

        Raises:
            NoSuchPersona: it is another user's.
            TooManyPersonas: the user has too many already.
        """

        def work(session: Session) -> str:
            found = personas.get(session, user_id, key, locale)
            if found is None:
                raise NoSuchPersona
            persona, text = found
            form = form_of(persona, text, personas.category_of(session, persona.id))
            called = beginning(name.replace("{name}", form.name), LONGEST["name"])
            return add_own(session, user_id, PersonaForm(**{**vars(form), "name": called}))

        return await self._database.write(work)

    async def delete(self, user_id: str, key: str) -> None:
        """Delete the user's own persona and its link; its chats live on with what they have of it.

        Raises:
            NoSuchPersona: it is not the user's own.
        """
        await self._database.write(lambda session: session.delete(_owned(session, user_id, key)[0]))

    async def from_chat(self, user_id: str, chat_id: str) -> PersonaForm:
        """What a persona would say that were made of this chat; nothing is stored.

        Raises:
            NoSuchChat: the chat is not this user's.
        """

        def work(session: Session) -> PersonaForm:
            chat = owned_chat(session, user_id, chat_id)
            chosen = settings_of(chat)
            turns = [(one.role, one.content) for one in chats.examples(session, chat.id)][:MOST_EXAMPLES]
            return PersonaForm(
                name=beginning(chat.persona_name or chat.title, LONGEST["name"]),
                system=chat.system,
                icon=chat.icon,
                opening=beginning(chat.opening, LONGEST["opening"]),
                questions=[line for line in chat.questions.split("\n") if line][:MOST_QUESTIONS],
                examples=[(role, beginning(text, LONGEST["example"])) for role, text in turns],
                numbers=chosen.numbers,
                model=chosen.model or "",
                provider=chosen.provider or "",
            )

        return await self._database.read(work)


def add_own(session: Session, user_id: str, form: PersonaForm) -> str:
    """Give the user one more persona, in the caller's transaction; its key.

    Raises:
        TooManyPersonas: the user has too many already.
    """
    users.get(session, user_id, lock=True)  # so that two at once are counted one after the other
    if personas.count_own(session, user_id) >= MOST:
        raise TooManyPersonas
    position = personas.next_position(session, user_id)
    persona = Persona(key=new_id(), owner_id=user_id, icon=form.icon, position=position)
    session.add(persona)
    session.flush()
    text = PersonaText(persona_id=persona.id, locale=personas.OWN, name=form.name, description="")
    write(form, persona, text)
    session.add(text)
    personas.put_into_category(session, persona.id, form.category)
    return persona.key


def _owned(session: Session, user_id: str, key: str) -> tuple[Persona, PersonaText]:
    found = personas.own(session, user_id, key)
    if found is None:
        raise NoSuchPersona
    return found
