"""`doctor`: whether everything a server needs is there, and what to do where it is not."""

import argparse
import asyncio
import sys
import urllib.request
from contextlib import suppress

from oreai.commands.groups import Groups
from oreai.commands.printing import help_of
from oreai.i18n import fill
from oreai.i18n.shell import shell_texts
from oreai.llm.provider_of import provider_of
from oreai.provider_settings import get_providers
from oreai.services.owner.doctor import Doctor, Finding
from oreai.settings import Settings, SettingsError, get_settings
from oreai.web import port

_HEALTH_SECONDS = 3


def add(groups: Groups) -> None:
    """Name the command."""
    command = groups.add_parser("doctor", help=help_of("doctor"))
    command.set_defaults(run=_run)


def _run(_: argparse.Namespace) -> None:
    try:
        settings, listed = get_settings(), get_providers()
    except SettingsError as error:
        _tell(Finding("settings", False, fill(shell_texts().doctor.mend_first, reason=error)))
        sys.exit(1)
    _tell(Finding("settings", True, shell_texts().doctor.can_be_read))
    doctor = Doctor(settings, provider_of(settings, listed), shell_texts())

    async def look() -> bool:
        all_well = True
        async for finding in doctor.findings():
            _tell(finding)
            all_well = all_well and finding.is_well
        return all_well

    all_well = asyncio.run(look())
    of_port = _port(settings)
    _tell(of_port)
    sys.exit(0 if all_well and of_port.is_well else 1)


def _port(settings: Settings) -> Finding:
    try:
        port.take(settings.host, settings.port).close()
    except port.PortError as error:
        if _is_ours(settings):
            return Finding("port", True, fill(shell_texts().doctor.is_ours, port=str(settings.port)))
        return Finding("port", False, str(error))
    return Finding("port", True, fill(shell_texts().doctor.is_free, port=str(settings.port)))


def _is_ours(settings: Settings) -> bool:
    with suppress(OSError, ValueError):
        host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
        url = f"http://{host}:{settings.port}/api/health"
        with urllib.request.urlopen(url, timeout=_HEALTH_SECONDS) as answer:
            return b'"version"' in answer.read(10_000)
    return False


def _tell(finding: Finding) -> None:
    texts = shell_texts()
    mark = texts.doctor.well if finding.is_well else texts.doctor.unwell
    width = max(len(texts.doctor.well), len(texts.doctor.unwell))
    print(f"{mark.ljust(width)}  {texts.doctor.names[finding.name]}: {finding.words}", flush=True)
