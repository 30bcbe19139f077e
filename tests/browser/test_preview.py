"""The preview in a real browser: a paper, its findings, and both anew after a save."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from ragplan.cli.preview import Choice, Preview
from ragplan.rules.example import FILES
from ragplan.serving.server import Server

pytestmark = pytest.mark.browser


def test_a_save_redraws_the_paper_where_it_was_scrolled_to_and_the_findings(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plans" / name).write_text(text)
    server = Server(Preview(Choice("plans", as_of="2014-01-27")), 0)
    Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1000, "height": 300})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address)
    paper = page.frame_locator("#paper")
    expect(paper.locator("h1")).to_be_visible()
    expect(page.locator("nav a[aria-current]")).to_have_text("plan")
    page.frames[1].evaluate("window.scrollTo(0, 150)")
    file = tmp_path / "plans/programme.yaml"
    file.write_text(file.read_text().replace("title:", "title: Changed", 1))
    server.changed()
    expect(paper.locator("h1")).to_contain_text("Changed")
    page.wait_for_function("document.getElementById('paper').contentWindow.scrollY === 150")
    file.write_text(file.read_text() + "nonsense: 1\n")
    server.changed()
    expect(page.locator("#findings .where").first).to_contain_text("plans/programme.yaml:")
    expect(paper.locator("h1")).to_contain_text("Changed")
    page.get_by_role("link", name="risks").click()
    expect(page.locator("nav a[aria-current]")).to_have_text("risks")
    assert [url for url in asked if not url.startswith(server.address)] == []
    assert said == []
    page.close()
    server.shutdown()
    server.server_close()
