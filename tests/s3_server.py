"""A throw-away server that speaks S3, to be stopped in the middle of a test."""

import urllib.request

import pytest
from moto.server import ThreadedMotoServer

REGION = "us-east-1"
BUCKET = "photos"


class S3Server:
    """Keeps one empty bucket, in memory."""

    def __init__(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.url = f"http://{host}:{port}"
        self._ask("POST", "moto-api/reset")  # what an earlier one of this process has kept
        self._ask("PUT", BUCKET)

    def be_the_store(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have the environment name this server, as an operator would."""
        monkeypatch.setenv("AWS_ENDPOINT_URL", self.url)
        monkeypatch.setenv("AWS_REGION", REGION)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "lin")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a-secret-of-lin")

    def _ask(self, method: str, path: str) -> None:
        request = urllib.request.Request(f"{self.url}/{path}", method=method, headers=_SIGNED)
        urllib.request.urlopen(request, timeout=10).close()

    def stop(self) -> None:
        """It is gone; nobody listens on its port."""
        self._server.stop()


_SIGNED = {
    "Authorization": f"AWS4-HMAC-SHA256 Credential=lin/20260101/{REGION}/s3/aws4_request, "
    "SignedHeaders=host, Signature=none"
}
