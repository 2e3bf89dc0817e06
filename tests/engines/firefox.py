"""Firefox, asked through Marionette, which it brings along: packets of JSON with their length before them."""

import asyncio
import json
from typing import Any

from tests.engines.browser import Browser
from tests.waiting import soon

_PREFERENCES = {
    "marionette.port": 0,  # any that is free; it writes down which
    "intl.accept_languages": "zh-CN",
    "services.settings.server": "data:,#nobody/v1",  # it calls nobody
}


class Firefox(Browser):
    name = "Firefox"
    programs = {"firefox-esr": "firefox-esr"}

    async def start(self) -> None:
        profile = self.folder / "profile"
        profile.mkdir()
        lines = (f'user_pref("{name}", {json.dumps(value)});' for name, value in _PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines))
        await self.spawn("firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile)
        port = profile / "MarionetteActivePort"
        await soon(lambda: port.exists() and port.read_text() != "")
        self._answers, self._commands = await asyncio.open_connection("127.0.0.1", int(port.read_text()))
        await self._answer()  # it greets first
        await self.ask("NewSession")

    async def ask(self, command: str, **parameters: Any) -> Any:
        packet = json.dumps([0, 1, f"WebDriver:{command}", parameters]).encode()
        self._commands.write(b"%d:%s" % (len(packet), packet))
        _, _, error, result = await self._answer()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value") if result else None

    async def _answer(self) -> Any:
        length = (await self._answers.readuntil(b":"))[:-1]
        return json.loads(await self._answers.readexactly(int(length)))
