"""The words of `python -m oreai doctor`; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DoctorTexts:
    """What is seen of each thing a server needs; where it is not well, what to do."""

    well: str
    unwell: str
    names: Mapping[str, str]
    "Of what is looked at."
    mend_first: str
    can_be_read: str
    no_answer_in: str
    not_there_yet: str
    not_writable: str
    answers: str
    does_not_answer: str
    start_once: str
    tables_well: str
    tables_other: str
    clock_wrong: str
    nobody_answers: str
    this_machine: str
    models: str
    no_models: str
    nothing_stored: str
    room: str
    no_room: str
    no_pictures: str
    takes_and_gives: str
    gives_other: str
    no_secret_yet: str
    keys_unreadable: str
    others_may_read: str
    owner_alone: str
    no_redis: str
    redis_away: str
    redis_answers: str
    is_ours: str
    is_free: str
