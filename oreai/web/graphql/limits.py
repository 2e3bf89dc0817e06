"""How much one GraphQL document may ask: the schema goes in circles, and an alias asks the same again.

Fragments are weighed as if they were written out, each once, so that the weighing itself takes no time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

MOST_TOKENS = 800
"Words and signs of a document; the original's longest has about 60."


class TooMuch(Exception):
    """The document asks for more than one may; the words say of what."""


@dataclass(frozen=True)
class Weight:
    """What a document asks: how deep, for how many fields, how many of them by another name."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0


MOST = Weight(depth=6, fields=150, aliases=10)
"The original's page needs a depth of three, ten fields and no alias."
MOST_IN_DEVELOPMENT = Weight(depth=20, fields=1000, aliases=10)
"Tools ask for the whole schema at once."


def require_within(document: DocumentNode, most: Weight) -> None:
    """Let a document pass.

    Raises:
        TooMuch: it is too deep, too wide, or goes in a circle.
    """
    definitions = document.definitions
    fragments = {one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)}
    scale = _Scale(fragments)
    for operation in definitions:
        if isinstance(operation, OperationDefinitionNode):
            _compare(scale.weigh(operation.selection_set), most)


def _compare(weight: Weight, most: Weight) -> None:
    for what in ("depth", "fields", "aliases"):
        if getattr(weight, what) > getattr(most, what):
            raise TooMuch(what)


class _Scale:
    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]):
        self._fragments = fragments
        self._weighed: dict[str, Weight] = {}
        self._open: set[str] = set()

    def weigh(self, selected: SelectionSetNode | None) -> Weight:
        depth = fields = aliases = 0
        for selection in selected.selections if selected else ():
            one = self._one(selection)
            depth = max(depth, one.depth)
            fields, aliases = fields + one.fields, aliases + one.aliases
        return Weight(depth, fields, aliases)

    def _one(self, selection: SelectionNode) -> Weight:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        inner = self.weigh(getattr(selection, "selection_set", None))
        if not isinstance(selection, FieldNode):
            return inner
        return replace(
            inner,
            depth=inner.depth + 1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (1 if selection.alias else 0),
        )

    def _fragment(self, name: str) -> Weight:
        if name in self._open:
            raise TooMuch("depth")
        if name not in self._fragments:
            return Weight()  # validation tells of it
        if name not in self._weighed:
            self._open.add(name)
            self._weighed[name] = self.weigh(self._fragments[name].selection_set)
            self._open.remove(name)
        return self._weighed[name]
