"""The front door: pages, HTTP routes, and what begins and ends with the server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import reflex as rx
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

from oreai.bootstrap import services
from oreai.client_build import CLIENT
from oreai.components.head import head
from oreai.i18n import texts_for
from oreai.log import hide_secrets, write_json
from oreai.pages.account import LOADS as ACCOUNT_LOADS
from oreai.pages.account import account_page
from oreai.pages.archive import archive_page
from oreai.pages.chat import ON_OPENING, chat_page
from oreai.pages.chats import LOADS as FIRST_SCREEN_LOADS
from oreai.pages.chats import chats_page
from oreai.pages.discover import discover_page
from oreai.pages.imports import imports_page
from oreai.pages.owner import owner_page
from oreai.pages.search import search_page
from oreai.pages.sign_in import bring_page, link_page, reset_page, sign_in_page, sign_up_page
from oreai.pages.trash import trash_page
from oreai.pages.usage import usage_page
from oreai.seeds import first_run
from oreai.services.replies.ended import WritesDown
from oreai.settings import get_settings
from oreai.states.archive import ArchiveState
from oreai.states.chats import ChatsState
from oreai.states.discover import DiscoverState
from oreai.states.door import DoorState
from oreai.states.imports import ImportsState
from oreai.states.open_tabs import (
    LOOK_SECONDS,
    TOUCH_SECONDS,
    Announcements,
    EndedElsewhere,
    TemporaryChatsStay,
    cut_off,
    keep_open_tabs,
)
from oreai.states.owner import OwnerState
from oreai.states.owner_invitations import OwnerInvitationsState
from oreai.states.owner_providers import OwnerProvidersState
from oreai.states.owner_users import OwnerUsersState
from oreai.states.persona_files import PersonaFilesState
from oreai.states.search import SearchState
from oreai.states.session import SessionState
from oreai.states.sign_in import SignInState
from oreai.states.surrogate_free_events import SurrogateFreeEvents
from oreai.states.trash import TrashState
from oreai.web.account_routes import ROUTES as ACCOUNT_ROUTES
from oreai.web.attachments import add_attachment, send_attachment
from oreai.web.chat_api import ROUTES as CHAT_ROUTES
from oreai.web.draining import draining
from oreai.web.event_door import EventDoor
from oreai.web.graphql.route import ROUTES as GRAPHQL_ROUTES
from oreai.web.guard import Guard
from oreai.web.health import health
from oreai.web.inline_scripts import InlineScripts
from oreai.web.oidc_routes import ROUTES as OIDC_ROUTES
from oreai.web.one_session import OneSession
from oreai.web.owner_page import OwnerPage
from oreai.web.owner_routes import ROUTES as OWNER_ROUTES
from oreai.web.passkey_routes import ROUTES as PASSKEY_ROUTES
from oreai.web.provider_routes import ROUTES as PROVIDER_ROUTES
from oreai.web.request_door import RequestDoor
from oreai.web.session_cookie import SessionCookie
from oreai.web.shared_routes import ROUTES as SHARED_ROUTES
from oreai.web.socket_headers import SocketHeaders
from oreai.web.sub_path import WithoutPath, WithPath
from oreai.web.tab_token import TabToken
from oreai.web.token_routes import ROUTES as TOKEN_ROUTES
from oreai.web.transfer_routes import ROUTES as TRANSFER_ROUTES
from oreai.web.trusted_header import TrustedHeader
from oreai.web.voice_routes import ROUTES as VOICE_ROUTES

log = logging.getLogger(__name__)

_Layer = Starlette | Callable[[ASGIApp], ASGIApp]
_SWEEP_SECONDS = 60 * 60
_A_MINUTE = 60
_LAPSED_SECONDS = 10
_RESUME_SECONDS = 60
_VIEWS_SECONDS = 10
_ROUTES = [
    *ACCOUNT_ROUTES,
    *PASSKEY_ROUTES,
    *OIDC_ROUTES,
    *CHAT_ROUTES,
    *TOKEN_ROUTES,
    *OWNER_ROUTES,
    *PROVIDER_ROUTES,
    *GRAPHQL_ROUTES,
    *TRANSFER_ROUTES,
    *VOICE_ROUTES,
    *SHARED_ROUTES,
    Route("/api/health", health),
    Route("/api/attachments", add_attachment, methods=["POST"]),
    Route("/api/attachments/{attachment_id}", send_attachment),
]
_cutting: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected while it runs
_STYLES = (
    *(
        "tokens",
        "base",
        "layout",
        "buttons",
        "lists",
        "chats",
        "folders",
        "chat",
        "heading",
        "messages",
        "composer",
        "queue",
        "waiting",
        "follow_ups",
        "hints",
    ),
    *("attachments", "markdown", "prose", "formulas", "terminal", "dialogs", "sheets", "model_list"),
    *("versions", "away", "account", "personalization", "owner", "personas", "search", "imports", "usage"),
    *("sharing", "viewer", "obstacles", "voice", "phone", "wide", "print"),
)


@asynccontextmanager
async def _serving() -> AsyncIterator[None]:
    """From start to stop: the library first; at the end every partial reply is stored."""
    if services().settings.log_format == "json":
        write_json()
    hide_secrets()
    await services().bus.start()
    await services().database.write_alone(first_run.write_library)
    await services().guest_tokens.signing_key()  # pages are served also while the database is away
    chores = [asyncio.create_task(_every(*chore)) for chore in _chores()]
    services().sessions.on_ended(_cut_off)
    services().generations.observers.add(WritesDown())
    if services().settings.metrics_token:
        chores.append(asyncio.create_task(_measure()))
    draining.running = lambda: services().generations.running_count
    yield
    for chore in chores:
        chore.cancel()
    await services().shared_reading.views.write()
    await services().import_work.close()
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
        (LOOK_SECONDS, "show the message to all", Announcements(app, ours.rules).look),
        (LOOK_SECONDS, "cut off what has ended elsewhere", EndedElsewhere(app, ours.sessions.missing).look),
        (ours.take_over.seconds, "go on where a maker is gone", ours.take_over.look),
        (_LAPSED_SECONDS, "release what nobody stands for", ours.ledger_sweep.release_lapsed),
        (_RESUME_SECONDS, "go on with what is brought in", ours.import_work.resume),
        (TOUCH_SECONDS, "keep the state of open tabs", lambda: keep_open_tabs(app)),
        (_A_MINUTE, "let open temporary chats stay", TemporaryChatsStay(app, ours.temporary_chats).look),
        (_A_MINUTE, "delete temporary chats that were left", ours.temporary_chats.sweep),
        (_SWEEP_SECONDS, "sweep the trash", ours.trash.sweep),
        (_SWEEP_SECONDS, "forget deleted messages", ours.deletions.sweep),
        (_SWEEP_SECONDS, "keep the search index", ours.search_index.sweep),
        (_SWEEP_SECONDS, "sweep the attachments", ours.attachments.sweep),
        (_SWEEP_SECONDS, "forget old sessions", ours.accounts.sweep),
        (_SWEEP_SECONDS, "forget old tries to sign in", ours.throttle.sweep),
        (_SWEEP_SECONDS, "forget tokens whose time is over", ours.api_tokens.sweep),
        (_SWEEP_SECONDS, "forget challenges of passkeys", ours.passkeys.sweep),
        (_SWEEP_SECONDS, "forget old links to a new password", ours.reset_links.sweep),
        (_SWEEP_SECONDS, "forget invitations that are over", ours.invitations.sweep),
        (_SWEEP_SECONDS, "forget old acts of owners", ours.audit.sweep),
        (_SWEEP_SECONDS, "forget what was learned long ago", ours.capabilities.sweep),
        (_SWEEP_SECONDS, "forget links whose time is over", ours.shared_links.sweep),
        (_VIEWS_SECONDS, "count the readers of links", ours.shared_reading.views.write),
        (_SWEEP_SECONDS, "forget old usage", ours.ledger_sweep.forget),
        (_SWEEP_SECONDS, "let guests go whose sessions are over", ours.account_deletion.sweep_guests),
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


app = rx.App(
    app_wraps={},
    toaster=None,
    html_lang=texts_for("zh").app.html_lang,
    head_components=head(),
    stylesheets=[f"/styles/{name}.css" for name in _STYLES],
    backend_exception_handler=_failed,
    api_transformer=_in_its_place(
        [
            *_counted(),
            OwnerPage,
            SessionCookie,
            TabToken,
            partial(EventDoor, a_minute=get_settings().events_a_minute),
            SocketHeaders,
            TrustedHeader,
            OneSession,
            partial(
                RequestDoor,
                a_minute=get_settings().requests_a_minute,
                files_a_minute=get_settings().uploads_a_minute,
            ),
            partial(Guard, scripts=InlineScripts(CLIENT, get_settings().sub_path)),
        ]
    ),
)
app.add_middleware(SurrogateFreeEvents())
app.register_lifespan_task(_serving)

for page, route, on_load in (
    (chats_page, "/", FIRST_SCREEN_LOADS),
    (discover_page, "/find", [PersonaFilesState.open_asked, DiscoverState.load, ChatsState.follow_beside]),
    (account_page, "/mine", [*ACCOUNT_LOADS, ChatsState.follow_beside]),
    (sign_up_page, "/signup", [DoorState.see_door]),
    (sign_in_page, "/login", [SignInState.see_ways, DoorState.see_door]),
    (chat_page, "/chat/[chat_id]", ON_OPENING),
    (search_page, "/search", [SearchState.load]),
    (link_page, "/link", []),
    (reset_page, "/reset", []),
    (bring_page, "/bring", [SignInState.count_guest_chats]),
    (usage_page, "/usage", []),
    (imports_page, "/import", [ImportsState.follow_imports]),
    (
        owner_page,
        "/owner",
        [OwnerState.load, OwnerUsersState.load, OwnerInvitationsState.load, OwnerProvidersState.load],
    ),
    (archive_page, "/archive", [ArchiveState.follow_archive]),
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
