"""A page's socket through each balancer of `deploy/`, as its file has it."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from oreai.settings import ROOT
from tests.running import Server, free_port, missing, wait_for
from tests.serving import METRICS_TOKEN
from tests.states.wire import Wire, cookie_of

DEPLOY = ROOT / "deploy"


@dataclass(frozen=True)
class Front:
    """Where the balancer listens; a page finds it there as it would find the app."""

    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def haproxy(folder: Path, port: int, app: int) -> list[str]:
    text = (DEPLOY / "haproxy.cfg").read_text().replace("bind :80", f"bind 127.0.0.1:{port}")
    text = re.sub(r"\n    server b .*", "", text.replace("127.0.0.1:3000", f"127.0.0.1:{app}"))
    (folder / "haproxy.cfg").write_text(text)
    return ["haproxy", "-db", "-f", str(folder / "haproxy.cfg")]


def nginx(folder: Path, port: int, app: int) -> list[str]:
    text = (DEPLOY / "nginx.conf").read_text().replace("listen 80;", f"listen 127.0.0.1:{port};")
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "oreai.conf").write_text(text.replace("127.0.0.1:3000", f"127.0.0.1:{app}"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; events {{}} "
        f"http {{ {places} access_log off; include {folder}/oreai.conf; }}"
    )
    return ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]


def caddy(folder: Path, port: int, app: int) -> list[str]:
    text = (DEPLOY / "Caddyfile").read_text().replace("chat.example.org {", f"http://127.0.0.1:{port} {{")
    text = text.replace("127.0.0.1:3000 127.0.0.1:3001", f"127.0.0.1:{app}")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + text)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


BALANCERS = {"haproxy": haproxy, "nginx": nginx, "caddy": caddy}
PACKAGES = {"nginx": "nginx-light"}


@contextmanager
def running(command: list[str], front: Front) -> Iterator[Front]:
    program = shutil.which(command[0]) or shutil.which(command[0], path="/usr/sbin")
    if not program:
        missing(command[0], PACKAGES.get(command[0], command[0]))
    process = subprocess.Popen([str(program), *command[1:]], stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(front), 20, lambda: f"{command[0]} did not start")
        yield front
    finally:
        process.terminate()
        process.wait(20)


def answers(front: Front) -> bool:
    try:
        return httpx.get(f"{front.url}/api/health").status_code == 200
    except httpx.HTTPError:
        return False


@pytest.mark.parametrize("balancer", BALANCERS.values(), ids=BALANCERS)
async def test_a_page_works_through_it(
    server: Server, tmp_path: Path, balancer: Callable[[Path, int, int], list[str]]
):
    """Its socket is heard, a page of another site is not, and the metrics stay inside."""
    front = Front(free_port())
    with running(balancer(tmp_path, front.port, server.port), front):
        wire = await Wire.open(front, cookie_of(front))
        await wire.visit("/")
        await wire.settle()
        await wire.close()
        stranger = {"Origin": "http://evil.example", "Authorization": f"Bearer {METRICS_TOKEN}"}
        async with httpx.AsyncClient(base_url=front.url, headers=stranger) as browser:
            assert (await browser.get("/api/health")).status_code == 403
            own = await browser.get("/api/health", headers={"Origin": front.url})
            assert own.status_code == 200
            assert (await browser.get("/metrics")).status_code in (403, 404)
            assert (await browser.get("/")).headers["set-cookie"].startswith("oreai_session=")
