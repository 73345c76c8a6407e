"""What stands above the questions of an exam."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.formats.frames import Frame, frame
from quizgen.model import KINDS, Form, Kind

LETTERED: frozenset[Kind] = frozenset(("choice", "multiple"))
"""Kinds of which the margin says how many options are right."""


def instructions(form: Form, *, sheet: bool = False) -> tuple[str, ...]:
    """A paragraph each: the instructor's own words, or what the kinds of the questions call for, then the marking.

    Where answers are given on a ``sheet``, that is told instead of where they are written.
    """
    words = frame(form.sitting.language)
    kinds = {part.answer.kind for item in form.items for part in item.question.parts}
    called = _called_for(words, len(form.items), kinds & LETTERED if sheet else kinds)
    on_sheet = (words.on_sheet,) if sheet else ()
    return (*(form.notes or (" ".join(called),)), *on_sheet, *marking(form))


def marking(form: Form) -> Iterator[str]:
    """What a wrong answer costs, where that is laid down."""
    words, wrong = frame(form.sitting.language), form.sitting.wrong
    if wrong == 0:
        yield words.wrong_is_free
    elif wrong is not None:
        yield words.wrong_costs.format(percent=words.number(100 * wrong))


def _called_for(words: Frame, number: int, present: set[Kind]) -> Iterator[str]:
    few = {1: words.answer_the_one, 2: words.answer_both}
    yield few.get(number, words.answer_all.format(number=number))
    hints: dict[Kind, str] = {
        "choice": words.of_choice,
        "multiple": words.of_multiple,
        "numerical": words.of_numerical,
        "matching": words.of_matching,
        "ordering": words.of_ordering,
        "grid": words.of_grid,
    }
    yield from (hints[kind] for kind in KINDS if kind in present)


def allowed(form: Form) -> Iterator[str]:
    """The time and the aids, where they are laid down: “Time: 75 minutes”."""
    words, sitting = frame(form.sitting.language), form.sitting
    if sitting.extra:
        more = words.number(sitting.extra)
        yield f"{words.time}: " + words.minutes_more.format(
            minutes=sitting.minutes, percent=more, usual=sitting.duration
        )
    elif sitting.duration:
        yield f"{words.time}: " + words.minutes.format(minutes=sitting.duration)
    if sitting.aids:
        yield f"{words.aids}: {', '.join(sitting.aids)}"
