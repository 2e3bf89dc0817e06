"""Who owns the server: at least one, and nobody by chance."""

from sqlmodel import Session

from oreai.models import User, UserRole
from oreai.repositories import directory

__all__ = ["UserRole"]  # handed on to the routes of owners

GUEST = "guest"
"What a user without a name is called among the roles; it is not stored."


class LastOwner(Exception):
    """The server would have no owner any more."""


class Disabled(Exception):
    """The owner has disabled this account."""


def role_of(user: User) -> str:
    """The user's role as people see it: owner, user, guest or disabled."""
    return GUEST if user.name is None and user.role == UserRole.USER else user.role


def keep_an_owner(session: Session, user_id: str) -> None:
    """See that there is another owner beside this user, until the transaction's end.

    Raises:
        LastOwner: they are the last one.
    """
    if [owner.id for owner in directory.owners(session, lock=True)] == [user_id]:
        raise LastOwner
