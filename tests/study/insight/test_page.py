import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from chromium import everybody_can_use, needed, shown
from lxml import html
from practised import BEGIN

from quizgen import catalog
from quizgen.answers import Concept
from quizgen.study.insight.found import Progress
from quizgen.study.insight.page import page
from quizgen.study.insight.progress import progress
from quizgen.study.log.events import Event
from quizgen.text import Text


def _text(found: Progress) -> str:
    return b"".join(page(found)).decode()


def _without(days: float) -> Progress:
    return progress([], BEGIN + timedelta(days=days), catalog.listed(), {}, "0.2.0", UTC)


def test_nothing_is_fetched_and_the_style_is_the_only_one(found: Progress) -> None:
    text = _text(found)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"'sha256-{digest}'" in policy
    assert not re.search(r"<script|<link|<img|\sstyle=|@import|url\(", text)
    assert set(re.findall(r"https?://[^\s\"']+", text)) == {"http://www.w3.org/2000/svg"}


def test_plots_say_in_words_what_they_show(found: Progress) -> None:
    plots = html.fromstring(_text(found).encode()).xpath("//*[local-name()='svg']")
    assert len(plots) == 2
    for plot in plots:
        assert plot.get("role") == "img"
        assert len(plot.get("aria-label")) > 40
    assert "output size: " in plots[1].get("aria-label")


def test_what_others_wrote_is_escaped(events: Sequence[Event]) -> None:
    strange = {"forgets-bias": Concept("forgets-bias", "<b>a & b</b>", Text("$1 < 2$"), "L1")}
    found = progress(events, BEGIN + timedelta(days=20), catalog.listed(), strange, "0.2.0", UTC)
    assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in _text(found)


def test_an_empty_log_says_what_to_do() -> None:
    text = _text(_without(0))
    assert "quizgen quiz" in text
    assert "<svg" not in text


@needed("looked at progress.html")
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_object_to(browser: Any, found: Progress, tmp_path: Path, scheme: str, width: int) -> None:
    path = tmp_path / "progress.html"
    path.write_text(_text(found), encoding="utf-8")
    with shown(browser, path, width=width, color_scheme=scheme, bypass_csp=True) as page:
        everybody_can_use(page)
