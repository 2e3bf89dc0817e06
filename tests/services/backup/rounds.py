"""A server that Lin uses, written into a file and brought back from it."""

from collections.abc import Callable
from pathlib import Path

from oreai.bootstrap import Services
from oreai.database import make_engine
from oreai.i18n import TEXTS
from oreai.repositories import whole_tables
from oreai.services.accounts.visitors import Visitor
from oreai.services.attachments.files import FolderFiles
from oreai.services.backup.backup import BackedUp, back_up
from oreai.services.backup.restore import Restored, restore
from oreai.services.models.provider_form import ProviderForm
from tests.conftest import settings_for
from tests.pictures import picture
from tests.services.accounts.test_sign_in import signed_up
from tests.talking import say

WORDS = "京都 🚃 👨‍👩‍👧 Nara \u2028 \\ \" ' %s"
NOTHING: Callable[[str], None] = lambda _: None  # noqa: E731 (nobody is told)


def full(url: str) -> str:
    return settings_for(url).sqlalchemy_url


async def lin_talks(services: Services) -> tuple[Visitor, str]:
    """Lin has signed up, has a chat with a picture, and a key of their own."""
    lin = await services.accounts.known((await signed_up(services))[0])
    chat = await services.chats.open_free(lin.user_id, "zh")
    await say(services, lin, chat, WORDS)
    await services.attachments.add(lin.user_id, picture())
    form = ProviderForm("Kyoto", "https://kyoto.example/v1", "sk-of-lin-in-a-backup")
    await services.user_providers.add(lin.user_id, form)
    return lin, chat


def contents(url: str) -> dict[str, list]:
    """Every row of every table of this version."""
    engine = make_engine(full(url))
    with engine.connect() as connection:
        found = {
            table.name: sorted(map(str, map(dict, whole_tables.rows(connection, table))))
            for table in whole_tables.known_tables()
        }
    engine.dispose()
    return found


def backed_up(services: Services, target: Path) -> BackedUp:
    files = FolderFiles(services.settings.images_path)
    return back_up(
        services.settings.sqlalchemy_url, files, target, version="0.2.0", tell=NOTHING, texts=TEXTS["en"]
    )


def brought_back(url: str, source: Path, folder: Path, *, replaces: bool = False) -> Restored:
    files, index = FolderFiles(folder), folder.with_name("search.db")
    return restore(full(url), files, source, index=index, replaces=replaces, tell=NOTHING, texts=TEXTS["en"])
