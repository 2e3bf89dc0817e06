"""Everything that goes over a tab's wires, and what its console says."""

from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, WebSocket


class Traffic:
    """Begins to listen when it is made: make it before the page is opened."""

    def __init__(self, page: Page) -> None:
        self.sent: list[str] = []
        self.received: list[str] = []
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        self._page = page
        self._addresses: set[str] = set()
        page.on("websocket", self._listen)
        page.on("request", lambda request: self._note(request.url))
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(f"thrown: {error}"))

    @property
    def events(self) -> list[str]:
        """The events the page has sent; the rest are pings."""
        return [frame for frame in self.sent if frame.startswith("42")]

    async def answers(self) -> dict[str, str]:
        """What the server answers at every address the page has asked: headers and text."""
        texts = {}
        for address in tuple(self._addresses):  # a page that is calm may fetch more meanwhile
            answer = await self._page.request.get(address)
            texts[address] = f"{answer.headers} {(await answer.body()).decode(errors='replace')}"
        return texts

    def _listen(self, socket: WebSocket) -> None:
        self._note(socket.url)
        socket.on("framesent", lambda frame: self.sent.append(str(frame)))
        socket.on("framereceived", lambda frame: self.received.append(str(frame)))

    def _note(self, address: str) -> None:
        scheme, host, *_ = urlsplit(address)
        if scheme not in ("data", "blob"):
            self.hosts.add(host)
        if scheme in ("http", "https"):
            self._addresses.add(address)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")
