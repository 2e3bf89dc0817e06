"""The language of the shell: of commands, and of what is said while the server starts."""

import os

from oreai.i18n import Texts, texts_for

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def shell_texts() -> Texts:
    """Every word in the language of the shell: Chinese where that is set, else English."""
    language = next(filter(None, (os.environ.get(name) for name in _LOCALES)), "")
    return texts_for("zh" if language.startswith("zh") else "en")
