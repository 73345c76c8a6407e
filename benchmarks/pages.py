"""How long a practice page of many questions takes to open in Chromium: ``python -m benchmarks.pages``.

It is told apart from ``make bench``, since it needs a browser.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from quizgen.cli import main as quizgen

NUMBER, TIMES, MOST = 500, 7, 2.0
READY = """() => new Promise((done) => {
  document.getElementById("practise").click();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000), 0));
})"""
"""Seconds since the page was asked for until its first question is on the screen."""


def seconds(browser: Any, path: Path) -> float:
    """One visit by somebody who was never there."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    found = float(page.evaluate(READY))
    shown = page.locator(".card.now").count()
    context.close()
    if shown != 1:
        sys.exit("no question is shown")
    return found


def main() -> None:
    """Says the median, and ends with status 1 where it is too long."""
    sys.path.append(str(Path(__file__).parent.parent / "tests" / "hand_made"))
    from chromium import opened

    with TemporaryDirectory() as folder, opened() as browser:
        path = Path(folder) / "page.html"
        CliRunner().invoke(quizgen, ["generate", "all", "-n", str(NUMBER), "--seed", "7", "-o", str(path)])
        found = median(seconds(browser, path) for _ in range(TIMES))
        size = path.stat().st_size / 1e6
    sys.stdout.write(f"{NUMBER} questions, {size:.1f} MB: the first is on the screen after {found:.2f} s\n")
    sys.exit(found > MOST)


if __name__ == "__main__":
    main()
