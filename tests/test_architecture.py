"""The house stands as design.md draws it: imports run downward only, each room keeps its rule."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from oreai.settings import ROOT

# From the roof to the cellar: a module may import what stands further down, and its own package.
FLOORS = (
    {"oreai.oreai", "oreai.__main__", "oreai.dev", "oreai.workers"},
    {"oreai.command_line"},
    {"oreai.commands"},
    {"oreai.pages"},
    {"oreai.components"},
    {"oreai.states", "oreai.web"},
    {"oreai.bootstrap"},
    {"oreai.services.owner", "oreai.services.sharing"},
    {
        "oreai.services.conversation",
        "oreai.services.search",
        "oreai.services.transfer",
        "oreai.services.backup",
        "oreai.services.voice",
    },
    {"oreai.services.chats"},
    {"oreai.services.replies"},
    {"oreai.services.requests", "oreai.services.personas"},
    {"oreai.services.models", "oreai.services.attachments"},
    {"oreai.services.personalization"},
    {"oreai.services.accounts", "oreai.services.usage"},
    {"oreai.services.live"},
    {"oreai.services"},
    {"oreai.seeds"},
    {"oreai.repositories", "oreai.llm"},
    {"oreai.migrations"},
    {"oreai.database", "oreai.search_file", "oreai.redis_bus", "oreai.bus_hub"},
    {"oreai.models"},
    {"oreai.columns"},
    {"oreai.characters", "oreai.client_build", "oreai.log", "oreai.server_secret"},
    {"oreai.trace"},
    {"oreai.provider_settings"},
    {"oreai.settings"},
    {"oreai.protection_settings"},
    {
        "oreai.chat_settings",
        "oreai.operating_settings",
        "oreai.sign_in_settings",
        "oreai.usage_settings",
        "oreai.voice_settings",
    },
    {"oreai.wrong_settings"},
    {"oreai.i18n"},
    {"oreai"},
)
LONGEST_FILE = 300
LONGEST_STATE = 150
BELOW_SERVICES = ("oreai.repositories", "oreai.llm", "oreai.database", "oreai.redis_bus", "oreai.seeds")
DATA_AND_SDK = {"sqlmodel", "sqlalchemy", "pymysql", "openai", "alembic"}
SQL_NAMES = {"select", "insert", "update", "delete", "text", "func", "exists", "or_", "and_", "desc"}


@dataclass(frozen=True)
class Import:
    """A module named in an import, and what is taken from it."""

    module: str
    names: frozenset[str]

    @property
    def package(self) -> str:
        return self.module.split(".")[0]


def sources(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)


def name_of(path: Path) -> str:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(path: Path) -> Iterator[Import]:
    """Every import in a file, also those inside functions."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, frozenset()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out in full"
            yield Import(node.module or "", frozenset(alias.name for alias in node.names))


def modules_of(found: Import) -> Iterator[str]:
    """`from oreai.llm import credentials` names a module as well."""
    inner = [f"{found.module}.{name}" for name in found.names if f"{found.module}.{name}" in MODULES]
    yield from inner or [found.module]


MODULES = {name_of(path): path for path in sources("oreai")}


