"""`python -m oreai`: migrate the database, build the client if it changed, serve both on one port.

With `--fetch`, as `make run` says, the model in the box is fetched where it will answer.
What else it does is said in `command_line.py` and `commands/`.
"""

import os
import socket
import sys
import time

from oreai import command_line
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.llm.box import install
from oreai.provider_settings import get_providers
from oreai.settings import ROOT, Settings, SettingsError, get_settings
from oreai.web import port


def main() -> None:
    """Do what the command line asks for."""
    asked = command_line.read()
    if asked.run:
        command_line.run(asked)
    else:
        _start(fetches=asked.fetch, as_built=asked.as_built)


def _start(*, fetches: bool, as_built: bool) -> None:
    """One line a step; a wrong setting or a taken port ends the start with one, and touches nothing."""
    began = time.monotonic()
    try:
        settings = get_settings()
        get_providers()
    except SettingsError as error:
        sys.exit(f"OreAI: {fill(shell_texts().start.wrong_setting, reason=error)}")
    try:
        taken = port.take(settings.host, settings.port)
    except port.PortError as error:
        sys.exit(f"OreAI: {error}")
    fetching = install.begin(settings) if fetches else None
    _prepare_database(settings.sqlalchemy_url)
    _prepare_client(as_built=as_built)
    if fetching:
        install.finish(fetching)
    _tell_set_up_code(settings)
    here = f"http://{settings.host}:{settings.port}"
    _say(fill(shell_texts().start.ready, seconds=f"{time.monotonic() - began:.1f}", address=here))
    _serve(taken, settings)


def _prepare_database(url: str) -> None:
    from oreai.migrations import migrate  # noqa: PLC0415

    before, texts = migrate(url), shell_texts()
    if before is None:
        _say(texts.start.database_is_well)
    elif before:
        _say(fill(texts.start.database_updated, revision=before))
    else:
        _say(texts.start.database_is_new)


def _tell_set_up_code(settings: Settings) -> None:
    """Print by what somebody becomes the first owner, while there is none."""
    from oreai.database import Database  # noqa: PLC0415
    from oreai.services.owner.set_up import SetUp  # noqa: PLC0415

    database = Database(settings.sqlalchemy_url)
    code = SetUp(database).new_code()
    database.close()
    if code:
        here = f"http://{settings.host}:{settings.port}{settings.sub_path}"
        address = f"{settings.public_url or here}/owner"
        _say(fill(shell_texts().start.set_up_code, code=code, address=address))


def _prepare_client(*, as_built: bool) -> None:
    from oreai import client_build  # noqa: PLC0415

    if client_build.is_fresh() or (as_built and client_build.CLIENT.is_dir()):
        _say(shell_texts().start.client_is_well)
        return
    _say(shell_texts().start.client_building)
    client_build.build()
    _say(shell_texts().start.client_built)


def _serve(taken: socket.socket, settings: Settings) -> None:
    """Become the server, or who keeps several of them: the app with the built client, and nothing else."""
    try:
        port.listen(taken)
    except port.PortError as error:
        sys.exit(f"OreAI: {error}")
    environment = {
        **os.environ,
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        # Internal to Reflex 0.10.1, which is pinned: serve the client as it was built.
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }
    os.chdir(ROOT)
    taken.set_inheritable(True)
    how = [str(taken.fileno()), str(settings.drain_seconds)]
    several = ["oreai.workers", *how, str(settings.workers), settings.redis_url and "redis"]
    module = ["oreai.web.server", *how] if settings.workers == 1 else several
    os.execve(sys.executable, [sys.executable, "-m", *module], environment)


def _say(line: str) -> None:
    print(f"OreAI: {line}", flush=True)


if __name__ == "__main__":
    main()
