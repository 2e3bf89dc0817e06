"""What the framework and the server would answer by themselves: their own routes, and other protocols."""

import socket

import httpx
import pytest

from tests.running import Server


@pytest.mark.parametrize("path", ["/ping", "/_health", "/ping/", "/_health/", "//ping"])
def test_the_framework_s_own_routes_are_not_there(server: Server, path: str):
    """Whether its parts answer is told by /api/health alone, to whatever method asks."""
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        answer = httpx.request(method, server.url + path)
        assert answer.status_code in (404, 405), method
        assert "pong" not in answer.text
        assert "redis" not in answer.text


def answered(server: Server, request: bytes) -> bytes:
    """The beginning of what comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096)


def test_an_upgrade_to_http2_is_not_made(server: Server):
    """Behind a proxy that lets it through, a second protocol would pass the proxy's rules by."""
    head = f"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
    for upgrade in ("h2c", "H2C", "websocket, h2c", "h2"):
        wanted = (
            f"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: {upgrade}\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"
        )
        asked = head + wanted
        assert answered(server, asked.encode()).startswith((b"HTTP/1.1 200", b"HTTP/1.1 4")), upgrade


def test_http2_by_prior_knowledge_is_refused(server: Server):
    """Its preface is no request, and is answered as such."""
    told = answered(server, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9))
    assert not told or told.startswith((b"HTTP/1.1 400", b"HTTP/1.1 5"))
    assert httpx.get(f"{server.url}/api/health").status_code == 200
