"""`secret rotate` typed into a shell."""

from pathlib import Path

from oreai.bootstrap import build
from oreai.services.models.provider_form import ProviderForm
from tests.commands.typed import Typed, typed
from tests.conftest import settings_for
from tests.services.accounts.test_sign_in import signed_up


async def test_keys_follow_a_new_secret_beside_a_running_server(sqlite_url: str, tmp_path: Path):
    """It says how many, and the server reads them with the new file."""
    services = build(settings_for(sqlite_url, OREAI_USER_PROVIDERS=True))
    _, lin = await signed_up(services)
    form = ProviderForm("Kyoto", "https://kyoto.example/v1", "sk-of-lin-0815")
    await services.user_providers.add(lin, form)
    file = tmp_path / "oreai.secret"
    before = file.read_text()
    done = typed(sqlite_url, "secret", "rotate")
    assert done == Typed(0, f"OreAI: 1 keys are locked with a new secret in {file}\n", "")
    assert file.read_text().splitlines()[1:] == before.splitlines()
    [source] = await services.user_providers.sources(lin)
    assert source.credentials.key == "sk-of-lin-0815"
    services.database.close()


def test_a_secret_that_cannot_be_made_is_told_in_one_line(sqlite_url: str):
    """Nothing is changed."""
    done = typed(sqlite_url, "secret", "rotate", OREAI_SECRET_FILE="/proc/nowhere/secret")
    assert done.code == 1
    assert done.err.startswith("OreAI: /proc/nowhere/secret")
    assert len(done.err.splitlines()) == 1
