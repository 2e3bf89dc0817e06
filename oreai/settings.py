"""What the person who runs OreAI may set: read once, from the environment or `.env`, and checked here.

The key and the base URL of the provider are not here: they may change at any
time, so `llm/credentials.py` looks them up for every request.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from urllib.request import getproxies

from pydantic import Field, ValidationError, create_model, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url

from oreai.chat_settings import CHAT_SETTINGS, SMALLEST_WINDOW, Number, Setting
from oreai.operating_settings import OperatingSettings
from oreai.protection_settings import ProtectionSettings
from oreai.sign_in_settings import SignInSettings
from oreai.usage_settings import UsageSettings
from oreai.voice_settings import VoiceSettings
from oreai.wrong_settings import WrongSetting, reason_of

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = ROOT / ".env"
DATABASE_NAME = "oredb"
_MYSQL_PORT = 3306
_PROXIES = ("http://", "https://", "socks5://", "socks5h://")


class SettingsError(Exception):
    """A setting has a value that OreAI cannot run with; the message names it in one line."""


def _environment(setting: Setting) -> tuple[Any, Any]:
    """A chat setting as a variable of the environment."""
    kind: Any = setting.kind if setting.default is not None else setting.kind | None
    alias = f"OREAI_{setting.name.upper()}"
    limits: dict[str, Any] = {"ge": setting.low, "le": setting.high}
    return kind, Field(setting.default, alias=alias, description=setting.help, **limits)


if TYPE_CHECKING:

    class _ChatDefaults(BaseSettings):
        max_tokens: int
        context_tokens: int | None

else:
    _ChatDefaults = create_model(
        "_ChatDefaults", __base__=BaseSettings, **{one.name: _environment(one) for one in CHAT_SETTINGS}
    )


class Settings(
    _ChatDefaults, SignInSettings, UsageSettings, OperatingSettings, ProtectionSettings, VoiceSettings
):
    """Every setting, its default, and when to change it; those of `CHAT_SETTINGS` among them."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, extra="ignore", frozen=True, populate_by_name=True, env_ignore_empty=True
    )

    model: str = Field("gpt-3.5-turbo-16k", alias="OREAI_MODEL", min_length=1)
    "The model every chat starts with; change it to one your provider serves."

    other_limits: str = Field("", alias="OREAI_CONTEXT_LIMITS")
    "What OREAI_CONTEXT_TOKENS says of this model, said of others, such as llama3.1:8b=8192,qwen3=32768."

    silence_seconds: float = Field(60, alias="OREAI_SILENCE_SECONDS", gt=0)
    "A provider that is silent for so long, or half as long again, is given up; raise it for slow models."

    titles: bool = Field(True, alias="OREAI_TITLES")
    "Whether the model is asked for a short title after a chat's first reply; 0 keeps the first words."

    follow_ups: bool = Field(False, alias="OREAI_FOLLOW_UPS")
    "Whether the model is asked after each reply what could be said next: one more request, paid by you."

    local_models_url: str = Field("http://127.0.0.1:11434/v1", alias="OREAI_LOCAL_MODELS_URL")
    "Where a model server of this machine may answer when no key is set; Ollama's port by default."

    box: bool = Field(True, alias="OREAI_BOX")
    "Whether a small model of OreAI's own answers where no provider is set; off for the offline text alone."

    gguf: str = Field("", alias="OREAI_GGUF")
    "A GGUF file, or a folder of them, that the box runs instead of the small model."

    box_context: int | None = Field(None, alias="OREAI_BOX_CONTEXT", ge=SMALLEST_WINDOW)
    "The box's window in tokens; unset, the model's own size, as far as a quarter of the memory holds it."

    box_slots: int = Field(2, alias="OREAI_BOX_SLOTS", ge=1, le=64)
    "How many replies the box makes at once; each slot takes the memory of a window."

    box_threads: int = Field(0, alias="OREAI_BOX_THREADS", ge=0, le=512)
    "How many processor threads the box uses; 0 for all cores but one, which is left to the server."

    box_gpu_layers: int = Field(-1, alias="OREAI_BOX_GPU_LAYERS", ge=-1)
    "How many of the model's layers go to a graphics card, where there is one; -1 for all that fit."

    box_idle_seconds: float = Field(600, alias="OREAI_BOX_IDLE_SECONDS", gt=0)
    "The box lets go of its model when nobody has used it for so long."

    database_url: str = Field("", alias="DATABASE_URL", repr=False)
    "Where everything is stored: sqlite:///file.db, or mysql://user:password@host:port/oredb for many people."

    mysql_host: str = Field("", alias="MYSQL_HOST")
    "Builds the database URL together with the three below, where DATABASE_URL is not set."

    mysql_port: int = Field(_MYSQL_PORT, alias="MYSQL_PORT", ge=1, le=65535)
    "The MySQL server's port."

    mysql_user: str = Field("root", alias="MYSQL_USER")
    "Who signs in to MySQL."

    mysql_password: str = Field("", alias="MYSQL_PASSWORD", repr=False)
    "The MySQL user's password."

    images_folder: str = Field("", alias="OREAI_IMAGES_FOLDER")
    "Where pictures lie; set it where the folder of the database may not be written to, or is too small."

    redis_url: str = Field("", alias="REDIS_URL", repr=False)
    "How several server processes hear of each other; nothing is kept there. One process needs none."

    workers: int = Field(1, alias="OREAI_WORKERS", ge=1, le=64)
    "How many server processes share the port on this machine; about one a core where many people talk."

    drain_seconds: float = Field(0, alias="OREAI_DRAIN_SECONDS", ge=0)
    "After SIGTERM `/api/health` says so, and replies may end for so long before the server goes."

    schema_told: bool = Field(False, alias="OREAI_GRAPHQL_INTROSPECTION")
    "Whether /api/graphql tells its schema to tools; for development, docs/api.md has it anyway."

    host: str = Field("127.0.0.1", alias="HOST", min_length=1)
    "The address to listen on; 0.0.0.0 lets other machines in."

    port: int = Field(3000, alias="PORT", ge=1, le=65535)
    "The one port that serves the page, its events and the API."

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(("sqlite:///", "mysql://", "mysql+pymysql://")):
            raise WrongSetting("database")
        return url

    @field_validator("gguf")
    @classmethod
    def _known_model_file(cls, gguf: str) -> str:
        if gguf:
            _check_model_file(ROOT / Path(gguf).expanduser())
        return gguf

    @field_validator("redis_url")
    @classmethod
    def _known_redis(cls, url: str) -> str:
        if url and not url.startswith(("redis://", "rediss://", "unix://")):
            raise WrongSetting("redis")
        return url

    @model_validator(mode="after")
    def _room_for_an_answer(self) -> "Settings":
        if self.context_tokens and self.max_tokens >= self.context_tokens:
            raise WrongSetting("longer_than_window")
        return self

    @field_validator("other_limits")
    @classmethod
    def _limits_by_name(cls, limits: str) -> str:
        for pair in filter(None, limits.split(",")):
            name, _, tokens = pair.rpartition("=")
            if not name.strip() or not tokens.strip().isdecimal() or int(tokens) < SMALLEST_WINDOW:
                raise WrongSetting("windows")
        return limits

    @property
    def chat_defaults(self) -> dict[str, Number]:
        """The numbers of a chat that chooses none, by their settings' names."""
        numbers = {setting.name: getattr(self, setting.name) for setting in CHAT_SETTINGS}
        return {name: number for name, number in numbers.items() if number is not None}

    @property
    def context_limits(self) -> dict[str, int]:
        """The windows that are set, in tokens, by the names of models."""
        pairs = [pair.rpartition("=") for pair in self.other_limits.split(",") if pair]
        others = {name.strip(): int(tokens) for name, _, tokens in pairs}
        return others | ({self.model: self.context_tokens} if self.context_tokens else {})

    @property
    def sqlalchemy_url(self) -> str:
        """The database URL with its driver, as SQLAlchemy wants it."""
        url = self.database_url or self._mysql_url() or f"sqlite:///{ROOT / 'oreai.db'}"
        if url.startswith("mysql://"):
            url = "mysql+pymysql://" + url.removeprefix("mysql://")
        if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
            url = f"sqlite:///{ROOT / url.removeprefix('sqlite:///')}"
        return url

    @property
    def gguf_path(self) -> Path | None:
        """The GGUF file or folder for the box."""
        return ROOT / Path(self.gguf).expanduser() if self.gguf else None

    @property
    def images_path(self) -> Path:
        """The folder of the pictures: each database has its own, unless one was set."""
        if self.images_folder:
            return ROOT / self.images_folder
        return self._beside_database("-images")

    @property
    def secret_path(self) -> Path:
        """The file of the server's secret: each database has its own, unless one was set."""
        if self.secret_file:
            return ROOT / Path(self.secret_file).expanduser()
        return self._beside_database(".secret")

    def _beside_database(self, ending: str) -> Path:
        """Where something lies that goes with the database, but not in it."""
        url = make_url(self.sqlalchemy_url)
        if url.drivername == "sqlite":
            file = Path(url.database or "")
            return file.with_name(f"{file.name.removesuffix('.db')}{ending}")
        return ROOT / f"{url.database}-on-{url.host or 'localhost'}-{url.port or _MYSQL_PORT}{ending}"

    @property
    def search_path(self) -> Path:
        """The search index, beside the pictures: a file that may be deleted at any time."""
        return self.images_path.with_name(f"{self.images_path.name.removesuffix('-images')}-search.db")

    @property
    def imports_path(self) -> Path:
        """The folder in which files that are brought in are read, beside that of the pictures."""
        pictures = self.images_path
        return pictures.with_name(f"{pictures.name.removesuffix('-images')}-imports")

    def _mysql_url(self) -> str:
        if not self.mysql_host:
            return ""
        who = f"{quote(self.mysql_user, safe='')}:{quote(self.mysql_password, safe='')}"
        return f"mysql://{who}@{self.mysql_host}:{self.mysql_port}/{DATABASE_NAME}"


