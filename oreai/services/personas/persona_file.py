"""Personas as a JSON file of OreAI's own form, which goes out and comes in again."""

import asyncio
import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session

from oreai.database import Database
from oreai.repositories import personas
from oreai.services.personas.form import PersonaForm, form_from, form_of
from oreai.services.personas.own import MOST, NoSuchPersona, add_own

NAME = "personas.json"
FORM = "oreai-personas"
VERSION = 1
LONGEST_FILE = 200_000  # characters: what comes over a page's socket in one piece


class NotAPersonaFile(Exception):
    """The file is of another form, or of none."""


class PersonaFiles:
    """Writes and reads the files."""

    def __init__(self, database: Database):
        self._database = database

    async def write(self, user_id: str, locale: str, key: str) -> tuple[str, str]:
        """The name of a persona that the user may use, and the file that holds it.

        Raises:
            NoSuchPersona: it is another user's.
        """

        def work(session: Session) -> tuple[str, str]:
            found = personas.get(session, user_id, key, locale)
            if found is None:
                raise NoSuchPersona
            persona, text = found
            form = form_of(persona, text, personas.category_of(session, persona.id))
            return form.name, as_json([form])

        return await self._database.read(work)

    async def read(self, user_id: str, content: str, category_keys: Sequence[str]) -> list[str]:
        """Give the user what is in a file, all of it or nothing; their keys.

        Raises:
            NotAPersonaFile, InvalidPersona, InvalidSetting: nothing of it was taken.
            TooManyPersonas: nor was it then.
        """
        forms = await asyncio.to_thread(forms_in, content, category_keys)

        def work(session: Session) -> list[str]:
            # The first one of the file ends at the top of the list, as it stood.
            return [add_own(session, user_id, form) for form in reversed(forms)]

        return await self._database.write(work)


def own_as_json(session: Session, user_id: str) -> str:
    """All personas of the user's own, the newest first; empty where there are none."""
    found = personas.all_own(session, user_id)
    forms = [
        form_of(persona, text, personas.category_of(session, persona.id)) for persona, text in reversed(found)
    ]
    return as_json(forms) if forms else ""


def as_json(forms: Iterable[PersonaForm]) -> str:
    """The file that holds these."""
    content = {"form": FORM, "version": VERSION, "personas": [_told(form) for form in forms]}
    return json.dumps(content, ensure_ascii=False, indent=1)


def forms_in(content: str, category_keys: Sequence[str]) -> list[PersonaForm]:
    """What a file holds, checked as if a person had written it.

    Raises:
        NotAPersonaFile, InvalidPersona, InvalidSetting: it cannot be taken.
    """
    if len(content) > LONGEST_FILE:
        raise NotAPersonaFile
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAPersonaFile from None
    if not isinstance(told, dict) or told.get("form") != FORM or told.get("version") != VERSION:
        raise NotAPersonaFile
    listed = told.get("personas")
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST:
        raise NotAPersonaFile
    if not all(isinstance(one, dict) for one in listed):
        raise NotAPersonaFile
    return [form_from(one, category_keys) for one in listed]


def _told(form: PersonaForm) -> dict[str, Any]:
    return {name: value for name, value in vars(form).items() if value}
