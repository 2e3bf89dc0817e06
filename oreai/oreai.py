"""The front door: pages, HTTP routes, and what begins and ends with the server."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import reflex as rx
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from oreai.bootstrap import services
from oreai.client_build import OLDEST_BROWSERS
from oreai.components.boundaries import scripts_before_the_app
from oreai.i18n import LOCALES, TEXTS, fill, texts_for
from oreai.log import hide_secrets, write_json
from oreai.pages.account import account_page
from oreai.pages.chat import chat_page
from oreai.pages.chats import chats_page
from oreai.pages.discover import discover_page
from oreai.pages.sign_in import bring_page, link_page, sign_in_page, sign_up_page
from oreai.pages.trash import trash_page
from oreai.seeds import first_run
from oreai.services.replies.ended import WritesDown
from oreai.settings import ROOT, get_settings
from oreai.states.account import AccountState
from oreai.states.chat import ChatState
from oreai.states.chats import ChatsState
from oreai.states.discover import DiscoverState
from oreai.states.open_tabs import TOUCH_SECONDS, cut_off, keep_open_tabs
from oreai.states.session import SessionState
from oreai.states.sign_in import SignInState
from oreai.states.surrogate_free_events import SurrogateFreeEvents
from oreai.states.tokens import TokensState
from oreai.states.trash import TrashState
from oreai.web.account_routes import ROUTES as ACCOUNT_ROUTES
from oreai.web.attachments import add_attachment, send_attachment
from oreai.web.chat_api import ROUTES as CHAT_ROUTES
from oreai.web.draining import draining
from oreai.web.graphql.route import ROUTES as GRAPHQL_ROUTES
from oreai.web.guard import Guard
from oreai.web.health import health
from oreai.web.oidc_routes import ROUTES as OIDC_ROUTES
from oreai.web.passkey_routes import ROUTES as PASSKEY_ROUTES
from oreai.web.session_cookie import SessionCookie
from oreai.web.sub_path import WithoutPath, WithPath
from oreai.web.tab_token import TabToken
from oreai.web.token_routes import ROUTES as TOKEN_ROUTES
from oreai.web.trusted_header import TrustedHeader

log = logging.getLogger(__name__)

_Layer = Starlette | Callable[[ASGIApp], ASGIApp]
_SWEEP_SECONDS = 60 * 60
_SCRIPTS = ROOT / "assets" / "js" / "browser"
_ROUTES = [
    *ACCOUNT_ROUTES,
    *PASSKEY_ROUTES,
    *OIDC_ROUTES,
    *CHAT_ROUTES,
    *TOKEN_ROUTES,
    *GRAPHQL_ROUTES,
    Route("/api/health", health),
    Route("/api/attachments", add_attachment, methods=["POST"]),
    Route("/api/attachments/{attachment_id}", send_attachment),
]
_cutting: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected while it runs
_STYLES = (
    *("tokens", "base", "layout", "buttons", "lists", "chats", "chat", "messages", "composer", "queue"),
    *("attachments", "markdown", "prose", "formulas", "terminal", "dialogs", "sheets", "model_list"),
    *("versions", "account", "obstacles", "phone", "wide", "print"),
)


@asynccontextmanager
async def _serving() -> AsyncIterator[None]:
    """From start to stop: the library first; at the end every partial reply is stored."""
    if services().settings.log_format == "json":
        write_json()
    hide_secrets()
    await services().bus.start()
    await services().database.write_alone(first_run.write_library)
    chores = [asyncio.create_task(_every(*chore)) for chore in _chores()]
    services().sessions.on_ended(_cut_off)
    services().generations.observers.add(WritesDown())
    if services().settings.metrics_token:
        chores.append(asyncio.create_task(_measure()))
    draining.running = lambda: services().generations.running_count
    yield
    for chore in chores:
        chore.cancel()
    await services().take_over.leave()
    await services().provider.close()
    await services().bus.close()


async def _measure() -> None:
    from oreai.web import metrics  # noqa: PLC0415 loaded only where somebody reads it

    services().generations.observers.add(metrics.CountsReplies())
    await metrics.look_again_and_again(services())


def _counted() -> list[_Layer]:
    """Our routes; where somebody may read the metrics, those too, and what counts for them."""
    if not get_settings().metrics_token:
        return [Starlette(routes=_ROUTES)]
    from oreai.web import metrics  # noqa: PLC0415 likewise

    return [Starlette(routes=[*_ROUTES, Route("/metrics", metrics.send_metrics)]), metrics.Counted]


def _in_its_place(layers: list[_Layer]) -> list[_Layer]:
    """The layers round Reflex's app, from the inside; below a path of the host, those that know of it too."""
    if not (path := get_settings().sub_path):
        return layers
    return [partial(WithPath, path=path), *layers, partial(WithoutPath, path=path)]


