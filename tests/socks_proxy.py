"""A little SOCKS 5 proxy (RFC 1928): every name leads to one server of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def socks_proxy(port: int) -> Iterator[tuple[str, list[str]]]:
    """Its URL, and the names that were asked for; all of them are answered by 127.0.0.1:port."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_accept, args=(listening, port, asked), daemon=True).start()
        yield f"socks5://127.0.0.1:{listening.getsockname()[1]}", asked


def _accept(listening: socket.socket, port: int, asked: list[str]) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_serve, args=(client, port, asked), daemon=True).start()


def _serve(client: socket.socket, port: int, asked: list[str]) -> None:
    with client, suppress(OSError):
        version, methods = client.recv(2)
        client.recv(methods)
        client.sendall(bytes([version, 0]))
        length = client.recv(5)[4]
        asked.append(client.recv(length + 2)[:length].decode())
        client.sendall(bytes([version, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
        with socket.create_connection(("127.0.0.1", port)) as server:
            threading.Thread(target=_pass_on, args=(client, server), daemon=True).start()
            _pass_on(server, client)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
