"""The report in a browser: nothing to object to, light and dark, on a wide screen and on a telephone's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chromium import everybody_can_use, needed, shown
from everything import ALL
from simulated import Class

from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.writing import files
from quizgen.marking.reader import read

pytestmark = [needed("looked at report.html"), pytest.mark.slow]
SCREENS = [("light", 1280), ("dark", 390), *[("dark", 1280), ("light", 390)] * ALL]
"""No rule of the style is for a scheme on screens of one width only."""
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


@pytest.mark.parametrize(("scheme", "width"), SCREENS)
@pytest.mark.parametrize("name", ["many", "few", "german"])
def test_axe_finds_nothing_to_object_to(
    browser: Any, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    with shown(browser, pages[name], width=width, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        everybody_can_use(page)
