"""The page that leads to all others, as somebody uses it, and what it tells of her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, opened

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened() as made:
        yield made


@pytest.fixture
def page(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page on a small telephone; it has nothing to complain of, and asks for nothing from elsewhere."""
    faults: list[str] = []
    scheme = getattr(request, "param", "light")
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme, bypass_csp=True)
    made = context.new_page()
    made.on("console", lambda message: faults.append(message.text))
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("request", lambda asked: faults.extend([] if asked.url.startswith(("file:", "data:")) else [asked.url]))
    made.goto((site / "index.html").as_uri())
    yield made
    context.close()
    assert faults == []


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_everybody_can_use_it(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    judged = Axe().run(page)
    assert judged.violations_count == 0, judged.generate_report()


def test_it_tells_how_far_one_is_where_the_browser_does(page: Any) -> None:
    place = page.locator("[data-page]").first
    assert place.inner_text() == ""
    page.get_by_role("link", name="easy").first.click()
    page.get_by_role("button", name="Practise").click()
    page.get_by_role("button", name="I don’t know").locator("visible=true").click()
    page.get_by_role("link", name="All pages").click()
    assert place.inner_text() == "1 answered, 0 of them right at the first try"
    assert page.locator("#not-kept").is_hidden()


def test_where_nothing_is_kept_it_says_so(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed'); } })")
    page.goto((site / "index.html").as_uri())
    assert page.locator("#not-kept").is_visible()
    context.close()
