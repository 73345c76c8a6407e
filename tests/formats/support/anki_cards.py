"""Cards in Chromium: a learner clicks and types on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from quizgen.model import Item

MOMENT = 200
"""Milliseconds in which nobody turns a card."""


class Played:
    """A card in a browser, from its question to its answer."""

    def __init__(self, page: Any, media: Path, sides: tuple[str, str]) -> None:
        self.page, self._media, self._sides = page, media, sides
        self.turned(0)

    def turned(self, side: int) -> None:
        """Anki puts the other side into the same page; here it is loaded anew, as on a telephone, after a moment.

        Chromium hands on what a page has put into its storage while the next one may already be read.
        """
        self.page.wait_for_timeout(MOMENT)
        path = self._media / "card.html"
        path.write_text(f'<meta charset="utf-8"><body class="card">{self._sides[side]}</body>', encoding="utf-8")
        self.page.goto(path.as_uri())

    def check(self) -> None:
        self.page.locator(".check").click()

    @property
    def verdict(self) -> str:
        return str(self.page.locator(".verdict").inner_text())

    @property
    def said(self) -> list[str]:
        return [str(one).strip() for one in self.page.locator(".said:visible").all_inner_texts()]

    def typed(self, words: str) -> None:
        self.page.locator("input[type=text]").first.fill(words)


Cards: TypeAlias = Callable[[Item], Played]


def telephone(browser: Any) -> Any:
    """A page of a telephone's width without a network; a card that wants one, or whose program fails, fails."""
    made = browser.new_context(viewport={"width": 390, "height": 800}, offline=True).new_page()
    made.on("pageerror", lambda error: pytest.fail(f"the card's program raised {error}"))
    made.on("request", lambda asked: asked.url.startswith("file:") or pytest.fail(f"the card asked for {asked.url}"))
    return made
