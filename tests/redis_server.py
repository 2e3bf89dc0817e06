"""A throw-away Redis, to be stopped and started again in the middle of a test."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

from tests.running import free_port, missing, wait_for

_START_SECONDS = 20


class RedisServer:
    """`redis-server` in a process of its own, which keeps nothing on disk."""

    def __init__(self, folder: Path):
        if not shutil.which("redis-server"):
            missing("Redis", "redis-server")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            ["redis-server", *options, "--dir", str(self._folder)], stdout=subprocess.DEVNULL
        )
        wait_for(self._answers, _START_SECONDS, lambda: "Redis did not start")

    def kill(self) -> None:
        """kill -9."""
        if self._process:
            self._process.kill()
            self._process.wait(10)

    def ask(self, command: str) -> str:
        """What it answers to one command, as it stands on the wire."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as line:
            line.sendall(command.encode() + b"\r\n")
            time.sleep(0.02)
            return line.recv(1 << 16).decode()

    def _answers(self) -> bool:
        try:
            return self.ask("PING").startswith("+PONG")
        except OSError:
            return False
