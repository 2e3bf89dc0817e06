"""Reading the world's certificates costs 20–40 ms a client; no test here speaks TLS, so one is enough."""

from pathlib import Path

import certifi
import pytest

_END = "-----END CERTIFICATE-----\n"


@pytest.fixture(scope="session")
def one_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with the first certificate only."""
    file = tmp_path_factory.mktemp("tls") / "one.pem"
    file.write_text(
        Path(certifi.where()).read_text(encoding="utf-8").partition(_END)[0] + _END, encoding="utf-8"
    )
    return file


@pytest.fixture(autouse=True)
def quick_tls(one_certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients made in this test read that one."""
    monkeypatch.setenv("SSL_CERT_FILE", str(one_certificate))
