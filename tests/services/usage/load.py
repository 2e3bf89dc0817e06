"""A process of its own that asks and asks, until it is killed: `python -m tests.services.usage.load URL`."""

import asyncio
import sys

from oreai.bootstrap import Services, build
from oreai.services.accounts.session_token import new_token
from tests.conftest import settings_for
from tests.talking import give_name, say

AT_ONCE = 6


async def ask_for_ever(services: Services, has_name: bool) -> None:
    """One person, who says something again as soon as it was answered."""
    who = await services.accounts.enter(new_token(), "zh", "", "203.0.113.0/24")
    if has_name:
        await give_name(services, who)
    chat = await services.chats.open_free(who.user_id, "zh")
    while True:
        await say(services, who, chat, "去哪里？")


async def main(url: str) -> None:
    services = build(settings_for(url))
    await asyncio.gather(*(ask_for_ever(services, bool(at % 2)) for at in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
