"""What of a provider's words was said to it before: whoever wrote the request could make it say that.

Only the rest teaches anything of a model, since what is learned holds for everybody who asks it.
"""

import re

_WORD = re.compile(r"[a-z0-9_]+|[^\Wa-z0-9_]", re.IGNORECASE)  # Chinese is looked at by the character
_NUMBER = re.compile(r"\d[\d,_]*")
_RUN_WORDS, _RUN_CHARACTERS = 3, 12  # in a row: fewer are shared by chance
_GAP = " … "


def without_echoes(words: str, request: str) -> str:
    """The words without the runs and without the numbers that stand in what was said.

    Args:
        words: what the provider tells.
        request: all text of the request that it was sent.
    """
    known = f" {' '.join(_WORD.findall(request.casefold()))} "
    spoken = list(_WORD.finditer(words))
    echoed = [False] * len(spoken)
    for start in range(len(spoken)):
        run = _run(spoken, start)
        if run and f" {' '.join(run)} " in known:
            echoed[start : start + len(run)] = [True] * len(run)
    for place in reversed([place for place, is_echo in enumerate(echoed) if is_echo]):
        words = words[: spoken[place].start()] + _GAP + words[spoken[place].end() :]
    numbers = {re.sub(r"\D", "", number) for number in _NUMBER.findall(request)}
    return _NUMBER.sub(lambda found: _GAP if re.sub(r"\D", "", found[0]) in numbers else found[0], words)


def _run(spoken: list[re.Match[str]], start: int) -> list[str]:
    """The shortest run from here that nobody says twice by chance; none where the words end before."""
    run: list[str] = []
    for found in spoken[start:]:
        run.append(found[0].casefold())
        if len(run) >= _RUN_WORDS and sum(map(len, run)) >= _RUN_CHARACTERS:
            return run
    return []
