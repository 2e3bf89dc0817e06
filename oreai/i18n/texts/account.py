"""The words of signing up and in; each language fills all of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AccountTexts:
    """Accounts: the panel of the Me page, the pages around signing in, and their refusals."""

    title: str
    guest: str
    guest_hint: str
    sign_up: str
    sign_up_hint: str
    sign_in: str
    sign_in_title: str
    sign_out: str
    have_account: str
    no_account: str
    name: str
    name_or_email: str
    password: str
    new_password: str
    password_rule: str
    email: str
    email_hint: str
    change_password: str
    change_password_hint: str
    save: str
    lost_password: str
    code: str
    code_hint: str
    use_code: str
    recovery: str
    recovery_hint: str
    recovery_left: str
    recovery_make: str
    recovery_shown: str
    copy: str
    download: str
    download_name: str
    other_device: str
    other_device_hint: str
    other_device_make: str
    other_device_shown: str
    link_title: str
    link_hint: str
    link_accept: str
    link_is_over: str
    bring_title: str
    bring_hint: str
    bring_yes: str
    bring_no: str
    sessions: str
    session_this: str
    session_unknown: str
    session_end: str
    sessions_end_others: str
    delete: str
    delete_hint: str
    delete_yes: str
    proof_title: str
    proof_needed: str
    go_on: str
    nobody: str
    bad_request: str
    unreachable: str
    wrong: str
    wrong_code: str
    already: str
    name_taken: str
    name_short: str
    name_long: str
    name_signs: str
    bad_email: str
    password_short: str
    password_long: str
    password_common: str
    password_name: str
    slow_down: str
    busy: str
