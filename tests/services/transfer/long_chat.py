"""Brings a long chat in, or takes it out, in a process of its own that tells the most memory it has had.

    python -m tests.services.transfer.long_chat DATABASE_URL bring FILE
    python -m tests.services.transfer.long_chat DATABASE_URL take FORM FILE

prints that many kilobytes; FORM is one of those of `exports.py`, or zip for the whole library.
"""

import asyncio
import re
import sys
from datetime import UTC
from pathlib import Path

from oreai.bootstrap import Services, build
from oreai.services.transfer.exports import FORMS, ExportedFile
from oreai.settings import Settings

_TOKEN = "m" * 43
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


async def bring(services: Services, file: Path) -> None:
    """Hand the file in, and take all that is in it."""
    mei = await services.accounts.enter(_TOKEN, "zh")
    size = (await asyncio.to_thread(file.stat)).st_size
    import_id, place = await services.imports.begin(mei.user_id, "UTC", "zh", size)
    place.hardlink_to(file)
    await services.imports.uploaded(mei.user_id, import_id)
    await services.import_work.settled()
    preview = await services.imports.preview(mei.user_id, import_id)
    await services.imports.choose(mei.user_id, import_id, [chat.at for chat in preview.chats])
    await services.import_work.settled()


async def take(services: Services, form: str, file: Path) -> None:
    """Write what goes out to the file, piece by piece."""
    mei = await services.accounts.enter(_TOKEN, "zh")
    with file.open("wb") as written:
        async for piece in (await _exported(services, mei.user_id, form)).pieces:
            written.write(piece)


async def _exported(services: Services, user_id: str, form: str) -> ExportedFile:
    if form not in FORMS:
        return await services.exports.library(user_id)
    [chat_id] = [row.id for row in await services.chats.rows(user_id) if not row.sample]
    return await services.exports.chat(user_id, chat_id, form, UTC)


def peak_kilobytes() -> int:
    """The most that this process has had; what it was started from does not count, as in `getrusage`."""
    found = _PEAK.search(Path("/proc/self/status").read_text("utf-8"))
    assert found
    return int(found[1])


def main() -> None:
    """Do what is asked, and tell."""
    url, deed, *arguments = sys.argv[1:]
    services = build(Settings(_env_file=None, DATABASE_URL=url, OREAI_BOX=False))
    if deed == "bring":
        asyncio.run(bring(services, Path(arguments[0])))
    else:
        asyncio.run(take(services, arguments[0], Path(arguments[1])))
    services.database.close()
    print(peak_kilobytes())


if __name__ == "__main__":
    main()
