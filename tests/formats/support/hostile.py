"""Words that mean something to every markup, in every place where data goes."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering, Slip
from quizgen.model import NO_PROMPT, Form, Item
from quizgen.text import Text

HOSTILE = (
    "]]> <b>&amp; \"x\" 'y' \\(z\\) $$w$$ $v$ *u* `t` [a](b) | # - 1. @@PLUGINFILE@@ {{ s }} \x07"
    " } ~ {1:SA:=x} {#1} {:NM:%100%=1#} \\} \\"
)
WORDS = Text("{w} and `{w}`", {"w": HOSTILE})


def spoiled_form(form: Form) -> Form:
    """The form with nothing but such words."""
    return replace(form, title=HOSTILE, course=HOSTILE, notes=(HOSTILE,), items=tuple(map(_item, form.items)))


def _item(item: Item) -> Item:
    question = item.question
    alone = len(question.parts) == 1
    prompt = NO_PROMPT if alone else WORDS
    parts = tuple(
        replace(part, answer=spoiled(part.answer), solution=(WORDS,), prompt=prompt) for part in question.parts
    )
    figures = tuple(replace(figure, alt=WORDS) for figure in question.figures)
    tags = (HOSTILE, "", "0", "x" * 80)
    return replace(item, question=replace(question, stem=WORDS, parts=parts, figures=figures, tags=tags))


def spoiled(answer: Answer) -> Answer:
    """An answer in such words."""
    match answer:
        case Choice(two_sided=True):
            return replace(answer, options=tuple(map(_said, answer.options)))
        case Choice() | Multiple():
            return replace(answer, options=_options(answer.options))
        case Numerical():
            return replace(answer, foreseen=_options(answer.foreseen))
        case Matching():
            return replace(answer, prompts=(WORDS,) * len(answer.prompts), options=_options(answer.options))
        case Ordering():
            return replace(
                answer, steps=tuple(option.text for option in _options(answer.options)), slip=_slip(answer.slip)
            )
        case Grid():
            return _grid(answer)
        case _:
            assert_never(answer)


def _options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(_said(option), text=_numbered(place)) for place, option in enumerate(options))


def _said(option: Option) -> Option:
    slip, overlooked = option.slip and _slip(option.slip), option.overlooked and _slip(option.overlooked)
    return replace(option, slip=slip, overlooked=overlooked)


def _numbered(place: int) -> Text:
    return Text("{n} {w}", {"n": place, "w": HOSTILE})


def _slip(slip: Slip) -> Slip:
    return replace(slip, feedback=WORDS)


def _grid(grid: Grid) -> Grid:
    cells = tuple(
        tuple(WORDS if isinstance(cell, Text) else replace(cell, foreseen=_options(cell.foreseen)) for cell in row)
        for row in grid.cells
    )
    rows, columns = (WORDS,) * len(grid.rows), (WORDS,) * len(grid.columns)
    return replace(grid, rows=rows, columns=columns, cells=cells, corner=WORDS, about=WORDS)
