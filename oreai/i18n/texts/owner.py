"""The words of the owner's page; each language fills all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OwnerTexts:
    """Users, invitations, the door, a message to all, the audit list."""

    title: str
    set_up_title: str
    set_up_hint: str
    set_up_code: str
    set_up_submit: str
    wrong_code: str
    needs_name: str
    nothing_here: str
    door: str
    sign_up: str
    rules: Mapping[str, str]
    guests: str
    guests_on: str
    guests_off: str
    message: str
    message_hint: str
    message_text: str
    message_hours: str
    hours: str
    message_show: str
    message_withdraw: str
    message_until: str
    bad_message: str
    users: str
    users_hint: str
    search: str
    search_label: str
    none_found: str
    guest: str
    roles: Mapping[str, str]
    sums: str
    calls: str
    calls_of_guests: str
    seen: str
    deleted_on: str
    quota: str
    quota_hint: str
    quota_save: str
    bad_quota: str
    disable: str
    enable: str
    make_owner: str
    make_user: str
    reset: str
    reset_hint: str
    no_password: str
    delete: str
    delete_hint: str
    delete_yes: str
    before: str
    after: str
    range: str
    invitations: str
    invite_hint: str
    invite_note: str
    invite_uses: str
    invite_days: str
    invite_calls: str
    invite_calls_hint: str
    invite_make: str
    invited: str
    invite_left: str
    invite_revoke: str
    bad_invitation: str
    too_many_invitations: str
    providers: str
    providers_hint: str
    providers_none: str
    providers_ask: str
    provider_waiting: str
    provider_works: str
    provider_failed: str
    provider_never_failed: str
    learned: str
    learned_hint: str
    learned_none: str
    learned_all: str
    learned_window: str
    learned_factor: str
    learned_refused: str
    learned_until: str
    learned_forget: str
    audit: str
    audit_hint: str
    command_line: str
    acts: Mapping[str, str]
