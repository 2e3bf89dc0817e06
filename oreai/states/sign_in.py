"""Who the visitor is by name, and where else they are signed in."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import reflex as rx

from oreai.bootstrap import services
from oreai.services.accounts.passkeys import site_of
from oreai.services.accounts.session_token import token_in
from oreai.services.accounts.sessions import SessionView
from oreai.services.accounts.visitors import Visitor
from oreai.states.session import for_visitor


@dataclass
class SessionRow:
    """A signed-in browser on the screen."""

    id: str
    device: str
    network: str
    seen_at: str
    is_this: bool


@dataclass
class PasskeyRow:
    """A passkey on the screen."""

    id: str
    name: str
    created_at: str


class SignInState(rx.State):
    """The account panel. Codes, links and passwords never come here: they go over HTTP."""

    name: str = ""
    has_password: bool = False
    codes_left: int = 0
    sessions: list[SessionRow] = []
    passkeys: list[PasskeyRow] = []
    other_provider: str = ""
    "Who else signs people in here, by name."
    has_failed: bool = False
    "That provider has just refused."
    is_disabled: bool = False
    "The owner has shut out whom that provider knows."
    is_owner: bool = False
    "Owners find their page here."
    reset_at: str = ""
    "When the owner last made a link to a new password for the visitor; empty where none is to be told of."
    reset_was_used: bool = False
    takes_passkeys: bool = False
    "Whether the page has a name that browsers take passkeys for."
    guest_chats: int = 0
    "How many chats of the guest who was here before could be brought along."

    @rx.event
    @for_visitor
    async def load(self, visitor: Visitor):
        """Read everything anew."""
        account = await services().accounts.account(visitor.user_id)
        self.name, self.has_password = account.name, account.has_password
        self.codes_left = await services().recovery_codes.left(visitor.user_id)
        views = await services().sessions.list(visitor.user_id, self._token())
        self.sessions = [_row(view) for view in views]
        await self._load_passkeys(visitor.user_id)
        self.is_owner = await services().directory.is_owner(visitor.user_id)
        note = await services().reset_links.note(visitor.user_id)
        self.reset_at, self.reset_was_used = (note.at.isoformat(), note.was_used) if note else ("", False)

    async def _load_passkeys(self, user_id: str) -> None:
        asked = self.router.url.origin
        self.takes_passkeys = site_of(services().settings.public_url, asked) is not None
        self.passkeys = [
            PasskeyRow(view.id, view.name, view.created_at.isoformat())
            for view in await services().passkeys.list(user_id)
        ]

    @rx.event
    def see_ways(self):
        """Know which ways to sign in there are here, and whether another provider has just refused."""
        settings = services().settings
        self.takes_passkeys = site_of(settings.public_url, self.router.url.origin) is not None
        host = urlsplit(settings.oidc_issuer).hostname or ""
        self.other_provider = (settings.oidc_name or host) if settings.oidc_issuer else ""
        self.has_failed = "failed" in self.router.url.query_parameters
        self.is_disabled = "disabled" in self.router.url.query_parameters

    @rx.event
    @for_visitor
    async def rename_passkey(self, visitor: Visitor, passkey_id: str, name: str):
        """Call a passkey something else."""
        await services().passkeys.rename(visitor.user_id, str(passkey_id), str(name).strip())
        return SignInState.load

    @rx.event
    @for_visitor
    async def count_guest_chats(self, visitor: Visitor):
        """Ask how many chats could be brought along."""
        self.guest_chats = await services().bring_along.waiting(self._token())

    @rx.event
    @for_visitor
    async def end_session(self, visitor: Visitor, session_id: str):
        """Sign another browser out."""
        await services().sessions.end(visitor.user_id, str(session_id))
        return SignInState.load

    @rx.event
    @for_visitor
    async def end_other_sessions(self, visitor: Visitor):
        """Sign every other browser out."""
        await services().sessions.end_others(visitor.user_id, self._token())
        return SignInState.load

    def _token(self) -> str:
        return token_in(self.router.headers.cookie)


def _row(view: SessionView) -> SessionRow:
    return SessionRow(view.id, view.device, view.network, view.last_seen_at.isoformat(), view.is_this)
