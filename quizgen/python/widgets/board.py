"""A quiz as a box of widgets: one question at a time, and what came of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets
from markupsafe import Markup

from quizgen.errors import UsageError
from quizgen.model import Item
from quizgen.python.answering import every
from quizgen.python.shown import asked, html, said, solution, verdict
from quizgen.python.widgets.fields import Field, field
from quizgen.study.attempt import Attempt
from quizgen.study.session import Result, by_concept, by_topic, score, with_hints
from quizgen.text import Text

AGAIN = Text("Try again, ask for a hint, or let the solution be shown.")
NOTHING = Text("Answer first, or let the solution be shown.")


class Board:
    """The widgets of a quiz in a ``box``; ``results`` are those of items that were answered or given up."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.results: list[Result] = []
        self._items = items
        self._number = -1
        self._fields: list[Field] = []
        self.check = _button("Check", "primary", self._check)
        self.hint = _button("Hint", "", self._hint)
        self.show = _button("Show the solution", "", self._give_up)
        self.following = _button("Next", "primary", self._next)
        self._question, self._said = ipywidgets.VBox(), ipywidgets.VBox()
        buttons = ipywidgets.HBox([self.check, self.hint, self.show, self.following])
        self.box = ipywidgets.VBox([self._question, self._said, buttons])
        self._next()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Where the question of now is answered, part by part."""
        return tuple(self._fields)

    @property
    def shown(self) -> str:
        """The HTML that stands below the question of now."""
        return "".join(child.value for child in self._said.children)

    def _next(self) -> None:
        self._number += 1
        self._said.children = ()
        if self._number == len(self._items):
            self._end()
            return
        item = self._items[self._number]
        self._attempt = Attempt(item)
        head = html("head", number=self._number + 1, count=len(self._items), topic=item.topic, level=item.level)
        shown: list[Any] = [ipywidgets.HTML(head), ipywidgets.HTML(asked(item.question))]
        self._fields = [field(part.answer) for part in item.question.parts]
        for place, (part, one) in enumerate(zip(item.question.parts, self._fields, strict=True)):
            if letter := item.question.letter(place):
                shown.append(ipywidgets.HTML(html("part", letter=letter, prompt=part.prompt)))
            shown.append(one.widget)
        self._question.children = shown
        self._buttons(answered=False)

    def _buttons(self, *, answered: bool) -> None:
        """Those that do something now."""
        self.check.disabled = self.show.disabled = answered
        self.hint.disabled = answered or self._attempt.seen == self._attempt.hints
        self.following.disabled = not answered

    def _check(self) -> None:
        if self._attempt.result is not None:
            return
        question = self._attempt.item.question
        try:
            found = [one.read() for one in self._fields]
            given = every(question, found if len(found) > 1 else found[0])
        except UsageError as error:
            self._say(said(Text("{sentence}", {"sentence": str(error)})))
            return
        if not any(given):
            self._say(said(NOTHING, quiet=True))
            return
        replies = self._attempt.answer(given)
        if self._attempt.result is not None:
            self._judged(self._attempt.result)
            return
        self._say(*map(said, replies), said(AGAIN, quiet=True))

    def _hint(self) -> None:
        text = self._attempt.hint()
        if text is not None:
            head = Text("**Hint {number} of {count}**", {"number": self._attempt.seen, "count": self._attempt.hints})
            self._say(said(head), said(text), more=True)
        self._buttons(answered=False)

    def _give_up(self) -> None:
        self._judged(self._attempt.give_up())

    def _judged(self, result: Result) -> None:
        self.results.append(result)
        for one in self._fields:
            one.close()
        worked = Markup(solution(result.item.question))  # noqa: S704 - made by a template
        self._say(verdict(result), html("worked", solution=worked))
        self._buttons(answered=True)
        if self._number + 1 == len(self._items):
            self.following.description = "Summary"

    def _say(self, *pieces: str, more: bool = False) -> None:
        """Shows something below the question, in the place of what was said before, or after it."""
        before = self._said.children if more else ()
        self._said.children = (*before, *map(ipywidgets.HTML, pieces))

    def _end(self) -> None:
        told = {
            "whole": score("", self.results),
            "topics": by_topic(self.results),
            "concepts": by_concept(self.results),
            "hinted": with_hints(self.results),
        }
        self._question.children = [ipywidgets.HTML(html("summary", **told))]
        for one in (self.check, self.hint, self.show, self.following):
            one.layout.display = "none"


def _button(words: str, style: str, pressed: Any) -> Any:
    button = ipywidgets.Button(description=words, button_style=style, layout={"width": "auto"})
    button.on_click(lambda _: pressed())
    return button
