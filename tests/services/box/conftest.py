"""Services whose box is on."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from oreai.bootstrap import Services
from tests.services.box.boxes import Boxed


@pytest.fixture
async def boxed(serve: Callable[..., Services], sqlite_url: str) -> AsyncIterator[Boxed]:
    """Services with the box, and these settings."""
    started: list[Services] = []

    def start(**changes: Any) -> Services:
        usual = {"OREAI_BOX": True, "OREAI_MAX_TOKENS": 48, "OREAI_TEMPERATURE": 0}
        started.append(serve(sqlite_url, **{**usual, **changes}))
        return started[-1]

    yield start
    for services in started:
        await services.generations.close()
        await services.provider.close()
