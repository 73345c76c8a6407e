"""The table in Markdown, LaTeX and HTML: the same cells, whatever names hold."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hostile import HOSTILE
from lxml import etree, html
from markdown_it import MarkdownIt
from tables import GATED, SEVERAL, UNKNOWN, deep, shipped, spoiled

from quizgen.errors import QuizgenError
from quizgen.explaining import FORMATS, Explanation, Wishes, as_html
from quizgen.explaining.printing import COLUMNS

EVERY = [GATED, UNKNOWN, SEVERAL, spoiled(HOSTILE), shipped("unet"), deep()]
NAMES = ["gated", "unknown", "several", "hostile", "unet", "deep"]


def in_markdown(text: str) -> list[list[str]]:
    """The cells of the only table, as GitHub reads them."""
    shown = MarkdownIt("commonmark").enable("table").render(text)
    (table,) = html.fromstring(f"<div>{shown}</div>").iter("table")
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def in_html(text: str) -> list[list[str]]:
    return [["".join(cell.itertext()) for cell in row] for row in html.fromstring(text).iter("tr")]


def words(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


@pytest.mark.parametrize("explanation", EVERY, ids=NAMES)
def test_markdown_and_html_have_the_same_cells(explanation: Explanation) -> None:
    wishes = Wishes(columns=COLUMNS)
    first = in_markdown(FORMATS["markdown"](explanation, wishes))
    second = in_html(FORMATS["html"](explanation, wishes))
    assert [words(row) for row in first] == [words(row) for row in second]
    assert {len(row) for row in first} == {len(COLUMNS)}
    assert first[-1][4] == f"{explanation.parameters:,}"


def test_below_a_table_stands_what_its_marks_mean_and_what_is_left_open() -> None:
    for name in ("markdown", "html", "latex"):
        text = FORMATS[name](GATED)
        for said in (
            "273 parameters, 268 learnable.",
            "through se.pool",
            "no jump can be told of mix: it mixes all places.",
        ):
            assert said in text


def test_in_html_heads_say_what_they_are_of_and_sums_stand_apart() -> None:
    root = html.fromstring(FORMATS["html"](SEVERAL))
    assert root.xpath("string(//caption)") == "Mine, inputs x 3x8x9, ids 16 of int64"
    assert root.xpath("//thead//th/@scope") == ["col"] * len(root.xpath("//thead//th"))
    assert set(root.xpath("//tbody//th/@scope | //tfoot//th/@scope")) == {"row"}
    assert root.xpath("string(//tfoot//th)") == "total"
    assert root.xpath("//tfoot//td")[2].text == "273"


def test_a_page_fetches_nothing_and_its_style_is_the_only_one() -> None:
    text = FORMATS["html"](GATED)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<script|<link|<img|\sstyle=|@import|url\(|https?://", text)


def test_a_part_of_a_page_is_well_formed_and_no_page() -> None:
    text = as_html(GATED, page=False)
    etree.fromstring(f"<div>{text}</div>")
    assert not re.search(r"<(html|head|body|main|h1|!DOCTYPE)", text)


class Tags(HTMLParser):
    """The names of all elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.found.add(tag)


def test_no_name_is_markup() -> None:
    usual, strange = Tags(), Tags()
    usual.feed(FORMATS["html"](GATED))
    strange.feed(FORMATS["html"](spoiled("</style></table><script>alert(1)</script><b onclick=x>&amp;")))
    assert strange.found == usual.found


def test_a_name_that_pdflatex_cannot_set_is_told() -> None:
    with pytest.raises(QuizgenError, match="pdflatex has no character '層'"):
        FORMATS["latex"](spoiled("層"))


def test_latex_says_which_packages_it_needs_and_spreads_long_tables_over_pages() -> None:
    short, long = FORMATS["latex"](shipped("lenet5")), FORMATS["latex"](shipped("resnet50"))
    assert re.search(r"^% .*booktabs,longtable", short.splitlines()[0])
    assert "\\begin{tabular}" in short
    assert "longtable}" not in short.partition("\n")[2]
    assert "\\begin{longtable}" in long
    assert not re.search(r"\n\s*\n", short)


def test_latex_says_where_the_columns_that_somebody_wishes_are_too_many() -> None:
    wider = "% These columns are wider than the text of the class article"
    assert FORMATS["latex"](shipped("googlenet"), Wishes(columns=COLUMNS)).splitlines()[1].startswith(wider)
    for wishes in (Wishes(), Wishes(columns=("output", "parameters", "macs"))):
        assert wider not in FORMATS["latex"](shipped("googlenet"), wishes)
