"""`/mine`: what is left, who answers, how it looks."""

import reflex as rx
from reflex_base.style import color_mode, set_color_mode
from reflex_components_core.react_router import link

from oreai.components.account_panels import account_panels
from oreai.components.browser.list import IS_WIDE
from oreai.components.chats_beside import chats_beside
from oreai.components.layout import away_links, bottom_bar, column, skeleton_rows, top_bar
from oreai.components.lazy import lazily
from oreai.components.personalization_panel import personalization_panel
from oreai.components.reading_choices import reading_choices
from oreai.components.shortcuts import opens_shortcuts
from oreai.components.texts import filled, t
from oreai.i18n import TEXTS
from oreai.states.account import AccountState
from oreai.states.memory import MemoryState
from oreai.states.own_keys import OwnKeysState
from oreai.states.personalization import PersonalizationState
from oreai.states.session import SessionState
from oreai.states.sign_in import SignInState
from oreai.states.tokens import TokensState

_PANELS = 4
LOADS = [
    AccountState.load,
    SignInState.load,
    PersonalizationState.load,
    MemoryState.load,
    TokensState.load,
    OwnKeysState.load,
]
"What is read when the page is opened, from the top."


def account_page() -> rx.Component:
    """Cards from the top: replies left, the provider, language, appearance."""
    return column(
        lazily(chats_beside, needed=IS_WIDE),
        top_bar(t.app.nav_me),
        rx.el.main(
            rx.cond(
                AccountState.loaded,
                rx.fragment(
                    account_panels(),
                    personalization_panel(),
                    _quota(),
                    _provider(),
                    _language(),
                    _theme(),
                    reading_choices(),
                    _keyboard(),
                    _small_print(),
                ),
                skeleton_rows(_PANELS, "skeleton-panels"),
            ),
            class_name="scroll panels",
        ),
        bottom_bar("/mine"),
        title=t.app.nav_me,
        name="mine",
    )


def _panel(title: str, *children: rx.Component, **props) -> rx.Component:
    return rx.el.section(rx.el.h2(title), *children, class_name="panel", **props)


def _quota() -> rx.Component:
    return _panel(
        t.me.quota,
        rx.el.p(
            rx.el.strong(AccountState.calls_left, data_testid="quota-left"),
            rx.el.span(
                filled(
                    rx.cond(AccountState.is_guest, t.me.quota_of_today, t.me.quota_of),
                    limit=AccountState.calls_limit,
                )
            ),
            class_name="quota",
        ),
        rx.el.progress(value=AccountState.calls_left, max=AccountState.calls_limit, aria_label=t.me.quota),
        link(t.usage.open, to="/usage", class_name="button quiet", data_testid="usage-open"),
    )


def _provider() -> rx.Component:
    name, hint = _provider_words()
    return _panel(
        t.me.provider,
        rx.el.p(
            rx.el.span(class_name="lamp", custom_attrs={"data-kind": AccountState.provider}),
            rx.el.strong(name),
            class_name="provider-name",
        ),
        rx.el.p(hint, class_name="hint"),
        rx.cond(AccountState.box_is_missing, rx.el.p(t.box.missing_hint, class_name="hint")),
        rx.cond(AccountState.providers.length() > 0, _providers()),
        rx.cond(AccountState.provider == "ready", _fact(t.app.model, AccountState.model)),
        rx.cond(AccountState.provider == "box", _fact(t.app.model, AccountState.box_model)),
        rx.cond(AccountState.provider == "local", _local_models()),
        custom_attrs={"data-testid": "provider-status", "data-kind": AccountState.provider},
    )


def _provider_words() -> tuple[rx.Var[str], rx.Var[str]]:
    kind = AccountState.provider
    name = rx.match(
        kind,
        ("ready", t.me.provider_ready),
        ("local", t.me.provider_local),
        ("box", t.box.name),
        t.me.provider_offline,
    )
    hint = rx.match(
        kind,
        (
            "ready",
            rx.cond(
                AccountState.providers.length() > 0,
                t.me.providers_hint,
                filled(t.me.provider_ready_hint, host=AccountState.provider_host),
            ),
        ),
        ("local", t.me.provider_local_hint),
        ("box", rx.cond(AccountState.box_is_trial, t.box.trial_hint, t.box.own_hint)),
        t.me.provider_offline_hint,
    )
    return name, hint


def _providers() -> rx.Component:
    return rx.el.ul(
        rx.foreach(
            AccountState.providers,
            lambda named: rx.el.li(
                rx.el.bdi(named[0]), rx.el.code(named[1]), class_name="fact", data_testid="provider"
            ),
        ),
        class_name="providers",
    )


def _fact(name: str, value: rx.Var[str]) -> rx.Component:
    return rx.el.p(rx.el.span(name), rx.el.code(value), class_name="fact")


def _local_models() -> rx.Component:
    otherwise = rx.cond(AccountState.box_model != "", AccountState.box_model, t.me.offline_model)
    return rx.el.div(
        _choice(otherwise, AccountState.local_model == "", AccountState.choose_local_model("")),
        rx.foreach(
            AccountState.local_models,
            lambda model: _choice(
                model, AccountState.local_model == model, AccountState.choose_local_model(model)
            ),
        ),
        class_name="choices wrap",
        role="group",
        aria_label=t.me.local_models,
        data_testid="local-models",
    )


def _choice(label: rx.Var[str] | str, chosen: rx.Var[bool], on_click, **attributes: str) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        on_click=on_click,
        class_name="choice",
        custom_attrs={"aria-pressed": rx.cond(chosen, "true", "false"), **attributes},
    )


def _language() -> rx.Component:
    return _panel(
        t.me.language,
        rx.el.div(
            *(
                _choice(
                    texts.app.own_name,
                    SessionState.lang == locale,
                    SessionState.choose_language(locale),
                    **{"data-value": locale, "lang": texts.app.html_lang},
                )
                for locale, texts in TEXTS.items()
            ),
            class_name="choices",
            role="group",
            aria_label=t.me.language,
            data_testid="language",
        ),
    )


def _theme() -> rx.Component:
    return _panel(
        t.me.theme,
        rx.el.div(
            *(
                _choice(name, color_mode == mode, set_color_mode(mode), **{"data-value": mode})
                for mode, name in (
                    ("system", t.me.theme_system),
                    ("light", t.me.theme_light),
                    ("dark", t.me.theme_dark),
                )
            ),
            class_name="choices",
            role="group",
            aria_label=t.me.theme,
            data_testid="theme",
        ),
    )


def _keyboard() -> rx.Component:
    """Hidden where there are only fingers."""
    return _panel(
        t.shortcuts.title,
        rx.el.p(t.shortcuts.hint, class_name="hint"),
        opens_shortcuts(t.shortcuts.help),
        custom_attrs={"data-panel": "keyboard"},
    )


def _small_print() -> rx.Component:
    return rx.fragment(
        away_links(),
        rx.el.p(t.me.private, rx.el.br(), t.app.name, " ", AccountState.version, class_name="small-print"),
    )
