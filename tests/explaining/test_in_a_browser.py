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


NOTEBOOK = """
.jp-RenderedHTMLCommon table { table-layout: fixed; font-size: 12px; color: gray;
  margin: 0 auto 1em auto; border: none; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th, .jp-RenderedHTMLCommon tr {
  vertical-align: middle; padding: .5em; line-height: normal; white-space: normal; max-width: none; border: none; }
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon td, :not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon th,
:not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon tr { text-align: right; }
.jp-RenderedHTMLCommon th { font-weight: bold; }
.jp-RenderedHTMLCommon tbody tr:nth-child(odd) { background: white; }
.jp-RenderedHTMLCommon tbody tr:nth-child(even) { background: silver; }
"""
"""What JupyterLab says of tables in outputs."""
LOOKS = """
[...document.querySelectorAll("tbody tr, th, td")].map(one => {
  const style = getComputedStyle(one);
  return one.tagName == "TR" ? style.backgroundColor : [
    style.textAlign, style.verticalAlign, style.padding, style.whiteSpace, style.fontWeight, style.fontSize,
    style.color, style.backgroundColor, style.borderTop, style.borderBottom].join();
})
"""


def test_a_table_looks_the_same_in_a_notebook(browser: Any) -> None:
    """Whose rules for tables stand before it."""
    table, page = as_html(shipped("lenet5"), page=False), browser.new_page()
    looks = []
    for rules in ("", NOTEBOOK):
        page.set_content(f'<style>{rules}</style><div class="jp-RenderedHTMLCommon">{table}</div>')
        looks.append(page.evaluate(LOOKS))
    page.close()
    assert looks[0]
    assert looks[0] == looks[1]
