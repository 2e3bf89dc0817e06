"""providers.toml: what its owner may write, and one line that names the place where something is wrong."""

from pathlib import Path

import pytest

from oreai.provider_settings import VARIABLE, ProviderList, load_providers
from oreai.settings import ROOT, SettingsError

TWO = """
default = "DeepSeek/deepseek-chat"

[[provider]]
name = "DeepSeek"
base_url = "https://api.deepseek.com/v1"
key_variable = "DEEPSEEK_KEY"
models = [
  "deepseek-chat",
  { id = "deepseek-reasoner", name = "DeepSeek R1", context = 65536, images = false, input_price = 0.5 },
]

[[provider]]
name = "At home"
base_url = "http://192.168.1.7:11434/v1"
"""


def load(tmp_path: Path, text: str, **environment: str) -> ProviderList:
    file = tmp_path / "providers.toml"
    file.write_text(text, encoding="utf-8")
    return load_providers(file, environment)


def test_the_example_can_be_used_as_it_is():
    """What the README points at is read without a complaint, and has every kind of provider."""
    found = load_providers(ROOT / "providers.example.toml", {})
    assert [provider.name for provider in found.providers] == [
        *("DeepSeek", "Azure", "Gemini", "OpenRouter", "At home")
    ]


def test_two_providers_are_read(tmp_path: Path):
    """One with its models named, as strings or as tables, one with all of its list."""
    found = load(tmp_path, TWO)
    deepseek, home = found.providers
    assert (found.default, deepseek.name, home.name) == ("DeepSeek/deepseek-chat", "DeepSeek", "At home")
    assert [(model.id, model.title, model.context, model.images) for model in deepseek.models] == [
        ("deepseek-chat", "deepseek-chat", None, None),
        ("deepseek-reasoner", "DeepSeek R1", 65536, False),
    ]
    assert (home.models, home.key_variable) == ((), "")


def test_no_file_is_no_provider(tmp_path: Path):
    """Then the environment's key alone counts, as ever."""
    assert load_providers(tmp_path / "providers.toml", {}) == ProviderList()


def test_a_variable_holds_the_same(tmp_path: Path):
    """It wins over the file: a platform often has no place for one."""
    found = load(tmp_path, TWO, **{VARIABLE: '[[provider]]\nname="Lin"\nbase_url="https://lin.example/v1"'})
    assert [provider.name for provider in found.providers] == ["Lin"]


WRONG = {
    "no TOML": ("[[provider]\n", "providers.toml: ", "line 1"),
    "no address": (TWO.replace("https://api.deepseek.com/v1", "api.deepseek.com"), "line 6", "http"),
    "no name": (TWO.replace('name = "At home"', ""), "line 13", "name: is missing"),
    "a window as words": (TWO.replace("65536", '"large"'), "line 8", "whole number"),
    "a wrong word": (TWO.replace("key_variable", "key_varible"), "line 7", "no word that can stand here"),
    "two keys": (TWO.replace("key_variable", 'key = "sk-secret"\nkey_variable'), "line 4", "only one of key"),
    "twice the same": (TWO.replace("At home", "DeepSeek"), "line 1", "two providers are called DeepSeek"),
    "a default of nobody": (TWO.replace("DeepSeek/deep", "Kimi/deep"), "line 1", "names no provider"),
}


@pytest.mark.parametrize("text", [text for text, *_ in WRONG.values()], ids=WRONG)
def test_what_is_wrong_is_named_in_the_shells_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
):
    """In Chinese where the shell is; TOML's own reader goes on in English after that."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    with pytest.raises(SettingsError, match=r"[\u4e00-\u9fff]"):
        load(tmp_path, text)


@pytest.mark.parametrize(("text", "place", "reason"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_in_one_line(tmp_path: Path, text: str, place: str, reason: str):
    """With its line; a key that stands in the file is never said back."""
    with pytest.raises(SettingsError) as raised:
        load(tmp_path, text)
    told = str(raised.value)
    assert told.startswith("providers.toml")
    assert place in told
    assert reason in told
    assert "\n" not in told
    assert "sk-secret" not in told
