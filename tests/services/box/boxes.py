"""A box with the real small model, its process, and a newcomer in front of it."""

import asyncio
import os
import re
import time
from collections.abc import Awaitable, Callable

import httpx

from oreai.bootstrap import Services
from oreai.llm.box.box import Box
from oreai.services.accounts.session_token import new_token
from oreai.services.accounts.visitors import Visitor

Boxed = Callable[..., Services]
STORY = "Tell me a very long story about a lighthouse keeper and her cat"


def box_of(services: Services) -> Box:
    """The box of these services."""
    box = services.provider._box
    assert box
    return box


def pid_of(services: Services) -> int:
    """The process that runs the model."""
    process = box_of(services)._process
    assert process
    assert process.is_running
    return process._process.pid


async def newcomer(services: Services, language: str = "en-GB") -> tuple[Visitor, str]:
    """Ada, who reads English, in an empty chat."""
    ada = await services.accounts.enter(new_token(), language)
    return ada, await services.chats.open_free(ada.user_id, ada.locale)


async def metric(services: Services, name: str) -> float:
    """What llama.cpp says of its work."""
    process = box_of(services)._process
    assert process
    found = process.credentials
    address = str(found.base_url).removesuffix("/v1") + "/metrics"
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(address, headers={"Authorization": f"Bearer {found.key}"})
    return float(re.findall(rf"^llamacpp:{name} (\S+)", answer.text, re.MULTILINE)[0])


async def falls_silent(services: Services, seconds: float = 5) -> bool:
    """Whether the model is asked nothing any more, within so many seconds."""
    return await comes(lambda: _is_silent(services), seconds)


async def _is_silent(services: Services) -> bool:
    return await metric(services, "requests_processing") == 0


async def gone(pid: int, seconds: float = 5) -> bool:
    """Whether this process ends within so many seconds."""

    async def has_ended() -> bool:
        return not is_alive(pid)

    return await comes(has_ended, seconds)


async def comes(condition: Callable[[], Awaitable[bool]], seconds: float) -> bool:
    """Whether this comes true within so many seconds."""
    end = time.monotonic() + seconds
    while not await condition():
        if time.monotonic() > end:
            return False
        await asyncio.sleep(0.05)
    return True


def is_alive(pid: int) -> bool:
    """Whether it runs; one that has ended and is still listed does not."""
    try:
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
