"""A test taker at the QTI 3 player in Chromium: reads items, answers them with mouse and keys, reads what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import chromium
import node

HOST = "http://quizgen.test/"
PACKAGES = ("qti3-item-player", "vue", "axe-core")
FILES = {
    "player.css": "qti3-item-player/dist/qti3Player.css",
    "player.js": "qti3-item-player/dist/qti3Player.umd.js",
    "vue.js": "vue/dist/vue.js",
}
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An item</title>
<link rel="stylesheet" href="/player.css"></head><body><main>
<h1>A course</h1><h2>A test</h2><h3>A section</h3><h4>An item</h4><div id="app"></div></main>
<script src="/vue.js"></script><script src="/player.js"></script><script>
const Player = window.qti3Player.Qti3Player || window.qti3Player.default || window.qti3Player
new Vue({render: h => h(Player, {
  props: {suppressAlertMessages: true, suppressInvalidResponseMessages: true},
  on: {
    notifyQti3PlayerReady: player => { window.player = player },
    notifyQti3ItemReady: () => { window.ready = true },
    notifyQti3EndAttemptCompleted: data => { window.ended = data },
  },
})}).$mount('#app')
function play(xml, guid) {
  window.ready = false
  window.ended = null
  const control = {max_attempts: 0, show_feedback: true, validate_responses: false}
  window.player.loadItemFromXml(xml, {guid, status: 'interacting', sessionControl: control})
}
</script></body></html>"""
MISSING = "NOT JUDGED: there is no Chromium" if chromium.CHROMIUM is None else node.missing(*PACKAGES)


@dataclass(frozen=True)
class Ended:
    """An attempt: the outcomes, and the words of each feedback that is shown."""

    outcomes: Mapping[str, Any]
    correct: Mapping[str, Any]
    feedback: tuple[str, ...]


class Player:
    """Plays the items of one package after another."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faults: list[str] = []
        self.files: Mapping[str, bytes] = {}
        self._number = 0
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.route("**/*", self._serve)
        page.goto(HOST)
        page.wait_for_function("window.player")

    def _serve(self, route: Any) -> None:
        name = route.request.url.removeprefix(HOST)
        if not name:
            route.fulfill(body=PAGE, content_type="text/html")
        elif name in FILES:
            route.fulfill(path=node.MODULES / FILES[name])
        elif name in self.files:
            route.fulfill(body=self.files[name], content_type="image/svg+xml")
        else:
            self.faults.append(f"{name} is not in the package")
            route.fulfill(status=404)

    def load(self, xml: str) -> None:
        """Begins with an item."""
        self._number += 1
        guid = f"item-{self._number}"  # an item is shown anew if its XML is another one
        self.page.evaluate("([xml, guid]) => play(xml, guid)", [f"{xml}<!-- {guid} -->", guid])
        self.page.wait_for_function("window.ready")

    def choose(self, interaction: int, ids: Sequence[str]) -> None:
        """Clicks options."""
        shown = self.page.locator(".qti-choice-interaction").nth(interaction)
        for one in ids:
            shown.locator(f"[data-identifier='{one}']").click()

    def match(self, interaction: int, pairs: Sequence[str]) -> None:
        """Ticks pairs in a table."""
        shown = self.page.locator(".qti-match-interaction").nth(interaction)
        for one in pairs:
            shown.locator(f"[data-pair='{one}']").click()

    def order(self, interaction: int, ids: Sequence[str]) -> None:
        """Drags steps to their places."""
        shown = self.page.locator(".qti-order-interaction").nth(interaction).locator(".qti-simple-choice")
        for place, one in enumerate(ids):
            found = [step.get_attribute("data-identifier") for step in shown.all()]
            if found[place] != one:
                shown.nth(found.index(one)).drag_to(shown.nth(place))

    def type(self, entry: int, words: str) -> None:
        """Types into a box."""
        self.page.locator(".qti-text-entry-interaction input").nth(entry).fill(words)

    def texts(self, selector: str) -> list[str]:
        """The words of all such elements, whether they are shown or not."""
        return [" ".join(one.split()) for one in self.page.locator(selector).all_text_contents()]

    def drawings(self) -> list[tuple[str, bool]]:
        """What a listener is told about each picture, and whether it could be loaded."""
        self.page.wait_for_function("[...document.images].every(image => image.complete)")
        told = "images => images.map(image => [image.alt, image.naturalWidth > 0])"
        return [(alt, there) for alt, there in self.page.locator("img").evaluate_all(told)]

    def end(self) -> Ended:
        """Ends the attempt, reads what is shown."""
        self.page.evaluate("player.endAttempt('end')")
        self.page.wait_for_function("window.ended")
        state = self.page.evaluate("ended.state")
        shown = self.page.locator(".qti-modal-feedback:has(.qti3-player-modal-content:visible)")
        words = tuple(" ".join(one.split()) for one in shown.locator(".qti3-player-modal-body").all_text_contents())
        return Ended(
            {one["identifier"]: one["value"] for one in state["outcomeVariables"]},
            {one["identifier"]: one.get("correctResponse") for one in state["responseVariables"]},
            words,
        )


@contextmanager
def player() -> Iterator[Player]:
    """A player in a browser of its own."""
    with chromium.opened() as browser:
        yield Player(browser.new_page())
