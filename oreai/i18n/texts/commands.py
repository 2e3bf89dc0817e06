"""The words of `python -m oreai …` in a shell; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CommandsTexts:
    """What commands are for, what they have done, and why they could not."""

    program: str
    commands: str
    helps: Mapping[str, str]
    "Of each command and option, as `user show` or `user list --most`."
    heads: Mapping[str, str]
    "Of columns; the names of the command line itself stay as they are typed."
    argparse: Mapping[str, str]
    "What argparse itself says, by its own words."
    guest: str
    gone: str
    payers: Mapping[str, str]
    of_total: str
    bad_calls: str
    bad_day: str
    bad_zone: str
    bad_span: str
    owner_made: str
    no_owner: str
    role_set: str
    quota_set: str
    disabled: str
    enabled: str
    deleted: str
    revoked: str
    no_database: str
    database_failed: str
    no_user: str
    several_users: str
    no_name: str
    no_password: str
    last_owner: str
    bad_invitation: str
    too_many_invitations: str
    bad_quota: str
    no_invitation: str
    table_rows: str
    attachments_so_far: str
    backed_up: str
    missing: str
    own_keys: str
    is_there: str
    checking: str
    writing: str
    restored: str
    aside: str
    unchanged: str
    no_backup: Mapping[str, str]
    "Why a file is none that can be brought back, by the name of `NotABackup`."
    in_use: str
    has_users: str
    not_taken: str
    keys_locked: str
    of_setting: str
    of_file: str
    keys_lost: str
    copied: str
    moved: str
