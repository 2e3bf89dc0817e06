"""A user's own providers on my page: the list, and the form that adds one."""

import reflex as rx

from oreai.components.account_form import account_form, field
from oreai.components.browser.account import When
from oreai.components.texts import t
from oreai.services.models.provider_form import LONGEST_KEY, LONGEST_NAME, LONGEST_URL
from oreai.states.own_keys import OwnKeysState, OwnProviderRow


@rx.memo
def own_keys() -> rx.Component:
    """Those that are there, each with a way to try and to delete it; below them a new one."""
    return rx.fragment(
        rx.el.ul(rx.foreach(OwnKeysState.providers, _provider), class_name="sessions own-keys"),
        account_form(
            "POST",
            "/api/account/providers",
            _text(t.own_keys.name, "name", t.own_keys.name_hint, LONGEST_NAME),
            _text(t.own_keys.base_url, "base_url", t.own_keys.base_url_hint, LONGEST_URL, input_mode="url"),
            _text(t.own_keys.key, "key", t.own_keys.key_hint, LONGEST_KEY, kind="password", required=False),
            _text(t.own_keys.models, "models", t.own_keys.models_hint, LONGEST_URL, required=False),
            submit=t.own_keys.add,
            test_id="own-key-add",
            kind="quiet",
            stays=True,
            on_answer=OwnKeysState.load,
        ),
    )


def _text(label: str, name: str, hint: str, longest: int, **attributes) -> rx.Component:
    test_id = "own-key-" + name.replace("_", "-")
    return field(label, name, hint=hint, complete="off", test_id=test_id, max_length=longest, **attributes)


def _provider(row: rx.Var[OwnProviderRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(rx.el.bdi(row.name)),
            rx.el.small(rx.el.code(row.address)),
            rx.el.small(_key(row), " · ", _used(row)),
            rx.cond(row.models != "", rx.el.small(rx.el.bdi(row.models))),
            _answer(row),
        ),
        rx.el.div(
            rx.el.button(
                rx.cond(OwnKeysState.trying == row.id, t.own_keys.trying, t.own_keys.try_out),
                type="button",
                disabled=OwnKeysState.trying != "",
                aria_label=t.own_keys.try_out + ": " + row.name,
                on_click=OwnKeysState.try_out(row.id),  # type: ignore[misc]  # a background handler has no type
                class_name="button quiet",
                data_testid="own-key-try",
            ),
            account_form(
                "DELETE",
                "/api/account/providers/" + row.id,
                submit=t.own_keys.forget,
                of=row.name,
                test_id="own-key-delete",
                kind="quiet",
                on_answer=OwnKeysState.load,
            ),
            class_name="session-actions",
        ),
        key=row.id,
        data_testid="own-key",
    )


def _key(row: rx.Var[OwnProviderRow]) -> rx.Component:
    ends = rx.fragment(t.own_keys.key_ends, " ", rx.el.code("…" + row.last_four))
    return rx.cond(row.last_four != "", ends, rx.cond(row.has_key, t.own_keys.key, t.own_keys.no_key))


def _used(row: rx.Var[OwnProviderRow]) -> rx.Component:
    when = rx.fragment(t.own_keys.used, " ", When.create(at=row.used_at, lang=t.app.html_lang))
    return rx.cond(row.used_at != "", when, t.own_keys.never_used)


def _answer(row: rx.Var[OwnProviderRow]) -> rx.Component:
    """How it has answered; told to ears when it does."""
    return rx.el.small(
        OwnKeysState.tried.get(row.id, ""),
        role="status",
        class_name=rx.cond(OwnKeysState.works.get(row.id, False), "works", "form-error"),
        data_testid="own-key-tried",
    )
