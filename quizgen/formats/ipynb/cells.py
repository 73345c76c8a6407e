"""The cells of a notebook that an item becomes."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from markupsafe import Markup
from msgspec import Struct

from quizgen.formats.drawings import DOTS, as_png
from quizgen.formats.frames import Frame
from quizgen.formats.ipynb.programs import program
from quizgen.formats.ipynb.quiz import quiz
from quizgen.formats.keys import PartRemark, key_in_words, remarks
from quizgen.formats.markdown.parts import parts
from quizgen.model import Figure, Item, Place, Question
from quizgen.model.hints import hints
from quizgen.templating import NOTEBOOK, PYTHON, Templates
from quizgen.text.joining import unended
from quizgen.text.notebook import APART
from quizgen.text.notebook import NOTEBOOK as PRINTER
from quizgen.text.speech import SPEECH

Cell: TypeAlias = dict[str, Any]
FOLDED = {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}
FOLDED_WITH_OUTPUT = {"jupyter": {"outputs_hidden": True, "source_hidden": True}, "tags": ["hide-cell"]}
"""What JupyterLab, Jupyter Book and others fold away."""

ON_SCREEN = DOTS // 2
"""Notebooks show each dot as a pixel: so a drawing is half as large again as in a page, and sharp."""


class Drawing(Struct, frozen=True):
    """A figure within a cell: its label there, its words, and where its pixels are."""

    label: Markup
    alt: Markup
    link: Markup


def cells(item: Item, words: Frame) -> list[Cell]:
    """What is asked, the quiz where jupyterquiz has one for it, hints and solution, and the program."""
    found = [markdown(_asked(item, words), _about(item))]
    if questions := quiz(item.question, words):
        found.append(code(_quiz(questions), FOLDED))
    found.append(markdown(_solved(item, words), {"tags": ["solution"]}))
    if source := program(item.question):
        found.append(code(source, FOLDED_WITH_OUTPUT))
    return found


def markdown(source: str, about: Cell | None = None) -> Cell:
    """A cell with words."""
    return {"cell_type": "markdown", "metadata": about or {}, "source": _lines(source)}


def code(source: str, about: Cell | None = None) -> Cell:
    """A cell with a program that did not run yet."""
    made: Cell = {"cell_type": "code", "execution_count": None, "metadata": about or {}, "outputs": []}
    return {**made, "source": _lines(source)}


def _lines(source: str) -> list[str]:
    return source.strip().splitlines(keepends=True)


def _about(item: Item) -> Cell:
    """What the notebook keeps about an item and does not show."""
    kept = {"id": item.id, "family": item.family, "topic": item.topic, "level": item.level, "kind": item.kind}
    tags = (" ".join(tag.replace(",", " ").split()) for tag in item.tags)
    return {"quizgen": kept, "tags": [tag for tag in dict.fromkeys(tags) if tag]}


def _asked(item: Item, words: Frame) -> str:
    question = item.question
    drawings = list(_drawings(question, "stem"))
    typed = question.signed and any(not isinstance(number.key, tuple) for number in question.numericals)
    return Templates(NOTEBOOK).render(
        "ipynb/question.md.j2",
        stem=question.stem,
        parts=parts(item, words),
        drawings=drawings,
        hyphen=words.hyphen if typed else "",
        frame=words,
    )


def _solved(item: Item, words: Frame) -> str:
    question = item.question
    said = list(remarks(question))
    return Templates(NOTEBOOK).render(
        "ipynb/solution.md.j2",
        hints=hints(question),
        key=key_in_words(question, words),
        parts=parts(item, words),
        drawings=list(_drawings(question, "solution")),
        remarks=[(_label(one), one.remark.slip.feedback) for one in said],
        source=question.source,
        frame=words,
    )


def _label(one: PartRemark) -> Markup:
    """The part and the option that a remark is about; a point ends no label, and begins no list."""
    part = f"({one.part}) " if one.part else ""
    letter = f"{one.remark.letter}) " if one.remark.letter else ""
    about = PRINTER.line(unended(one.remark.about)) if one.remark.about else ""
    return Markup(f"{PRINTER.string(part)}{PRINTER.string(letter)}{about}")  # noqa: S704 - printers escape


def _drawings(question: Question, place: Place) -> Iterator[Drawing]:
    for number, figure in question.drawn(place):
        pixels = b64encode(as_png(figure, dots=ON_SCREEN)).decode()
        yield Drawing(Markup(f"figure-{number}"), _spoken(figure), Markup(f"data:image/png;base64,{pixels}"))  # noqa: S704 - letters


def _spoken(figure: Figure) -> Markup:
    """What a picture shows, for a listener; a tag would be heard."""
    return Markup(PRINTER.string(SPEECH.text(figure.alt)).replace(APART, ""))  # noqa: S704 - just escaped


def _quiz(questions: Sequence[Cell]) -> str:
    """The program that shows the quiz, in the order of the letters above: nobody reads the key in passing."""
    hidden = b64encode(json.dumps(questions, ensure_ascii=False, separators=(",", ":")).encode()).decode()
    return Templates(PYTHON).render("ipynb/quiz.py.j2", hidden=hidden)
