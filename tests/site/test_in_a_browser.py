"""The page that leads to all others, as somebody uses it, and what it tells of her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import OWN, everybody_can_use, needed, shown

pytestmark = [pytest.mark.slow, needed("used the page that leads to others")]


@pytest.fixture
def page(browser: Any, site: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page on a small telephone; it has nothing to complain of, and asks for nothing from elsewhere."""
    scheme = getattr(request, "param", "light")
    with shown(browser, site / "index.html", OWN, width=320, color_scheme=scheme, bypass_csp=True) as made:
        yield made


@pytest.mark.parametrize("page", ["light", "dark"], indirect=True)
def test_everybody_can_use_it(page: Any) -> None:
    everybody_can_use(page)


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
