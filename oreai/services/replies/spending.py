"""What a reply has used, for its row and for the ledger: as the provider counts it, else as we do."""

import asyncio
import logging
from dataclasses import replace

from oreai.services.replies.generation import Generation
from oreai.services.replies.outcome import ReplyOutcome
from oreai.services.requests.parts import ModelRequest
from oreai.services.usage.ledger import Spent

log = logging.getLogger(__name__)


async def ending_of(generation: Generation) -> tuple[ReplyOutcome, Spent | None]:
    """How a reply ended, and what it costs; what cannot be counted now is counted when it is sent."""
    outcome, new_text, request = generation.outcome(), generation.new_text, generation.request
    spent = _as_told(outcome) if generation.has_begun else None
    if request is None:
        return outcome, spent
    try:
        counted = await asyncio.to_thread(request.model.counted, outcome.content or "")
        if spent and spent.is_estimated:
            spent = await asyncio.to_thread(_estimated, spent, outcome, request, new_text)
        return replace(outcome, **counted), spent
    except Exception:
        log.exception("reply %s not counted", generation.message_id)
        return outcome, spent


def _as_told(outcome: ReplyOutcome) -> Spent:
    return Spent(
        provider=outcome.provider or "",
        model=outcome.model or "",
        prompt_tokens=outcome.prompt_tokens or 0,
        completion_tokens=outcome.completion_tokens or 0,
        is_estimated=outcome.prompt_tokens is None or outcome.completion_tokens is None,
        ending=outcome.finish_reason or outcome.error_kind or str(outcome.status or ""),
    )


def _estimated(spent: Spent, outcome: ReplyOutcome, request: ModelRequest, new_text: str) -> Spent:
    """A provider that is stopped does not say what it has counted: not for the event loop."""
    model = request.model
    asked, answered = outcome.prompt_tokens, outcome.completion_tokens
    if asked is None:
        asked = model.counter.weigh(request.counted)
    if answered is None:
        answered = model.weight(model.count(new_text))
    return replace(spent, prompt_tokens=asked, completion_tokens=answered)
