"""A server for one person's browser: it answers on the loopback address alone, and tells of changes.

It knows nothing of plans: a ``Site`` says what stands at a path and what the state is. Pages ask for
changes by server-sent events (HTML standard, section 9.2).
"""

from __future__ import annotations

import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition
from typing import Any, NamedTuple, Protocol

HOST = "127.0.0.1"
_NAMES = ("127.0.0.1", "localhost")
"""What the address is called by a browser that was meant to come here; any other name is refused."""
_POLICY = "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
_STRANGER = b"this server answers its own machine alone\n"
_HEARTBEAT = 15
"""Seconds after which a silent stream says that it is there."""


class Answer(NamedTuple):
    """What stands at a path: its kind, its bytes, and whether it is there."""

    kind: str
    body: bytes
    status: HTTPStatus = HTTPStatus.OK


class Site(Protocol):
    """What is served."""

    def answer(self, path: str) -> Answer:
        """What stands at a path, which begins with a slash."""

    def state(self) -> str:
        """What the page is told when something changed, as a line of JSON."""


class Server(ThreadingHTTPServer):
    """The server; ``changed`` has open pages told the state. Raises ``OSError`` for a taken port."""

    daemon_threads = True

    def __init__(self, site: Site, port: int) -> None:
        self.site = site
        self.version = 0
        self.news = Condition()
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is said of a browser that has left before it had its answer; a fault of ours is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def changed(self) -> None:
        """Tell all open pages."""
        with self.news:
            self.version += 1
            self.news.notify_all()


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "ragplan"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with what stands at the path, or with the stream of changes."""
        if not self._meant():
            self._send(Answer("text/plain", _STRANGER, HTTPStatus.FORBIDDEN))
        elif self.path == "/events":
            self._stream()
        else:
            self._send(self.server.site.answer(self.path))

    def _meant(self) -> bool:
        """Whether the browser was told to come to this machine, and not to a name that leads here."""
        name, _, port = (self.headers.get("Host") or "").partition(":")
        return name in _NAMES and (port or "80") == str(self.server.server_address[1])

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self._head(answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _head(self, kind: str) -> None:
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        styles = "; style-src 'self' 'unsafe-inline'" if kind == "text/html" else ""
        self.send_header("Content-Security-Policy", _POLICY + styles)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")

    def _stream(self) -> None:
        """The state now, and again after each change, until the browser leaves."""
        self.send_response(HTTPStatus.OK)
        self._head("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        told = -1
        try:
            while True:
                with self.server.news:
                    if self.server.version == told:
                        self.server.news.wait(_HEARTBEAT)
                    now = self.server.version
                said = f"data: {self.server.site.state()}\n\n" if now != told else ": still here\n\n"
                told = now
                self.wfile.write(said.encode())
                self.wfile.flush()
        except OSError:
            return  # the browser has left

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said of each request."""
