"""The first load on a slow phone, beside a plain Reflex app: Reflex's own blank template, as its own commands
make it.

Nothing cached, the CPU four times slower, the line of Lighthouse's slow 4G (1.6 Mbit/s, 150 ms). The clock
starts with the navigation and stops in the first frame in which one can begin: the page's main control (our
text area in an empty chat, the template's button) stands there and React answers it. Kilobytes are those of
the page's scripts as they travel, until a second after all is calm.
"""

import asyncio
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.async_api import Browser, BrowserContext

from bench.browser import PHONE
from bench.long_chat import new_chat
from bench.processes import Running

_LATEST_SECONDS = 60
_SETTLING_SECONDS = 2.0
_SLOWER = 4
_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
_COMPOSER, _TEMPLATE_BUTTON = "[data-testid=composer]", ".rt-Button"
_WATCH = """
const look = () => {
  const control = document.querySelector("CONTROL");
  const answers = control && Object.keys(control).some((key) => key.startsWith("__reactProps"));
  if (answers) benchUsable(performance.now() / 1000);
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@dataclass(frozen=True)
class FirstLoad:
    """One page, loaded for the first time."""

    usable: float
    "Seconds until one can begin, the median of the rounds."
    kilobytes: float
    "Of scripts."


async def read(
    browser: Browser, template: Running, app: Running, *, rounds: int
) -> tuple[FirstLoad, FirstLoad]:
    """(the template, OreAI), in turn, so many times."""
    chat_id, state = await new_chat(browser, app)
    plain, ours = [], []
    for _ in range(rounds):
        async with await browser.new_context(viewport=PHONE) as context:
            plain.append(await _load(context, template.url, _TEMPLATE_BUTTON))
        async with await browser.new_context(viewport=PHONE, locale="zh-CN", storage_state=state) as context:
            ours.append(await _load(context, f"{app.url}/chat/{chat_id}", _COMPOSER))
    return _median(plain), _median(ours)


def _median(loads: list[FirstLoad]) -> FirstLoad:
    return FirstLoad(median(load.usable for load in loads), median(load.kilobytes for load in loads))


async def _load(context: BrowserContext, address: str, control: str) -> FirstLoad:
    """Go there with nothing cached."""
    usable: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    scripts: set[str] = set()
    sizes: list[float] = []

    def note(seconds: float) -> None:
        usable.set_result(seconds)

    def answered(event: dict[str, Any]) -> None:
        if event["type"] == "Script":
            scripts.add(event["requestId"])

    def finished(event: dict[str, Any]) -> None:
        if event["requestId"] in scripts:
            sizes.append(event["encodedDataLength"])

    page = await context.new_page()
    await page.expose_function("benchUsable", note)
    await page.add_init_script(_WATCH.replace("CONTROL", control))
    devtools = await context.new_cdp_session(page)
    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
    await devtools.send("Network.enable")
    await devtools.send("Network.emulateNetworkConditions", _LINE)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    await page.goto(address)
    seconds = await asyncio.wait_for(usable, _LATEST_SECONDS)
    await asyncio.sleep(_SETTLING_SECONDS)
    await page.close()
    return FirstLoad(seconds, sum(sizes) / 1000)
