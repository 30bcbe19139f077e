"""The part of a forge that keeps comments: a real server, with pages, tokens and refusals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "council/plans"
TOKEN = "a-token"
LISTED = f"/repos/{REPOSITORY}/issues/7/comments"
ONE = re.compile(rf"/repos/{REPOSITORY}/issues/comments/(\d+)")
WORKFLOWS = "github-actions[bot]"
LONGEST = 65_536
PAGE = 100


class Forge(ThreadingHTTPServer):
    """Comments on pull request 7; ``refusing`` answers every writing with that code."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.comments: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.refusing = 0

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, body: str, login: str | None = WORKFLOWS) -> dict[str, Any]:
        """A new comment; of nobody where the account was deleted."""
        user = None if login is None else {"login": login, "type": "Bot" if "[bot]" in login else "User"}
        self.comments.append({"id": 1000 + len(self.comments), "user": user, "body": body})
        return self.comments[-1]

    @property
    def own(self) -> list[str]:
        """What workflows have written."""
        return [each["body"] for each in self.comments if (each["user"] or {}).get("login") == WORKFLOWS]


class _Asked(BaseHTTPRequestHandler):
    server: Forge

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        query = parse_qs(asked.query)
        size = int(query.get("per_page", ["30"])[0])
        page = int(query.get("page", ["1"])[0])
        if self._admitted(asked.path == LISTED):
            assert size <= PAGE
            self._answer(200, self.server.comments[(page - 1) * size : page * size])

    def do_POST(self) -> None:
        body = self._body()
        if self._admitted(self.path == LISTED, body):
            self._answer(201, self.server.add(body))

    def do_PATCH(self) -> None:
        body = self._body()
        numbers = [each["id"] for each in self.server.comments]
        named = ONE.fullmatch(self.path)
        number = int(named[1]) if named else 0
        if self._admitted(number in numbers, body):
            self.server.comments[numbers.index(number)]["body"] = body
            self._answer(200, self.server.comments[numbers.index(number)])

    def _admitted(self, known: bool, body: str | None = None) -> bool:
        """Whether a request is one to be answered; else it is refused."""
        self.server.asked.append(self.command)
        refusals = (
            (401, self.headers["Authorization"] != f"Bearer {TOKEN}"),
            (self.server.refusing, bool(self.server.refusing) and body is not None),
            (404, not known),
            (422, body is not None and not 0 < len(body) <= LONGEST),
        )
        refused = next((code for code, reason in refusals if reason), 0)
        if refused:
            self._answer(refused, {"message": "no"})
        return not refused

    def _body(self) -> str:
        text: str = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        return text

    def _answer(self, code: int, data: object) -> None:
        content = json.dumps(data).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def forge() -> Iterator[Forge]:
    """A forge that listens until the block ends."""
    server = Forge()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
