"""The scripts of Discover: its search, which the browser does by itself, and the parts of its sheets."""

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.function import FunctionVar

from oreai.components.browser.chat import ChoiceForm

_SEARCH = "$/public/js/list/card_search.js"
_PARTS = "$/public/js/list/persona_parts.js"

QUERY: rx.Var[str] = rx.Var(
    "cardQuery",
    _var_type=str,
    _var_data=VarData(
        imports={_SEARCH: [ImportVar(tag="useCardQuery")]}, hooks={"const cardQuery = useCardQuery()": None}
    ),
).to(str)
"What is looked for among the cards."


def is_found(*texts: rx.Var[str]) -> rx.Var[bool]:
    """Whether each word that is looked for stands in one of these texts."""
    imported = VarData(imports={_SEARCH: [ImportVar(tag="isFound")]})
    return rx.Var("isFound", _var_data=imported).to(FunctionVar).call(QUERY, *texts).to(bool)


class CardSearch(rx.Component):
    """The field above the cards."""

    library = _SEARCH
    tag = "CardSearch"

    label: rx.Var[str]


class Folded(rx.Component):
    """A text of which three lines are shown, until it is unfolded."""

    library = _PARTS
    tag = "Folded"

    text: rx.Var[str]
    label: rx.Var[str]
    more: rx.Var[str]
    less: rx.Var[str]


class LinkField(rx.Component):
    """A link of this server, whole, and a button that copies it."""

    library = _PARTS
    tag = "LinkField"

    path: rx.Var[str]
    label: rx.Var[str]
    copies: rx.Var[str]


def _one_form(form: rx.Var[dict[str, str]]) -> list[rx.Var]:
    return [form]


class KeptForm(ChoiceForm):
    """One whose words outlive a reload, until they are saved or discarded."""

    library = "$/public/js/list/kept_form.js"
    tag = "KeptForm"

    kept_as: rx.Var[str]
    "What the form is of; empty while it is of nothing."
    is_open: rx.Var[bool]
    saves: rx.Var[int]
    "Rises when it is saved."


class DraftNote(rx.Component):
    """Within such a form: says that what was not saved is back, and discards it."""

    library = "$/public/js/list/kept_form.js"
    tag = "DraftNote"

    words: rx.Var[dict[str, str]]


class TrialField(rx.Component):
    """A question within a form, and a button that asks it with all that the form holds."""

    library = _PARTS
    tag = "TrialField"

    label: rx.Var[str]
    asks: rx.Var[str]
    on_try: rx.EventHandler[_one_form]


def _one_text(text: rx.Var[str]) -> list[rx.Var]:
    return [text]


class FileButton(rx.Component):
    """A button by which a text file is chosen; one that is too long is not read."""

    library = _PARTS
    tag = "FileButton"

    label: rx.Var[str]
    most: rx.Var[int]
    too_long: rx.Var[str]
    on_text: rx.EventHandler[_one_text]
