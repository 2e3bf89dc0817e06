"""One word for one idea: words that have given way to a better one are no names in the code any more."""

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from oreai.settings import ROOT

RETIRED = {
    "Seam": "OverlapTrimmer",
    "Growth": "ReplyDelta",
    "Sent": "RequestRecord",
    "Said": "RequestMessage",
    "Material": "RequestSource",
    "Outlook": "ContextUsage",
    "Answering": "ResolvedModel",
    "Fenced": "BlockedByFirewall",
    "HandedOver": "BoxCannotAnswer",
    "OnlyThought": "OnlyReasoning",
    "ThinkingSplitter": "ReasoningSplitter",
    "ThinkingPart": "ReasoningPart",
    "Heard": "LiveRegion",
    "Looked": "ReadReceipt",
    "Passing": "Toast",
    "Place": "ScrollRestoration",
    "Beside": "Sidebar",
    "KEPT": "KEEP_SHARE, RETENTION",
    "said you_said assistant_said": "text, message, provider_message",
    "thought thoughts": "reasoning",
    "was_thinking": "was_reasoning",
    "standing outline": "visible, MessageSummary",
    "wording wordings reword": "revision, revise",
    "watching": "chat_view",
    "stir": "notify_delta",
    "bury buried": "mark_interrupted",
    "once_quiet": "after_stopping",
    "errands": "on_complete",
    "going_on": "retry_until_done",
    "side_requests": "auxiliary",
    "answering": "resolve",
    "send_key": "idempotency_key",
    "storable half_characters": "replace_lone_surrogates",
    "mine": "account",
    "ears_only": "visually-hidden",
    "traits": "capabilities",
    "Begun": "StartedReply",
    "send_prompt add_prompt prompt_id": "send_message, message_id",
    "first_use": "lazy",
    "renewal": "stale_build",
    "mend": "repair",
    "masks": "math_tokens",
    "hear heard hears hearing": "receive, is_connected",
    "listened": "subscribed",
    "grew": "has_delta",
    "growth growths": "deltas",
    "begun": "started",
    "kept": "the thing that is kept",
    "looked": "checked",
    "telling": "DeltaPublisher",
    "asking Asking": "RequestContext, completion",
    "picture_mark": "mark_of",
}
"What each of these names was, separated by spaces, and the names that took its place."
REPLACED_BY = {old: new for names, new in RETIRED.items() for old in names.split()}
OF_A_CONTRACT = {"oreai/web/graphql/resolvers.py": {"prompt_id"}}
"Names that somebody else's interface has: the original's GraphQL calls a persona a prompt."
NAME = re.compile(r"[A-Za-z_$][\w$]*")
NO_NAMES = re.compile(r"//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|`[^`]*`")
FILES = [*sorted((ROOT / "oreai").rglob("*.py")), *sorted((ROOT / "assets" / "js").rglob("*.js"))]


def names_in(path: Path) -> Iterator[str]:
    """The identifiers of a file; what is written in comments and quotes is prose."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        yield from NAME.findall(NO_NAMES.sub("", text))
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            yield token.string


def forms_of(name: str) -> set[str]:
    """The name as it stands, without underscores around it, and a script's as Python would write it."""
    bare = name.strip("_$")
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", bare).lower()
    return {bare, words if bare[:1].islower() else bare}


def test_no_name_is_a_retired_word():
    """In no module and no script; the better word is told where one is found."""
    for path in FILES:
        used = {form for name in [*names_in(path), path.stem] for form in forms_of(name)}
        used -= OF_A_CONTRACT.get(path.relative_to(ROOT).as_posix(), set())
        found = [f"{old} → {REPLACED_BY[old]}" for old in sorted(used & REPLACED_BY.keys())]
        assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_a_retired_word_is_found_in_every_form():
    """With underscores before it, in a script's spelling, and not where it is a part of another word."""
    forms = [forms_of(name) for name in ("sendKey", "_said", "Seam", "aforesaid")]
    expected = ["send_key", "said", "Seam"]
    assert [word in form for word, form in zip(expected, forms, strict=False)] == [True] * 3
    assert forms[3].isdisjoint(REPLACED_BY)
