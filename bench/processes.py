"""What the bench runs beside itself, each in a process of its own: provider, floor, plain template, app."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from oreai.client_build import build_environment
from oreai.settings import ROOT
from tests.running import Server, free_port, wait_for

_START_SECONDS = 20
_BUILD_SECONDS = 240  # the template installs its packages

_AS_MANY_AS_THEY_LIKE = {f"OREAI_{who}_CALLS": "1000000" for who in ("GUEST", "NETWORK", "ALL_GUESTS")}


@dataclass(frozen=True)
class Running:
    """Where a server answers, and which process to ask for its CPU."""

    port: int
    pid: int
    database_url: str = ""
    "Where the app keeps everything."

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def provider() -> Iterator[Running]:
    """The scripted provider."""
    port = free_port()
    with _started(["-m", "bench.provider", "--port", str(port)], port, "/last", {}) as running:
        yield running


@contextmanager
def floor(provider_url: str) -> Iterator[Running]:
    """The floor, in the web server that the app runs in."""
    port = free_port()
    with _started(["-m", "bench.floor", str(port)], port, "/", asking(provider_url)) as running:
        yield running


@contextmanager
def template() -> Iterator[Running]:
    """Reflex's blank template, in production, as Reflex's own commands make and serve it."""
    port, environment = free_port(), build_environment()
    reflex = [sys.executable, "-m", "reflex"]
    address = ["--backend-host", "127.0.0.1", "--backend-port", str(port)]
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        there = {"cwd": folder, "env": environment, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        subprocess.run(
            [*reflex, "init", "--name", "plain", "--template", "blank", "--no-agents"], check=True, **there
        )
        process = subprocess.Popen(
            [*reflex, "run", "--env", "prod", "--single-port", *address], start_new_session=True, **there
        )
        running = Running(port, process.pid)
        try:
            wait_for(lambda: _answers(running.url), _BUILD_SECONDS, lambda: "the template did not start")
            yield running
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(20)


@contextmanager
def app(provider_url: str) -> Iterator[Running]:
    """OreAI, `python -m oreai`, on a new SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'oreai.db'}"
        server = Server(
            Path(folder), {**asking(provider_url), "DATABASE_URL": database, **_AS_MANY_AS_THEY_LIKE}
        )
        server.start()
        try:
            yield Running(server.port, server.process.pid, database)
        finally:
            server.stop()


def asking(provider_url: str) -> dict[str, str]:
    """The environment that leads the OpenAI SDK to the provider."""
    return {"OPENAI_BASE_URL": f"{provider_url}/v1", "OPENAI_API_KEY": "bench"}


@contextmanager
def _started(arguments: list[str], port: int, path: str, environment: Mapping[str, str]) -> Iterator[Running]:
    command = [sys.executable, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    )
    running = Running(port, process.pid)
    try:
        wait_for(lambda: _answers(running.url + path), _START_SECONDS, lambda: f"did not start: {arguments}")
        yield running
    finally:
        process.terminate()
        process.wait(20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
