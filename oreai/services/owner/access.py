"""Who may come in: the owner shuts users out, lets them in again, deletes accounts, and helps back in."""

from sqlmodel import Session

from oreai.database import Database
from oreai.models import UserRole
from oreai.services.accounts import deletion, reset_links
from oreai.services.accounts.roles import keep_an_owner
from oreai.services.accounts.sessions import Sessions, end_everywhere
from oreai.services.owner.audit import Actor, write_down
from oreai.services.owner.users import existing


class UserAccess:
    """Each act is written down; open pages of who is shut out are cut off at once."""

    def __init__(self, database: Database, sessions: Sessions):
        self._database = database
        self._sessions = sessions

    async def disable(self, actor: Actor, user_id: str) -> None:
        """Shut a user out; nothing of theirs is deleted.

        Raises:
            NoSuchUser: there is none of this id.
            LastOwner: nobody else owns the server.
        """

        def work(session: Session) -> list[str]:
            keep_an_owner(session, user_id)
            user = existing(session, user_id, lock=True)
            user.role = UserRole.DISABLED
            write_down(session, actor, "disable", user)
            return end_everywhere(session, user_id)

        self._sessions.tell_ended(await self._database.write(work))

    async def enable(self, actor: Actor, user_id: str) -> None:
        """Let a user in again; a deletion whose days are not over is taken back.

        Raises:
            NoSuchUser: there is none of this id.
        """

        def work(session: Session) -> None:
            user = existing(session, user_id, lock=True)
            if user.role == UserRole.DISABLED:
                user.role = UserRole.USER
            user.delete_at = None
            write_down(session, actor, "enable", user)

        await self._database.write(work)

    async def delete(self, actor: Actor, user_id: str) -> None:
        """Shut a user out; in thirty days all that is theirs is gone, unless they are let in again.

        Raises:
            NoSuchUser: there is none of this id.
            LastOwner: nobody else owns the server.
        """

        def work(session: Session) -> list[str]:
            keep_an_owner(session, user_id)
            user = existing(session, user_id, lock=True)
            write_down(session, actor, "delete", user)
            ended = deletion.mark(session, user_id)
            user.role = UserRole.DISABLED
            return ended

        self._sessions.tell_ended(await self._database.write(work))

    async def reset_link(self, actor: Actor, user_id: str) -> str:
        """The secret of a link by which the user sets a new password, once and within a day.

        Raises:
            NoSuchUser: there is none of this id.
            NoPassword: they sign in without one.
        """

        def work(session: Session) -> str:
            user = existing(session, user_id, lock=True)
            secret = reset_links.make(session, user)
            write_down(session, actor, "reset", user)
            return secret

        return await self._database.write(work)
