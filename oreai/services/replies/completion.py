"""Asks the model for one reply, and mends what can be mended: what it refuses is learned and asked anew.

A request that is too long is cut to the limit the provider names, once. A
parameter that the model does not take is left out from then on, so is the system's
role, and so are the attachments of earlier messages where the model sees none. Where the
model in the box cannot answer, the offline text does, and says why.
"""

import asyncio

from oreai.llm.errors import (
    BoxCannotAnswer,
    ContextTooLong,
    ImagesRefused,
    ParameterRefused,
    RateLimited,
    SystemRefused,
)
from oreai.llm.parameters import IMAGES, SYSTEM
from oreai.llm.provider import offline
from oreai.llm.tokens import NEWER, count
from oreai.services.accounts.rates import Rate
from oreai.services.models.capabilities import CapabilityStore
from oreai.services.models.lessons import length_told, parameters_taught
from oreai.services.replies.generation import Generation
from oreai.services.requests.build import ModelRequests
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.context import DoesNotFit
from oreai.services.requests.parts import ModelRequest

_OF_THE_TURNS = {IMAGES, SYSTEM}  # left out while the turns are chosen, so only where it is learned
_SMALLEST_LIMIT = 256
_SMALLEST_CUT = 1000  # no server reads less: so small a report tells of something else
_FAR_BELOW = 0.6  # of our count by the encoding that needs the fewest tokens in any language
_PLAUSIBLE = 4  # times what we counted; a larger number is no window that this request was too long for
_CAREFUL = 0.95  # of the named limit: another part of the conversation may count a little differently

AT_ONCE, A_MINUTE = 60, 30
"How many requests of one user may go out in a moment, and a minute: those that fail cost no call."


class Completion:
    """Gets a reply out of a model."""

    def __init__(self, requests: ModelRequests, capabilities: CapabilityStore):
        self.rate = Rate(AT_ONCE, A_MINUTE)
        "Of each user, whichever way their requests come."
        self._requests = requests
        self._capabilities = capabilities

    async def ask(self, generation: Generation) -> None:
        """Make the reply.

        Raises:
            ModelError: it ends without the model having finished.
        """
        limit, instead = None, None
        left_out: frozenset[str] = frozenset()  # of this request alone
        while True:  # each parameter is refused once, and the length once
            request = (await self._request(generation, limit)).leaving_out(left_out)
            if instead:
                request = request.given_to(instead)
            generation.note_request(request)
            if wait_s := self.rate.take(generation.user_id):
                raise RateLimited(retry_after_s=int(wait_s) + 1)
            try:
                await generation.consume_stream(request)
                await self._notice_truncation(generation, request)
                return
            except ContextTooLong as error:
                if generation.has_begun or limit:
                    raise
                limit = await self._record_limit(request, error)
                generation.note_refit(limit)
            except BoxCannotAnswer as error:
                if generation.has_begun or (request.record.ask and error.why.reason != "language"):
                    raise  # it would go on with a model's words
                instead = offline(error.why)
            except (ParameterRefused, SystemRefused, ImagesRefused) as error:
                if generation.has_begun or error.parameters <= request.parameters.without:
                    raise
                taught = await parameters_taught(error, request.turns)
                await self._capabilities.learn_refusals(request.model.resolved, taught)
                if IMAGES in error.parameters and request.asks_of_images:
                    raise  # earlier ones can stay away, these cannot
                left_out |= error.parameters - taught
                if left_out & _OF_THE_TURNS:
                    raise

    async def after(self, reply: CompletedReply) -> None:
        """Learn from a reply that has ended well how its model counts, and whether it sees images."""
        request = reply.request
        if request and reply.prompt_tokens and not reply.is_truncated:
            await self._record_count(request, reply.prompt_tokens)
        if request and request.has_images and not request.parameters.images:
            await self._capabilities.forget_refusal(request.model.resolved, IMAGES)

    async def _notice_truncation(self, generation: Generation, request: ModelRequest) -> None:
        """Ollama and its like leave away what is too long, and only their count tells."""
        reported = generation.prompt_tokens or 0
        ours = request.model.counter.weigh(request.counted)
        if request.has_images or not _SMALLEST_CUT <= reported < ours * _FAR_BELOW:
            return
        if reported < await asyncio.to_thread(_fewest_tokens, request) * _FAR_BELOW:
            generation.note_truncation(reported)
            self._capabilities.assume_limit(request.model.resolved, reported)

    async def _request(self, generation: Generation, limit: int | None) -> ModelRequest:
        try:
            return await self._requests.build(
                generation.user_id, generation.message_id, limit=limit, max_tokens=generation.max_tokens
            )
        except DoesNotFit:
            raise ContextTooLong from None

    async def _record_limit(self, request: ModelRequest, error: ContextTooLong) -> int:
        """Remember what the refusal tells for certain; the limit to cut the next try to, in tokens."""
        resolved, assumed = request.model.resolved, request.model.counter.weigh(request.counted)
        told = await length_told(error, request.turns, request.parameters)
        named = told.limit
        if named and not told.asked and named > assumed * _PLAUSIBLE:
            named = None
        if named is None or error.is_for_now:
            return self._assume_limit(request, assumed, named, for_all=told.is_meant)
        if told.asked:
            await self._record_count(request, told.asked)
        elif assumed <= named:  # it counts more than we did, nobody says how much
            await self._record_count(request, named)
            await self._capabilities.record_limit(resolved, named)
            return max(_SMALLEST_LIMIT, named // 2)
        await self._capabilities.record_limit(resolved, named)
        return max(_SMALLEST_LIMIT, int(named * _CAREFUL))

    def _assume_limit(self, request: ModelRequest, assumed: int, named: int | None, *, for_all: bool) -> int:
        """Half of what was too much, where nobody names the limit; a guess, and not remembered for ever."""
        room = request.model.window
        half = min(assumed + room.answer, room.limit) // 2
        limit = max(_SMALLEST_LIMIT, int(named * _CAREFUL) if named else half)
        if for_all:
            self._capabilities.assume_limit(request.model.resolved, limit)
        return limit

    async def _record_count(self, request: ModelRequest, reported: int) -> None:
        if request.has_images:  # each model weighs images in its own way: that says nothing of words
            return
        await self._capabilities.record_count(
            request.model.resolved, counted=request.counted, reported=reported
        )


def _fewest_tokens(request: ModelRequest) -> int:
    """How many tokens the request has at least, in whatever language: not for the event loop."""
    return sum(count(turn.content, NEWER) for turn in request.turns)