def _check_model_file(place: Path) -> None:
    """There seems to be a model that can be loaded from here."""
    if place.is_dir():
        if not any(place.glob("*.gguf")):
            raise WrongSetting("no_model_in_folder")
        return
    try:
        with place.open("rb") as file:
            is_model = file.read(4) == b"GGUF"
    except OSError as error:
        raise WrongSetting("model_unread", reason=str(error.strerror)) from None
    if not is_model:
        raise WrongSetting("no_model")


def load_settings() -> Settings:
    """Read the settings now.

    Raises:
        SettingsError: naming the first setting that has a wrong value, in one line.
    """
    _check_proxies()
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_first_line(error)) from None


def _check_proxies() -> None:
    """The environment's proxies, by which the provider is asked, are of a kind that works."""
    for name, url in getproxies().items():
        if name in ("http", "https", "all") and "://" in url and not url.lower().startswith(_PROXIES):
            reason = WrongSetting("proxy", known=", ".join(_PROXIES))
            raise SettingsError(f"{name.upper()}_PROXY: {reason}")


def _first_line(error: ValidationError) -> str:
    """One line for the person at the terminal; the value itself is left out, it may be a password."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    return f"{name}: {reason_of(error)}" if name else reason_of(error)


@cache
def get_settings() -> Settings:
    """The settings of this process."""
    return load_settings()
