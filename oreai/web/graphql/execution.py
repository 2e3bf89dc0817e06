"""Answering one document: read, weighed and validated, then executed, all in a few threads of its own."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from oreai.i18n import texts_for
from oreai.web.graphql.context import RequestContext
from oreai.web.graphql.errors import told
from oreai.web.graphql.limits import MOST, MOST_IN_DEVELOPMENT, MOST_TOKENS, TooMuch, require_within
from oreai.web.graphql.resolvers import MUTATIONS, QUERIES
from oreai.web.graphql.schema import schema

_AT_ONCE = 4
_WAITING = 40  # who comes when so many wait is asked to come again
_WAITING_EACH = 8  # of one caller; the original's page asks three at once
_WAITING_OF_A_NETWORK = 20  # it leaves room for others, however many guests it brings
_MOST_ERRORS = 5
_threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="graphql")
_rules = (*specified_rules, NoSchemaIntrospectionCustomRule)


class Busy(Exception):
    """So many documents wait that this one cannot."""


@dataclass(frozen=True)
class Asked:
    """What a request brings."""

    query: str
    variables: Mapping[str, Any]
    operation_name: str | None
    is_get: bool = False


@dataclass(frozen=True)
class Answered:
    """The status and content of the answer."""

    status: int
    content: Mapping[str, Any]


class Turns:
    """Lets so many documents wait for a thread, and no more; of one caller one after the other."""

    def __init__(self) -> None:
        self._waiting: Counter[str] = Counter()
        self._of_networks: Counter[str] = Counter()
        self._callers: dict[str, asyncio.Lock] = {}

    async def answer(
        self, context: RequestContext, asked: Asked, who: str, *, network: str = "", tells_schema: bool
    ) -> Answered:
        """The answer to a document.

        Args:
            who: names the caller; whoever asks much waits behind themselves, not others behind them.
            network: where they ask from; empty where that says nothing.

        Raises:
            Busy: come again.
        """
        if not self._has_room(who, network):
            raise Busy
        self._waiting[who] += 1
        self._of_networks[network] += 1
        try:
            async with self._callers.setdefault(who, asyncio.Lock()):
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(_threads, _answer, context, asked, tells_schema)
        finally:
            self._waiting[who] -= 1
            self._of_networks[network] -= 1
            self._of_networks += Counter()  # forgets who has none
            if not self._waiting[who]:
                del self._waiting[who], self._callers[who]

    def _has_room(self, who: str, network: str) -> bool:
        if network and self._of_networks[network] >= _WAITING_OF_A_NETWORK:
            return False
        return self._waiting.total() < _WAITING and self._waiting[who] < _WAITING_EACH


turns = Turns()


def _answer(context: RequestContext, asked: Asked, tells_schema: bool) -> Answered:
    texts = texts_for(context.caller.locale)
    try:
        document = parse(asked.query, max_tokens=MOST_TOKENS)
        require_within(document, MOST_IN_DEVELOPMENT if tells_schema else MOST)
    except GraphQLError as error:
        return Answered(400, {"errors": [error.formatted]})
    except (TooMuch, RecursionError):
        return _refused(400, texts.api.too_deep)
    rules = specified_rules if tells_schema else _rules
    if errors := validate(schema(), document, rules, max_errors=_MOST_ERRORS):
        return Answered(400, {"errors": [error.formatted for error in errors]})
    operation = get_operation_ast(document, asked.operation_name)
    if operation is None:
        return _refused(400, texts.api.no_operation)
    is_mutation = operation.operation == OperationType.MUTATION
    if is_mutation and asked.is_get:
        return _refused(405, texts.api.needs_post)
    if is_mutation and not context.caller.may_write:
        return _refused(403, texts.api.bad_token)
    answered = _executed(context, asked, document, MUTATIONS if is_mutation else QUERIES)
    return _refused(405, texts.api.needs_post) if context.wants_post else answered


def _executed(
    context: RequestContext, asked: Asked, document: DocumentNode, root: Mapping[str, Any]
) -> Answered:
    result = execute_sync(schema(), document, root, context, dict(asked.variables), asked.operation_name)
    errors = [told(error, context.caller.locale) for error in result.errors or ()]
    if errors and all(error.path is None for error in result.errors or ()):
        return Answered(400, {"errors": errors})  # its variables are wrong: nothing was executed
    return Answered(200, {"data": result.data, **({"errors": errors} if errors else {})})


def _refused(status: int, words: str) -> Answered:
    return Answered(status, {"errors": [{"message": words}]})
