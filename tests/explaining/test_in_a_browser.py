"""The table as a page: nothing to object to, light and dark, on a wide screen and on a telephone's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chromium import everybody_can_use, needed, shown
from tables import GATED, deep, shipped

from quizgen.explaining import Wishes, as_html
from quizgen.explaining.printing import COLUMNS

pytestmark = [needed("looked at tables of networks"), pytest.mark.slow]
PAGES = {
    "resnet50": as_html(shipped("resnet50")),
    "gated": as_html(GATED, Wishes(columns=COLUMNS)),
    "deep": as_html(deep()),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_to_object_to(browser: Any, tmp_path: Path, name: str, width: int, scheme: str) -> None:
    path = tmp_path / "table.html"
    path.write_text(PAGES[name], encoding="utf-8")
    with shown(browser, path, width=width, color_scheme=scheme, bypass_csp=True) as page:
        everybody_can_use(page)


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
