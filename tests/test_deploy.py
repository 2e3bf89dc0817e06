"""The files in `deploy/`: each is understood by the program it is for, and names what there is."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client import REGISTRY, Metric

from oreai.settings import ROOT, Settings
from oreai.web import metrics
from tests.running import missing

DEPLOY = ROOT / "deploy"
OF_PROVIDERS = {"OPENAI_API_KEY", "OPENAI_BASE_URL"}


def run(program: str, package: str, *words: object) -> subprocess.CompletedProcess[str]:
    """What a balancer's own check says."""
    if not (found := shutil.which(program) or shutil.which(program, path="/usr/sbin")):
        missing(program, package)
    return subprocess.run(
        [str(found), *map(str, words)], capture_output=True, text=True, timeout=30, check=False
    )


@pytest.mark.parametrize("name", ["haproxy.cfg", "haproxy.compose.cfg"])
def test_haproxy_takes_its_files(name: str):
    """`haproxy -c` finds nothing."""
    checked = run("haproxy", "haproxy", "-c", "-f", DEPLOY / name)
    assert checked.returncode == 0, checked.stderr


def test_nginx_takes_its_file(tmp_path: Path):
    """`nginx -t` finds nothing, where it is included as on Debian."""
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {DEPLOY / 'nginx.conf'}; }}")
    checked = run("nginx", "nginx-light", "-t", "-c", whole, "-e", tmp_path / "errors")
    assert checked.returncode == 0, checked.stderr


def test_caddy_takes_its_file():
    """`caddy validate` finds nothing."""
    checked = run("caddy", "caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    assert checked.returncode == 0, checked.stderr


def test_every_variable_that_is_set_there_is_a_setting():
    """A slip of the pen in a variable's name would be a setting that does nothing."""
    known = {str(field.alias) for field in Settings.model_fields.values()} | OF_PROVIDERS
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    named = set(services["oreai"]["environment"])
    for file in (ROOT / "Dockerfile", DEPLOY / "oreai.service", DEPLOY / "nginx.conf"):
        named |= set(
            re.findall(r"\b(OREAI_[A-Z_]+|DATABASE_URL|REDIS_URL)=", file.read_text(encoding="utf-8"))
        )
    assert named - known == set()


def test_alerts_and_dashboard_ask_for_numbers_that_there_are():
    """A number that was renamed would be an alarm that never rings."""
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    named = {re.sub(r"_bucket$", "", name) for name in re.findall(r"\boreai_\w+", " ".join(asked))}
    assert named - set(names_of_metrics()) == set()


def names_of_metrics() -> list[str]:
    """As they are written out."""
    assert metrics.REPLIES
    found: list[Metric] = [metric for metric in REGISTRY.collect() if metric.name.startswith("oreai_")]
    return [f"{metric.name}_total" if metric.type == "counter" else metric.name for metric in found]


def test_every_alert_is_explained():
    """Who is woken finds what to do in docs/operations.md."""
    rules = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [rule["alert"] for rule in rules if f"`{rule['alert']}`" not in explained] == []
