"""The table as a page: nothing to object to, light and dark, on a wide screen and on a telephone's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, opened
from tables import GATED, deep, shipped

from quizgen.explaining import Wishes, as_html
from quizgen.explaining.printing import COLUMNS

ALONE = "NOT JUDGED: there is no Chromium, so that nobody looked at tables of networks"
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason=ALONE), pytest.mark.slow]
PAGES = {
    "resnet50": as_html(shipped("resnet50")),
    "gated": as_html(GATED, Wishes(columns=COLUMNS)),
    "deep": as_html(deep()),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened() as browser:
        yield browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_object_to(browser: Any, tmp_path: Path, name: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    path = tmp_path / "table.html"
    path.write_text(PAGES[name], encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    judged = Axe().run(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert judged.violations_count == 0, judged.generate_report()
    assert asked == [path.as_uri()]
    assert wide <= width
