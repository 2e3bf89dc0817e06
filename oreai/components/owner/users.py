"""The panel of everybody's accounts."""

import reflex as rx

from oreai.components.account_form import account_form
from oreai.components.browser.account import When
from oreai.components.owner.panels import button, panel, submit, text_field
from oreai.components.texts import filled, t, text_of
from oreai.states.owner import OwnerState
from oreai.states.owner_users import OwnerUsersState, UserLine

_PAGE = 20
_READ_ANEW = [OwnerUsersState.load, OwnerState.load]
"After an act: the list, and what is written down of it."
_ROLES = ("owner", "user", "guest", "disabled")


def users() -> rx.Component:
    """A field to search, the list, and the way to its next part."""
    return panel(
        t.owner.users,
        t.owner.users_hint,
        rx.el.form(
            text_field(t.owner.search_label, "words", "users-words", type="search", max_length=100),
            submit(t.owner.search, "users-search"),
            on_submit=OwnerUsersState.search,
            class_name="account-form",
        ),
        rx.cond(
            OwnerUsersState.refused != "",
            rx.el.p(OwnerUsersState.refused, role="alert", class_name="form-error"),
        ),
        rx.cond(OwnerUsersState.total == 0, rx.el.p(t.owner.none_found, class_name="hint")),
        rx.el.ul(rx.foreach(OwnerUsersState.users, _user), class_name="owner-users"),
        rx.cond(OwnerUsersState.total > _PAGE, _turns()),
        test_id="owner-users",
    )


def _turns() -> rx.Component:
    shown = OwnerUsersState.users.length()
    where = filled(
        t.owner.range,
        first=OwnerUsersState.start + 1,
        last=OwnerUsersState.start + shown,
        total=OwnerUsersState.total,
    )
    return rx.el.div(
        button(t.owner.before, "users-before", OwnerUsersState.turn(-1)),
        rx.el.small(where, data_testid="users-range"),
        button(t.owner.after, "users-after", OwnerUsersState.turn(1)),
        class_name="answers",
    )


def _user(row: rx.Var[UserLine]) -> rx.Component:
    name = rx.cond(row.name != "", row.name, t.owner.guest)
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.el.strong(rx.el.bdi(name)),
                rx.cond((row.role == "owner") | (row.role == "disabled"), rx.el.small(_role(row.role))),
                rx.el.small(
                    rx.cond(
                        row.role == "guest",
                        t.owner.calls_of_guests,
                        filled(t.owner.calls, used=row.calls_used, limit=row.calls_limit),
                    )
                ),
                data_testid="owner-user-name",
            ),
            _facts(row),
            rx.cond(row.role != "guest", _quota(row, name)),
            _acts(row, name),
            class_name="owner-user",
        ),
        key=row.id,
        data_testid="owner-user",
    )


def _role(role: rx.Var[str]) -> rx.Var[str]:
    return rx.match(role, *((one, text_of("owner", "roles", one)) for one in _ROLES), role)


def _facts(row: rx.Var[UserLine]) -> rx.Component:
    sums = filled(t.owner.sums, chats=row.chats, messages=row.messages, megabytes=row.megabytes)
    return rx.el.p(
        sums,
        rx.el.br(),
        t.owner.seen,
        " ",
        When.create(at=row.seen_at, lang=t.app.html_lang),
        rx.cond(
            row.deleted_at != "",
            rx.fragment(
                rx.el.br(), t.owner.deleted_on, " ", When.create(at=row.deleted_at, lang=t.app.html_lang)
            ),
        ),
        class_name="hint",
    )


def _quota(row: rx.Var[UserLine], name: rx.Var[str]) -> rx.Component:
    return account_form(
        "POST",
        "/api/owner/users/" + row.id + "/quota",
        text_field(
            t.owner.quota,
            "calls",
            "user-quota",
            hint=t.owner.quota_hint,
            default_value=row.calls_limit.to(str),
        ),
        submit=t.owner.quota_save,
        of=name,
        test_id="user-quota-save",
        kind="quiet",
        key=row.calls_limit.to(str),
        on_answer=_READ_ANEW,
    )


def _acts(row: rx.Var[UserLine], name: rx.Var[str]) -> rx.Component:
    route = "/api/owner/users/" + row.id
    is_out = row.role == "disabled"
    return rx.fragment(
        rx.cond(
            is_out,
            button(t.owner.enable, "user-enable", OwnerUsersState.let_in(row.id, True), of=name),
            button(t.owner.disable, "user-disable", OwnerUsersState.let_in(row.id, False), of=name),
        ),
        rx.cond((row.name != "") & ~is_out, _for_people(row, route, name)),
        rx.el.details(
            rx.el.summary(t.owner.delete, data_testid="user-delete"),
            rx.el.p(t.owner.delete_hint, class_name="hint"),
            account_form(
                "DELETE",
                route,
                submit=t.owner.delete_yes,
                of=name,
                test_id="user-delete-yes",
                kind="danger",
                on_answer=_READ_ANEW,
            ),
            class_name="more-ways",
        ),
    )


def _for_people(row: rx.Var[UserLine], route: rx.Var[str], name: rx.Var[str]) -> rx.Component:
    return rx.fragment(
        account_form(
            "POST",
            route + "/reset",
            rx.el.p(t.owner.reset_hint, class_name="hint"),
            submit=t.owner.reset,
            of=name,
            test_id="user-reset",
            kind="quiet",
            on_answer=OwnerState.load,
        ),
        rx.cond(
            row.role == "owner",
            _to_role(route, "user", t.owner.make_user, name),
            _to_role(route, "owner", t.owner.make_owner, name),
        ),
    )


def _to_role(route: rx.Var[str], role: str, label: str, name: rx.Var[str]) -> rx.Component:
    return account_form(
        "POST",
        route + "/role",
        rx.el.input(type="hidden", name="role", value=role, read_only=True),
        submit=label,
        of=name,
        test_id=f"user-make-{role}",
        kind="quiet",
        key=role,
        on_answer=_READ_ANEW,
    )