def room_of(module: str) -> str:
    """The folder of `oreai` that a module stands in; in `services` each of its rooms counts."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1:2] == ["services"] else 2])


def floor_of(module: str) -> int:
    room = room_of(module)
    floor = next((number for number, rooms in enumerate(FLOORS) if room in rooms), None)
    assert floor is not None, f"{room} has no floor yet: give it one in FLOORS"
    return floor


def within(*rooms: str) -> list[Path]:
    paths = [path for room in rooms for path in sources(f"oreai/{room}")]
    assert paths, "need files for this test to mean anything"
    return paths


def breaking(paths: list[Path], is_broken: Callable[[Import], object]) -> list[str]:
    """Every import in these files that breaks a rule, with the module that has it."""
    return [
        f"{name_of(path)} imports {found.module}"
        for path in paths
        for found in imports_of(path)
        if is_broken(found)
    ]


def imported_rooms(module: str) -> Iterator[str]:
    """The other rooms of `oreai` that a module imports from."""
    for found in imports_of(MODULES[module]):
        for imported in modules_of(found):
            if imported.split(".")[0] == "oreai" and room_of(imported) != room_of(module):
                yield imported


def test_imports_run_downward_only():
    """A floor may skip down, never up, nor to its neighbour on the same floor."""
    assert [
        f"{module} imports {imported}"
        for module in MODULES
        for imported in imported_rooms(module)
        if floor_of(module) >= floor_of(imported)
    ] == []


def test_what_oreai_does_knows_nothing_of_the_screen():
    """Services and all below them would work without Reflex."""
    below = within("services", "repositories", "llm", "seeds", "i18n")
    assert breaking(below, lambda found: found.module.startswith(("reflex", "starlette"))) == []


def test_the_screen_knows_nothing_of_the_database_or_the_sdk():
    """No SQL, no session, no model's client: it asks a service."""
    assert (
        breaking(
            within("pages", "components", "states", "web"),
            lambda found: found.package in DATA_AND_SDK or found.module.startswith(BELOW_SERVICES),
        )
        == []
    )


def test_services_write_no_sql():
    """They open transactions; what is asked in them stands in repositories. Nor do they speak the SDK."""
    assert (
        breaking(
            within("services"),
            lambda found: (
                found.package == "openai"
                or (found.package in {"sqlmodel", "sqlalchemy"} and found.names & SQL_NAMES)
            ),
        )
        == []
    )


def test_web_talks_to_services_only():
    """As the states do."""
    allowed = ("oreai.services", "oreai.bootstrap", "oreai.web", "oreai.i18n", "oreai.characters")
    assert (
        breaking(
            within("web"),
            lambda found: (
                found.package == "oreai" and found.module != "oreai" and not found.module.startswith(allowed)
            ),
        )
        == []
    )


def test_the_openai_sdk_is_known_in_one_room():
    """Its errors are translated in llm/ and nowhere else."""
    knowing = [path for path in MODULES.values() if "openai" in {found.package for found in imports_of(path)}]
    assert {path.parent.name for path in knowing} == {"llm"}


def test_words_import_nothing_of_the_app():
    """i18n may be used from every floor, so it leans on none."""
    ours = breaking(
        within("i18n"),
        lambda found: found.package == "oreai" and not found.module.startswith("oreai.i18n"),
    )
    assert ours == []


def test_repositories_do_not_open_transactions():
    """They work in a session that somebody else opened, and nothing in them is asynchronous."""
    for path in within("repositories"):
        tree = tree_of(path)
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.Await)]
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not used & {"commit", "rollback", "begin", "close"}


def silent(paths: list[Path]) -> list[str]:
    """Those that say nothing of themselves in their first line."""
    return [name_of(path) for path in paths if not ast.get_docstring(tree_of(path))]


def test_every_package_states_its_rule():
    """In a docstring, for whoever opens the folder first."""
    assert silent([path for path in sources("oreai") if path.stem == "__init__"]) == []


def test_every_folder_of_python_is_a_package():
    """So that each has such a docstring."""
    folders = {path.parent for path in sources("oreai")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def longer(paths: list[Path], most: int) -> list[str]:
    """Those that have more lines."""
    return [name_of(path) for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > most]


def test_no_file_is_too_long_to_read():
    """Three hundred lines at the most."""
    assert longer([*sources("oreai"), *sources("tests")], LONGEST_FILE) == []


def test_a_state_is_of_one_noun():
    """What grows beyond a hundred and fifty lines has become two."""
    assert longer(within("states"), LONGEST_STATE) == []


def test_every_test_file_says_what_it_is_about():
    """In its first line."""
    assert silent(sources("tests")) == []
