"""Certificates are read once for all clients: it would hold the event loop for each new key."""

from pathlib import Path

import certifi
import pytest

from oreai.llm.tls import tls_context

_END = "-----END CERTIFICATE-----\n"


def test_clients_share_them():
    """Whoever asks, as long as the environment names the same ones."""
    assert tls_context(trust_env=True) is tls_context(trust_env=True)
    assert tls_context(trust_env=False) is tls_context(trust_env=False)


def test_others_that_the_environment_names_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A company's own, say; a client that may not heed the environment keeps the built-in ones."""
    own = tmp_path / "one.pem"
    own.write_text(Path(certifi.where()).read_text(encoding="utf-8").partition(_END)[0] + _END, "utf-8")
    built_in = tls_context(trust_env=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    assert len(tls_context(trust_env=True).get_ca_certs()) == 1
    assert tls_context(trust_env=False) is built_in
