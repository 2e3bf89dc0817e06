"""What was chosen for the server while it runs."""

from sqlmodel import Session, delete, select

from oreai.models import ServerSetting


def all_of_them(session: Session) -> dict[str, str]:
    """Every value by its name."""
    return {row.name: row.value for row in session.exec(select(ServerSetting))}


def get(session: Session, name: str, *, lock: bool = False) -> str:
    """One value; empty where it was not chosen. `lock` keeps other writers waiting."""
    query = select(ServerSetting.value).where(ServerSetting.name == name)
    return session.exec(query.with_for_update() if lock else query).first() or ""


def put(session: Session, name: str, value: str) -> None:
    """Choose a value."""
    session.merge(ServerSetting(name=name, value=value))
    session.flush()


def forget(session: Session, name: str) -> None:
    """Choose none any more."""
    session.exec(delete(ServerSetting).where(ServerSetting.name == name))
