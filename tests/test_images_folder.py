"""Where pictures lie: beside the database, unless the person who runs OreAI says otherwise."""

from pathlib import Path

import pytest

from oreai.settings import ROOT
from tests.conftest import settings_for


@pytest.mark.parametrize(
    ("database", "folder"),
    [
        ("sqlite:///oreai.db", ROOT / "oreai-images"),
        ("sqlite:////data/lin.db", Path("/data/lin-images")),
        ("sqlite:////data/lin.sqlite", Path("/data/lin.sqlite-images")),
        ("mysql://lin@db/oredb", ROOT / "oredb-on-db-3306-images"),
        ("mysql://lin:secret@db/other", ROOT / "other-on-db-3306-images"),
        ("mysql://lin@127.0.0.1:3307/oredb", ROOT / "oredb-on-127.0.0.1-3307-images"),
    ],
)
def test_each_database_has_its_pictures_for_itself(database: str, folder: Path):
    """A file's lie beside it and have its name; a server's lie beside rxconfig.py."""
    assert settings_for(database).images_path == folder


def test_another_folder_can_be_set():
    """Whole, or from where rxconfig.py lies."""
    for name, folder in (("/data/pictures", Path("/data/pictures")), ("pictures", ROOT / "pictures")):
        assert settings_for("sqlite:///oreai.db", OREAI_IMAGES_FOLDER=name).images_path == folder
