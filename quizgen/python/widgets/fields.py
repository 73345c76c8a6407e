"""Where an answer is given: a widget for each kind, and what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any, Protocol, assert_never

import ipywidgets

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.errors import UsageError
from quizgen.python.shown import html
from quizgen.study.wording import wording
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

WIDE = {"width": "auto", "max_width": "52em"}
PICK = "choose …"


class Field(Protocol):
    """Where a part is answered."""

    @property
    def widget(self) -> Any:
        """What is shown."""

    def read(self) -> Any:
        """What is given, as ``quizgen.python.answering.of`` takes it; None where nothing is.

        Raises UsageError where it is only half given.
        """

    def close(self) -> None:
        """Nothing can be changed any more."""


def field(answer: Answer) -> Field:
    """The field for an answer."""
    match answer:
        case Choice():
            return _One(answer)
        case Multiple():
            return _Several(answer)
        case Numerical():
            return _Number(answer)
        case Matching():
            return _Row(answer.prompts, [option.text for option in answer.options], "each")
        case Ordering():
            places = [Text("{place}.", {"place": place}) for place in range(1, len(answer.steps) + 1)]
            return _Row(places, answer.steps, "each place")
        case Grid():
            return _Table(answer)
        case _:
            assert_never(answer)


def _lettered(texts: Sequence[Text]) -> list[tuple[str, str]]:
    """Options as they are shown, and their letters."""
    pairs = zip(ascii_lowercase, texts, strict=False)
    return [(f"{letter})  {TERMINAL.line(text)}", letter) for letter, text in pairs]


class _One:
    """One of several options."""

    def __init__(self, answer: Choice) -> None:
        options = _lettered([option.text for option in answer.options])
        self.widget = ipywidgets.RadioButtons(options=options, value=None, layout=WIDE)

    def read(self) -> Any:
        return self.widget.value

    def close(self) -> None:
        self.widget.disabled = True


class _Several:
    """Options, all that are right of which are to be marked."""

    def __init__(self, answer: Multiple) -> None:
        options = _lettered([option.text for option in answer.options])
        self._boxes = [ipywidgets.Checkbox(description=shown, indent=False, layout=WIDE) for shown, _ in options]
        self._letters = [letter for _, letter in options]
        self.widget = ipywidgets.VBox(self._boxes)

    def read(self) -> Any:
        pairs = zip(self._letters, self._boxes, strict=True)
        return "".join(letter for letter, box in pairs if box.value) or None

    def close(self) -> None:
        for box in self._boxes:
            box.disabled = True


class _Number:
    """A number or a shape."""

    def __init__(self, answer: Numerical) -> None:
        self.widget = _typed(wording(answer).wish)

    def read(self) -> Any:
        return self.widget.value.strip() or None

    def close(self) -> None:
        self.widget.disabled = True


class _Row:
    """Something on offer for each of several headings."""

    def __init__(self, headings: Sequence[Text], offered: Sequence[Text], each: str) -> None:
        options = [(PICK, None), *_lettered(offered)]
        self._each = each
        self._boxes = [ipywidgets.Dropdown(options=options, value=None, layout=WIDE) for _ in headings]
        lines = []
        for heading, box in zip(headings, self._boxes, strict=True):
            label = ipywidgets.HTML(html("said", text=heading, quiet=False))
            lines.append(ipywidgets.HBox([label, box], layout={"align_items": "center", "flex_flow": "row wrap"}))
        self.widget = ipywidgets.VBox(lines)

    def read(self) -> Any:
        chosen = [box.value for box in self._boxes]
        if None not in chosen:
            return "".join(chosen)
        if any(chosen):
            raise UsageError(f"Choose something for {self._each}.")
        return None

    def close(self) -> None:
        for box in self._boxes:
            box.disabled = True


class _Table:
    """A table with cells to fill in; one may be left open."""

    def __init__(self, grid: Grid) -> None:
        self._boxes: list[Any] = []
        cells = [_label(grid.corner), *map(_label, grid.columns)]
        for heading, row in zip(grid.rows, grid.cells, strict=True):
            cells.append(_label(heading))
            for cell in row:
                if isinstance(cell, Text):
                    cells.append(_label(cell))
                else:
                    self._boxes.append(_typed("...", "9em"))
                    cells.append(self._boxes[-1])
        columns = f"repeat({len(grid.columns) + 1}, max-content)"
        self.widget = ipywidgets.GridBox(cells, layout={"grid_template_columns": columns, "grid_gap": "2px 12px"})

    def read(self) -> Any:
        wrote = [box.value.strip() or None for box in self._boxes]
        return wrote if any(wrote) else None

    def close(self) -> None:
        for box in self._boxes:
            box.disabled = True


def _label(text: Text) -> Any:
    return ipywidgets.HTML(html("said", text=text, quiet=False))


def _typed(such: str, width: str = "20em") -> Any:
    return ipywidgets.Text(placeholder=such, layout={"width": width})
