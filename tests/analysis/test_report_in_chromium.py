"""The report in a browser: nothing to object to, light and dark, on a wide screen and on a telephone's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import CHROMIUM, opened
from simulated import Class

from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.writing import files
from quizgen.marking.reader import read

ALONE = "NOT JUDGED: there is no Chromium, so that nobody looked at report.html"
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason=ALONE), pytest.mark.slow]
MIDTERM = Path(__file__).parent / "midterm.json"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on a large class, on a small one, and in German."""
    home, exam = tmp_path_factory.mktemp("reports"), read(MIDTERM)
    found = {}
    for name, students, language in (("many", 120, "en"), ("few", 8, "en"), ("german", 60, "de")):
        taken = sittings([(exam, Class(students, {"ignores-padding": 0.5}).sit(exam, 1)[0])])
        report = next(files(analysis(taken, "0.2.0"), taken, language))
        found[name] = home / f"{name}.html"
        found[name].write_bytes(b"".join(report.chunks))
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened() as browser:
        yield browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["many", "few", "german"])
def test_axe_finds_nothing_to_object_to(browser: Any, pages: dict[str, Path], name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()
    assert asked == [pages[name].as_uri()]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_is_as_wide_as_its_screen(browser: Any, pages: dict[str, Path], width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(pages["many"].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width
