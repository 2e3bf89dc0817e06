"""`/owner` is there for owners alone, and for everybody while there is none."""

from starlette.types import ASGIApp, Receive, Scope, Send

from oreai.bootstrap import services
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.visitors import NobodyThere

_PATH = "/owner"
_NOWHERE = "/there-is-no-such-page"


class OwnerPage:
    """ASGI middleware: for others the page's address is one like any that does not exist."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_the_page(scope["path"]) and not await _may_see(scope):
            scope = {**scope, "path": _NOWHERE, "raw_path": _NOWHERE.encode()}
        await self._app(scope, receive, send)


def _is_the_page(path: str) -> bool:
    page = services().settings.sub_path + _PATH
    return path in (_PATH, page) or path.startswith((f"{_PATH}/", f"{page}/"))


async def _may_see(scope: Scope) -> bool:
    cookies = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    try:
        visitor = await services().accounts.known(token_in(cookies.decode("latin-1")))
    except NobodyThere:
        return await services().set_up.is_open()
    return await services().directory.is_owner(visitor.user_id) or await services().set_up.is_open()
