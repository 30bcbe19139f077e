"""The page is one quiet file: no request, no script, no message, whatever stands in the plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

Visit = Callable[..., Page]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("plan", ["real", "rich", "hostile"])
def test_nothing_is_asked_of_the_network_and_nothing_is_said(
    browser: Browser, pages: dict[str, Path], plan: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.goto(pages[plan].as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    page.wait_for_timeout(100)
    context.close()
    assert heard == [pages[plan].as_uri()]


def test_the_page_allows_nothing_but_its_own_style(visit: Visit) -> None:
    page = visit("real")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'}))")
    page.wait_for_timeout(100)
    assert len(said) == 1
    assert "Content Security Policy" in said[0]


@pytest.mark.parametrize("plan", ["real", "hostile"])
def test_it_is_whole_without_scripts(visit: Visit, plan: str) -> None:
    without = visit(plan, java_script_enabled=False)
    assert without.locator("main").inner_text() == visit(plan).locator("main").inner_text()


def test_hostile_words_stay_words(visit: Visit) -> None:
    page = visit("hostile")
    strange = "script, img, iframe, object, embed, link, form, base, style:not(head > style), b[onclick]"
    assert page.locator(strange).count() == 0
    links = page.locator("a:not([href^='#'])").evaluate_all("all => all.map(a => new URL(a.href).protocol)")
    assert set(links) == {"https:"}
    text = page.locator("main").text_content()
    for written in ("<script>alert(1)</script>", "</style><script>alert(2)</script>", "javascript:alert(4)"):
        assert written in text
    handlers = "all => all.flatMap(e => e.getAttributeNames()).filter(name => name.startsWith('on'))"
    assert page.locator("*").evaluate_all(handlers) == []
