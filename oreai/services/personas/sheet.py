"""A persona as its dialog shows it."""

from dataclasses import dataclass

from oreai.services.personas.form import PersonaForm


@dataclass(frozen=True)
class PersonaSheet:
    """A persona as its dialog shows it."""

    key: str
    "Empty where it is another user's, and its link shows it."
    form: PersonaForm
    is_own: bool
    share_token: str | None = None
    "What its link ends in, while its owner shares it."

    @property
    def variables(self) -> list[str]:
        """What is asked for before a chat begins; built-in ones ask for nothing."""
        return self.form.variables if self.is_own or not self.key else []
