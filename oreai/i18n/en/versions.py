"""Versions of a reply by different models: asking another one, comparing two."""

from oreai.i18n.texts.versions import VersionsTexts

VERSIONS = VersionsTexts(
    wish="Regenerate with a wish",
    shorter="Shorter",
    longer="Longer",
    otherwise="Differently",
    own_words="In your own words",
    ask_other="Ask another model",
    ask_hint="Its answer is added as a version. This chat keeps its own model.",
    side_by_side="Compare the two answers",
    ask="Ask",
    no_model="Choose a model first.",
    by="Model:",
    compare="Compare two models",
    compare_title="Two answers",
    go_on_with="Go on with this one",
    no_words="Nothing was said.",
)
