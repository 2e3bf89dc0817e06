"""Asks the model for one reply, and mends what can be mended: what it refuses is learned and asked anew.

A request that is too long is cut to the limit the provider names, once. A
parameter that the model does not take is left out from then on, and so are the
pictures of earlier messages where the model sees none. Where the model in the
box cannot answer, the offline text does, and says why.
"""

from oreai.llm.errors import ContextTooLong, HandedOver, ImagesRefused, ParameterRefused
from oreai.llm.parameters import IMAGES
from oreai.llm.provider import offline
from oreai.services.models.capabilities import Traits
from oreai.services.replies.generation import Generation
from oreai.services.requests.build import ModelRequests
from oreai.services.requests.completed import CompletedReply
from oreai.services.requests.context import DoesNotFit
from oreai.services.requests.parts import ModelRequest

_SMALLEST_LIMIT = 256
_CAREFUL = 0.95  # of the named limit: another part of the conversation may count a little differently


class Asking:
    """Gets a reply out of a model."""

    def __init__(self, requests: ModelRequests, traits: Traits):
        self._requests = requests
        self._traits = traits

    async def ask(self, generation: Generation) -> None:
        """Make the reply.

        Raises:
            ModelError: it ends without the model having finished.
        """
        limit, instead = None, None
        while True:  # each parameter is refused once, and the length once
            request = await self._request(generation, limit)
            if instead:
                request = request.given_to(instead)
            generation.asks(request)
            try:
                await generation.hear(request)
                return
            except ContextTooLong as error:
                if generation.has_heard or limit:
                    raise
                limit = await self._learn_limit(request, error)
                generation.was_refitted(limit)
            except HandedOver as error:
                if generation.has_heard or (request.sent.ask and error.why.reason != "language"):
                    raise  # it would go on with a model's words
                instead = offline(error.why)
            except ParameterRefused as error:
                if generation.has_heard or error.parameter in request.parameters.without:
                    raise
                await self._traits.learn_refusal(request.model.who, error.parameter)
            except ImagesRefused:
                if generation.has_heard or not request.parameters.images:
                    raise
                await self._traits.learn_refusal(request.model.who, IMAGES)
                if request.asks_of_images:  # earlier ones can stay away, these cannot
                    raise

    async def after(self, reply: CompletedReply) -> None:
        """Learn from a reply that has ended well how its model counts, and whether it sees pictures."""
        request = reply.request
        if request and reply.prompt_tokens:
            await self._learn_count(request, reply.prompt_tokens)
        if request and request.has_images and not request.parameters.images:
            await self._traits.unlearn_refusal(request.model.who, IMAGES)

    async def _request(self, generation: Generation, limit: int | None) -> ModelRequest:
        try:
            return await self._requests.build(
                generation.user_id, generation.message_id, limit=limit, max_tokens=generation.max_tokens
            )
        except DoesNotFit:
            raise ContextTooLong from None

    async def _learn_limit(self, request: ModelRequest, error: ContextTooLong) -> int:
        """Remember what the refusal tells; the limit to cut the next try to, in tokens."""
        who, assumed = request.model.who, request.model.counter.weigh(request.counted)
        named = error.limit
        if error.asked:
            await self._learn_count(request, error.asked)
        if named is None:
            named = max(
                _SMALLEST_LIMIT, min(assumed + request.model.window.answer, request.model.window.limit) // 2
            )
        elif not error.asked and assumed <= named:  # it counts more than we did, nobody says how much
            await self._learn_count(request, named)
            await self._traits.learn_limit(who, named)
            return max(_SMALLEST_LIMIT, named // 2)
        await self._traits.learn_limit(who, named)
        return max(_SMALLEST_LIMIT, int(named * _CAREFUL))

    async def _learn_count(self, request: ModelRequest, reported: int) -> None:
        if request.has_images:  # each model weighs pictures in its own way: that says nothing of words
            return
        await self._traits.learn_count(request.model.who, counted=request.counted, reported=reported)