def _cut_off(token_hashes: set[str]) -> None:
    task = asyncio.get_running_loop().create_task(cut_off(app, token_hashes))
    _cutting.add(task)
    task.add_done_callback(_cut)


def _cut(task: asyncio.Task[None]) -> None:
    _cutting.discard(task)
    if not task.cancelled() and task.exception():
        log.error("could not cut off ended sessions", exc_info=task.exception())


def _chores() -> list[tuple[float, str, Callable[[], Awaitable[object]]]]:
    """What is done again and again while the server runs: every so many seconds, what, and how."""
    ours = services()
    return [
        (ours.take_over.seconds, "go on where a maker is gone", ours.take_over.look),
        (TOUCH_SECONDS, "keep the state of open tabs", lambda: keep_open_tabs(app)),
        (_SWEEP_SECONDS, "sweep the trash", ours.trash.sweep),
        (_SWEEP_SECONDS, "forget deleted messages", ours.deletions.sweep),
        (_SWEEP_SECONDS, "sweep the attachments", ours.attachments.sweep),
        (_SWEEP_SECONDS, "forget old sessions", ours.accounts.sweep),
        (_SWEEP_SECONDS, "forget old tries to sign in", ours.throttle.sweep),
        (_SWEEP_SECONDS, "forget tokens whose time is over", ours.api_tokens.sweep),
        (_SWEEP_SECONDS, "forget challenges of passkeys", ours.passkeys.sweep),
        (_SWEEP_SECONDS, "delete the accounts whose days are over", ours.account_deletion.sweep),
    ]


async def _every(seconds: float, what: str, chore: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await chore()
        except Exception:
            log.exception("could not %s", what)
        await asyncio.sleep(seconds)


def _failed(exception: Exception):
    log.error("event handler failed", exc_info=exception)
    return SessionState.show_failure()


def _for_old_browsers() -> str:
    script = (_SCRIPTS / "old_browser.js").read_text(encoding="utf-8")
    words = {TEXTS[locale].app.html_lang: TEXTS[locale].app.old_browser for locale in LOCALES}
    told = {lang: fill(sentence, **OLDEST_BROWSERS) for lang, sentence in words.items()}
    return script.replace("__OLD_BROWSER__", json.dumps(told, ensure_ascii=False))


def _head() -> list[rx.Component]:
    path = get_settings().sub_path
    return [
        *scripts_before_the_app(),
        rx.el.script(_for_old_browsers()),
        rx.el.meta(
            name="viewport",
            content="width=device-width, initial-scale=1, viewport-fit=cover, "
            "interactive-widget=resizes-content",
        ),
        rx.el.meta(name="theme-color", content="#f7f4ee"),  # page.js follows the chosen colours
        rx.el.meta(name="mobile-web-app-capable", content="yes"),
        rx.el.meta(name="apple-mobile-web-app-title", content=texts_for("zh").app.name),
        rx.el.link(rel="manifest", href=f"{path}/manifest.webmanifest"),
        rx.el.link(rel="icon", href=f"{path}/icons/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href=f"{path}/icons/icon-180.png"),
    ]


app = rx.App(
    app_wraps={},
    toaster=None,
    html_lang=texts_for("zh").app.html_lang,
    head_components=_head(),
    stylesheets=[f"/styles/{name}.css" for name in _STYLES],
    backend_exception_handler=_failed,
    api_transformer=_in_its_place([*_counted(), SessionCookie, TabToken, TrustedHeader, Guard]),
)
app.add_middleware(SurrogateFreeEvents())
app.register_lifespan_task(_serving)

for page, route, on_load in (
    (chats_page, "/", [ChatsState.follow_chats]),
    (discover_page, "/find", [DiscoverState.load]),
    (chat_page, "/chat/[chat_id]", [ChatState.open_chat, ChatsState.follow_beside_a_chat]),
    (account_page, "/mine", [AccountState.load, SignInState.load, TokensState.load]),
    (sign_up_page, "/signup", []),
    (sign_in_page, "/login", [SignInState.see_ways]),
    (link_page, "/link", []),
    (bring_page, "/bring", [SignInState.count_guest_chats]),
    (trash_page, "/trash", [TrashState.follow_trash]),
):
    app.add_page(
        page,
        route=route,
        title=texts_for("zh").app.name,
        description=texts_for("zh").app.tagline,
        image="/icons/icon-512.png",
        on_load=[SessionState.enter, *on_load],
    )
