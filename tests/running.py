"""What tests run beside themselves: the real app in its own process, and a throw-away MariaDB."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pymysql
import pytest

from oreai.settings import ROOT

_START_SECONDS = 240  # the first start builds the client
_DATABASE_SECONDS = 60


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def missing(what: str, package: str) -> None:
    """A part of the machine is not there: a failure in CI, elsewhere a skip that says what to install."""
    words = f"{what} is not installed; on Debian: apt-get install {package}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)  # a developer's own machine: the words say what to install, and CI never comes here


class Server:
    """`python -m oreai` in a process of its own."""

    def __init__(self, folder: Path, environment: Mapping[str, str]):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log_file = folder / f"server-{self.port}.log"
        self._environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("OPENAI_", "OREAI_"))
            },
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "OREAI_LOCAL_MODELS_URL": "http://127.0.0.1:9/v1",
            "OREAI_TITLES": "0",
            "OREAI_BOX": "off",
            "OREAI_GUESTS_AN_HOUR": "100000",  # all tests come from one network
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def database_url(self) -> str:
        """Where it stores what it knows."""
        return self._environment["DATABASE_URL"]

    def start(self) -> None:
        """Start, and wait until it answers."""
        self.begin()
        self.wait_until_up()

    def begin(self) -> None:
        """Start, and go on."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "oreai"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def wait_until_up(self) -> None:
        """Until it answers."""
        wait_for(self.is_up, _START_SECONDS, lambda: f"the server did not start:\n{self.log()}")

    def is_up(self) -> bool:
        """Whether it answers; fails at once when it has ended."""
        if self.process and self.process.poll() is not None:
            pytest.fail(f"the server ended:\n{self.log()}")
        try:
            with urllib.request.urlopen(f"{self.url}/api/health", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """SIGTERM, as a platform does."""
        if self.process:
            self.process.terminate()
            self.process.wait(20)

    def kill(self) -> None:
        """kill -9, with the workers below it."""
        if self.process:
            subprocess.run(["pkill", "-9", "-P", str(self.process.pid)], check=False)
            self.process.kill()
            self.process.wait(10)

    def log(self) -> str:
        """Everything it has said."""
        return self.log_file.read_text(errors="replace")


@contextmanager
def mariadb(folder: Path) -> Iterator[str]:
    """A MariaDB of its own on a free port; yields the URL without a database name."""
    if not shutil.which("mariadbd"):
        missing("MariaDB", "mariadb-server")
    where, port = folder / "mariadb", free_port()
    subprocess.run(
        [
            "mariadb-install-db",
            "--no-defaults",
            f"--datadir={where}",
            "--auth-root-authentication-method=normal",
        ],
        check=True,
        capture_output=True,
    )
    options = [
        f"--datadir={where}",
        f"--port={port}",
        f"--socket={folder / 'db.sock'}",
        "--bind-address=127.0.0.1",
    ]
    quick = ["--innodb-flush-log-at-trx-commit=0", "--skip-name-resolve", "--user=root"]
    process = subprocess.Popen(
        ["mariadbd", "--no-defaults", *options, *quick], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: _answers(port), _DATABASE_SECONDS, lambda: "MariaDB did not start")
        yield f"mysql://root@127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    try:
        pymysql.connect(host="127.0.0.1", port=port, user="root").close()
    except pymysql.MySQLError:
        return False
    return True


def run_sql(url: str, *statements: str) -> None:
    """Run statements on a MariaDB by its URL."""
    port = int(url.split(":")[2].split("/", maxsplit=1)[0])
    with pymysql.connect(host="127.0.0.1", port=port, user="root", autocommit=True) as connection:
        for statement in statements:
            connection.cursor().execute(statement)


def wait_for(condition, seconds: float, otherwise) -> None:
    """Poll until the condition holds; fail with the words of `otherwise` after so many seconds."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(otherwise())
        time.sleep(0.05)
