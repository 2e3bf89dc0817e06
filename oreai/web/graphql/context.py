"""One GraphQL request while it is answered: who asks, how much it may still bring, how services are reached.

A document is executed in a thread, since the event loop must not wait while thousands of fields are gathered;
its resolvers ask the services, which live on the loop, from there.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from graphql import GraphQLResolveInfo

from oreai.bootstrap import Services
from oreai.services.accounts.devices import Device
from oreai.services.accounts.registration import SignedIn
from oreai.services.personas.catalogue import Catalogue
from oreai.web.caller import Caller

T = TypeVar("T")

SECONDS = 10
_MOST_OBJECTS = 10_000
_BREATH_S = 0.0001
"A pause at each list: Python runs one thread at a time, and the event loop's serves everybody."


class NotTheirs(Exception):
    """Nothing of this kind is the caller's; where the schema allows it, the answer is null instead."""


class Exhausted(Exception):
    """The answer would become too large, or takes too long."""


@dataclass(frozen=True)
class Browser:
    """Where the request comes from."""

    token: str
    "The session's token; empty for a new browser."
    device: Device


class RequestContext:
    """The context of every resolver."""

    def __init__(self, services: Services, caller: Caller, browser: Browser, *, is_get: bool = False):
        self.services = services
        self.caller = caller
        self.browser = browser
        self.signed_in: SignedIn | None = None
        "The session that this request has begun."
        self.wants_post = False
        "It was a GET that would sign in: any link can make one, and its address is kept in logs."
        self._is_get = is_get
        self._has_tried = False
        self._loop = asyncio.get_running_loop()
        self._end = time.monotonic() + SECONDS
        self._objects = 0
        self._catalogue: Catalogue | None = None

    def wait(self, asked: Coroutine[Any, Any, T]) -> T:
        """What a service answers. Only for the thread that executes.

        Raises:
            Exhausted: it does not, in time.
        """
        future = asyncio.run_coroutine_threadsafe(asked, self._loop)
        try:
            return future.result(max(0.0, self._end - time.monotonic()))
        except TimeoutError:
            future.cancel()
            raise Exhausted from None

    def counted(self, objects: Sequence[T]) -> Sequence[T]:
        """The same objects, as a part of the answer.

        Raises:
            Exhausted: there are too many by now.
        """
        time.sleep(_BREATH_S)
        self._objects += len(objects)
        if self._objects > _MOST_OBJECTS or time.monotonic() > self._end:
            raise Exhausted
        return objects

    def is_me(self, user_id: str) -> bool:
        """Whether this is the caller."""
        return bool(self.caller.user_id) and user_id == self.caller.user_id

    def require_me(self, user_id: str) -> str:
        """The caller's id.

        Raises:
            NotTheirs: it is somebody else's, or nobody asks.
        """
        if not self.is_me(user_id):
            raise NotTheirs
        return user_id

    def sign_in(self, enter: Callable[[], Coroutine[Any, Any, SignedIn]]) -> str:
        """Go on as who signs in, and bring their cookie; a request may try that once. The user's id."""
        if self._has_tried:
            raise NotTheirs  # by aliases one request could try a hundred passwords
        self._has_tried = True
        if self._is_get:
            self.wants_post = True
            raise NotTheirs
        self.signed_in = self.wait(enter())
        visitor = self.wait(self.services.accounts.known(self.signed_in.token))
        self.caller = Caller(visitor.user_id, visitor.locale)
        self._catalogue = None
        return visitor.user_id

    @property
    def catalogue(self) -> Catalogue:
        """The personas and categories of the caller, read once."""
        if self._catalogue is None:
            asked = self.services.catalogues.of(self.caller.user_id, self.caller.locale)
            self._catalogue = self.wait(asked)
        return self._catalogue


Info: TypeAlias = "GraphQLResolveInfo[RequestContext]"
"What graphql-core hands each resolver; its `context` is ours."
