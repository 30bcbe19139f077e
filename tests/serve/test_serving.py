"""The preview: papers redrawn, findings beside them, the last good page kept, strangers refused."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread

import pytest
from conftest import Run

from ragplan.cli.preview import Choice, Preview
from ragplan.rules.example import FILES
from ragplan.serving.server import Server

SECONDS = 20


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        path = tmp_path / "plans" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "plans"


@contextmanager
def serving(public: bool = False) -> Iterator[Server]:
    server = Server(Preview(Choice("plans", as_of="2014-01-27", public=public)), 0)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def get(server: Server, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=SECONDS)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    told = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return told


@contextmanager
def stream(port: int) -> Iterator[HTTPResponse]:
    """The stream of changes."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/events")
    events = connection.getresponse()
    yield events
    events.close()
    connection.close()


def told(events: HTTPResponse) -> dict[str, object]:
    """The next state that the stream tells."""
    while not (line := events.readline().decode()).startswith("data: "):
        pass
    state: dict[str, object] = json.loads(line.removeprefix("data: "))
    return state


def test_a_paper_is_that_of_the_report_and_the_page_around_asks_nobody_else(run: Run, plans: Path) -> None:
    run("report", "plan", "--as-of", "2014-01-27", "--output", "plan.html")
    with serving() as server:
        status, page, headers = get(server, "/paper/plan")
        assert (status, page) == (200, (plans.parent / "plan.html").read_text())
        assert headers["Cache-Control"] == "no-store"
        status, shell, headers = get(server, "/")
        assert status == 200
        assert "'self'" in headers["Content-Security-Policy"]
        assert all("://" not in get(server, path)[1] for path in ("/", "/shell.js", "/shell.css"))
        assert "iframe" in shell


def test_a_save_is_told_with_the_findings_and_their_lines(plans: Path) -> None:
    with serving() as server, stream(server.server_address[1]) as events:
        assert told(events)["error"] is False
        file = plans / "A.yaml"
        file.write_text(file.read_text().replace('ref: "1.1"', 'ref: "1.1"\n    ratting: red', 1))
        server.changed()
        state = told(events)
        assert state["error"] is True
        assert any("plans/A.yaml:" in str(each) for each in state["findings"])  # type: ignore[attr-defined]


def test_the_last_good_page_stays_under_an_error(plans: Path) -> None:
    with serving() as server:
        _, before, _ = get(server, "/paper/plan")
        good = (plans / "programme.yaml").read_text()
        (plans / "programme.yaml").write_text("programme: [")
        assert get(server, "/paper/plan")[1] == before
        assert "cannot be read" in get(server, "/paper/risks")[1]
        (plans / "programme.yaml").write_text(good.replace("title:", "title: Another", 1))
        assert "Another" in get(server, "/paper/plan")[1]


def test_several_papers_of_a_report_are_linked(plans: Path) -> None:
    with serving() as server:
        _, page, _ = get(server, "/paper/organisation")
        links = [each.split('"')[0] for each in page.split('href="')[1:]]
        assert links
        assert all(get(server, link)[0] == 200 for link in links if link.startswith("/paper"))


HOSTS = ("evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "", "127.0.0.1:1")
ELSEWHERE = (
    "/x",
    "/paper/none",
    "/paper/../plans/A.yaml",
    "/paper/plan/../../x",
    "/plans/A.yaml",
    "/paper/%00",
)


@pytest.mark.parametrize("host", HOSTS)
def test_a_foreign_host_is_refused(plans: Path, host: str) -> None:
    with serving() as server:
        port = server.server_address[1]
        assert get(server, "/paper/plan", Host=host.format(port=port))[0] == 403
        assert get(server, "/events", Host=host.format(port=port))[0] == 403
        assert get(server, "/", Host=f"localhost:{port}")[0] == 200


def test_of_a_browser_that_left_before_its_answer_nothing_is_said(
    plans: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving() as server:
        port = server.server_address[1]
        for _ in range(5):
            with socket.create_connection(("127.0.0.1", port)) as left:
                left.sendall(f"GET /paper/plan HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                left.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        assert get(server, "/paper/plan")[0] == 200
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_else_is_there(plans: Path, path: str) -> None:
    with serving() as server:
        status, page, _ = get(server, path)
        assert status == 404 or "nothing to show" in page


def test_public_copies_are_shown_as_such(plans: Path) -> None:
    with serving(public=True) as server:
        assert "Public copy" in get(server, "/paper/plan")[1]


@pytest.mark.usefixtures("heeded")
def test_it_answers_the_loopback_address_alone_redraws_on_a_save_and_ends_with_ctrl_c(plans: Path) -> None:
    made = subprocess.Popen(
        [sys.executable, "-m", "ragplan", "serve", "--port", "0", "--as-of", "2014-01-27"],
        cwd=plans.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert made.stdout is not None
    try:
        address = made.stdout.readline().split()[0]
        assert address.startswith("http://127.0.0.1:")
        port = int(address.rsplit(":", 1)[1].strip("/"))
        with stream(port) as events:
            told(events)
            (plans / "A.yaml").write_text((plans / "A.yaml").read_text() + "reviewed: 2014-01-27\n")
            told(events)
    finally:
        made.send_signal(signal.SIGINT)
        _, err = made.communicate(timeout=SECONDS)
    assert made.returncode == 0
    assert "Traceback" not in err


def test_a_taken_port_is_told(run: Run, plans: Path) -> None:
    with serving() as server:
        ran = run("serve", "--port", str(server.server_address[1]))
    assert ran.code == 2
    assert "choose another with --port, or 0 for any" in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-of", "soon"), "'soon' is not a day; write it as 2014-01-27"),
        (("--programme", "exampel"), "no programme 'exampel'; did you mean 'example'?"),
    ],
)
def test_what_can_never_be_shown_is_refused(run: Run, plans: Path, words: tuple[str, ...], said: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        ran = run("serve", "--plans", plans, "--port", str(taken.getsockname()[1]), *words)
    assert (ran.code, ran.stdout, ran.stderr) == (2, "", f"ragplan: {said}\n")
