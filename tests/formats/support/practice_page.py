"""Somebody at a practice page, who has a keyboard and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quizgen.answers import Chosen, Filled, Given, Placed, Written
from quizgen.formats.html.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item

MOST = 400
"""So often somebody presses Tab before she says that a thing cannot be reached."""


def typed(written: Written | None) -> str:
    """Numbers as they are typed."""
    return " x ".join(map(str, written.values)) if written else ""


def content(form: Form, **wishes: Any) -> bytes:
    """The page's bytes."""
    (file,) = FORMAT.write([form], Options("exam", **wishes))
    return b"".join(file.chunks)


class Learner:
    """A page in a browser, and what is pressed on it."""

    def __init__(self, page: Any, path: Path, form: Form, **wishes: Any) -> None:
        self.page, self._path = page, path
        path.write_bytes(content(form, **wishes))
        page.goto(path.as_uri())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, target: Any) -> None:
        """Goes on with Tab until the thing has the focus, from the top if need be."""
        found = target.element_handle()  # looked for once: by its role and name that takes longer than all keys
        for _ in range(MOST):
            if found.evaluate("one => one === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {target}")

    def push(self, name: str) -> None:
        """The button with that name, on the card that is shown or around it."""
        self.reach(self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first)
        self.press("Enter")

    @property
    def card(self) -> Any:
        return self.page.locator(".card.now")

    def give(self, answers: Sequence[Given]) -> None:
        """Fills in all parts of the card; None leaves one as it is."""
        for place, given in enumerate(answers):
            part = self.card.locator(".part").nth(place)
            match given:
                case None:
                    continue
                case Chosen(places):
                    self._choose(part, places)
                case Written():
                    self._type(part.locator("input[type=text]").first, typed(given))
                case Filled(cells):
                    for number, cell in enumerate(cells):
                        self._type(part.locator("input[type=text]").nth(number), typed(cell))
                case Placed(places) if part.locator("select").count():
                    for number, one in enumerate(places):
                        self._pick(part.locator("select").nth(number), one)
                case Placed(places):
                    self._sort(part, places)

    def _choose(self, part: Any, places: frozenset[int]) -> None:
        boxes = part.locator("input")
        if boxes.first.get_attribute("type") == "radio":
            (wanted,) = places
            start = part.locator("input:checked")
            self.reach(start if start.count() else boxes.first)
            if not start.count():
                self.press("Space")
            while not boxes.nth(wanted).is_checked():
                self.press("ArrowDown")
            return
        for place in range(boxes.count()):
            if boxes.nth(place).is_checked() is not (place in places):
                self.reach(boxes.nth(place))
                self.press("Space")

    def _type(self, field: Any, text: str) -> None:
        self.reach(field)
        self.press("ControlOrMeta+A")
        self.press("Delete")
        self.page.keyboard.type(text)

    def _pick(self, menu: Any, place: int) -> None:
        self.reach(menu)
        self.press("Home", *["ArrowDown"] * (place + 1))
        assert menu.input_value() == str(place)

    def _sort(self, part: Any, places: Sequence[int]) -> None:
        """Moves steps up until they stand as wished; where they do already, the first one goes down and up again."""
        if self.steps(part) == list(places):
            self._move(part, places[0], 1)
        for where, step in enumerate(places):
            while self.steps(part).index(step) > where:
                self._move(part, step, -1)

    def _move(self, part: Any, step: int, way: int) -> None:
        self.reach(part.locator(f"[data-step='{step}'] [data-move='{way}']"))
        self.press("Enter")

    @staticmethod
    def steps(part: Any) -> list[int]:
        """The steps in the order in which they stand."""
        return [int(one.get_attribute("data-step")) for one in part.locator("[data-step]").all()]

    @property
    def verdicts(self) -> list[str]:
        """What stands below each part, with one space between words."""
        return [" ".join(one.split()) for one in self.card.locator(".verdict").all_inner_texts()]

    @property
    def events(self) -> list[dict[str, Any]]:
        """What the page would write into the log, as it is kept in the browser."""
        kept = self.page.evaluate("JSON.parse(Object.values(localStorage)[0] || '{}')")
        return list(kept.get("events", []))

    def download(self, to: Path) -> list[dict[str, Any]]:
        """The events of the file that is downloaded."""
        with self.page.expect_download() as made:
            self.push("Download answers")
        made.value.save_as(to)
        return [json.loads(line) for line in to.read_text(encoding="utf-8").splitlines()]

    def solution(self) -> str:
        """The folded solution, opened."""
        self.reach(self.card.locator("summary"))
        self.press("Enter")
        return " ".join(self.card.locator("details").inner_text().split())


def of_one(item: Item, **changes: Any) -> Form:
    """A form of one item."""
    return Form("Practice", "7", (item,), **changes)
