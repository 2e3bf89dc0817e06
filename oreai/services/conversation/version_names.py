"""What the versions of a reply are called, where different models made them."""

from collections.abc import Collection, Mapping, Sequence

from oreai.repositories.messages import MessageSummary


def names_in(
    rows: Sequence[MessageSummary], versions: Mapping[str, Sequence[str]], ids: Collection[str]
) -> dict[str, str]:
    """To each of these messages its model's name, where its versions are of several."""
    by_id = {row.id: row for row in rows}
    several = [message_id for message_id in ids if len(versions[message_id]) > 1]
    return {one: names_of([by_id[other] for other in versions[one]]).get(one, "") for one in several}


def names_of(versions: Sequence[MessageSummary]) -> Mapping[str, str]:
    """What the models of a reply's versions are called, in short; empty where all are of one model.

    Of `deepseek/deepseek-chat` the last part is enough. Where two are called the same, their providers' names
    tell them apart. A version that no model has been asked for yet has an empty name.
    """
    asked = {(row.model, row.provider) for row in versions if row.model}
    if len(asked) < 2:
        return {}
    short = [_short(model) for model, _ in asked]
    return {row.id: _name(row, alone=short.count(_short(row.model)) < 2) for row in versions}


def _name(row: MessageSummary, *, alone: bool) -> str:
    name = _short(row.model)
    return name if alone or not row.provider else f"{name} · {row.provider}"


def _short(model: str | None) -> str:
    name = (model or "").rstrip("/")
    return name.rpartition("/")[2] or name
