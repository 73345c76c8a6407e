"""The Chromium that judges pages, where a machine has it; the fixture ``browser`` is one, for all tests of a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OWN = ("file:", "data:", "blob:")
"""What a page may ask for that is no page alone."""


def needed(lost: str) -> pytest.MarkDecorator:
    """Skips what Chromium judges where there is none; ``lost`` is what nobody did then."""
    reason = f"NOT JUDGED: there is no Chromium (apt install chromium), so that nobody {lost}"
    return pytest.mark.skipif(CHROMIUM is None, reason=reason)


@contextmanager
def opened() -> Iterator[Any]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def shown(browser: Any, path: Path, own: tuple[str, ...] = (), *, width: int = 1280, **wishes: Any) -> Iterator[Any]:
    """A file's page, which by the end has told of no faults and asked for nothing but itself and what is its ``own``.

    ``wishes`` are those of a context, such as ``color_scheme``.
    """
    context = browser.new_context(viewport={"width": width, "height": 800}, **wishes)
    page = context.new_page()
    faults = listened(page, (path.as_uri(), *own))
    page.goto(path.as_uri())
    yield page
    context.close()
    assert faults == []


def listened(page: Any, own: tuple[str, ...]) -> list[str]:
    """What a page has to tell from now on that it should not: faults, and what it asks for elsewhere."""
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.extend([] if asked.url.startswith(own) else [asked.url]))
    return faults


def everybody_can_use(page: Any, where: str = "") -> None:
    """Asserts that axe has nothing to object to and that nothing is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    judged = Axe().run(page)
    assert judged.violations_count == 0, f"{where}: {judged.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
