"""What stands in the head of every page."""

import json

import reflex as rx

from oreai.client_build import OLDEST_BROWSERS
from oreai.components.boundaries import scripts_before_the_app
from oreai.i18n import LOCALES, TEXTS, fill, texts_for
from oreai.settings import ROOT, get_settings

_SCRIPTS = ROOT / "assets" / "js" / "browser"


def _for_old_browsers() -> str:
    script = (_SCRIPTS / "old_browser.js").read_text(encoding="utf-8")
    words = {TEXTS[locale].app.html_lang: TEXTS[locale].app.old_browser for locale in LOCALES}
    told = {lang: fill(sentence, **OLDEST_BROWSERS) for lang, sentence in words.items()}
    return script.replace("__OLD_BROWSER__", json.dumps(told, ensure_ascii=False))


def head() -> list[rx.Component]:
    """Everything, in its order: scripts that have to be there first, then what describes the app."""
    path = get_settings().sub_path
    return [
        *scripts_before_the_app(),
        rx.el.script(_for_old_browsers()),
        rx.el.meta(
            name="viewport",
            content="width=device-width, initial-scale=1, viewport-fit=cover, "
            "interactive-widget=resizes-content",
        ),
        rx.el.meta(name="theme-color", content="#f7f4ee"),  # page.js follows the chosen colours
        rx.el.meta(name="mobile-web-app-capable", content="yes"),
        rx.el.meta(name="apple-mobile-web-app-title", content=texts_for("zh").app.name),
        rx.el.link(rel="manifest", href=f"{path}/manifest.webmanifest"),
        rx.el.link(rel="icon", href=f"{path}/icons/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href=f"{path}/icons/icon-180.png"),
    ]
