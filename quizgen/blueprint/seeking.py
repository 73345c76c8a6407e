"""How a place is filled where its own questions do not do: what is given up, and in which order."""

from __future__ import annotations

from msgspec import Struct

from quizgen.blueprint.drawn import Drawing, Test
from quizgen.blueprint.numbered import letters
from quizgen.blueprint.streams import Stream
from quizgen.blueprint.together import Together


class Wanted(Struct, frozen=True):
    """What a question is to have that stands for another one: a letter, so many solution steps, None for any.

    Without a test for what is ``fresh`` it may share parameters with earlier forms. With a ``name`` a draw of its own
    is tried first, which nothing else touches.
    """

    letter: int | None
    steps: int | None
    fresh: Test | None
    name: str = ""


def wishes(letter: int | None, steps: int, fresh: Test, name: str) -> tuple[Wanted, ...]:
    """What is wanted first, and with what a place can do; the letter may be had in another way."""
    return (
        Wanted(letter, steps, fresh, name),
        Wanted(None, steps, fresh),
        Wanted(None, steps, None),
        Wanted(None, None, None),
    )


def sought(stream: Stream, wanted: Wanted, form: Together, gone: Test, avoids: Test) -> Drawing | None:
    """One that the form bears, and that ``avoids`` what the slot had."""
    if wanted.steps not in (None, stream.shape.steps):
        return None

    def fits(one: Drawing) -> bool:
        question = one.content.question
        fresh = wanted.fresh is None or wanted.fresh(one)
        fits_in = fresh and wanted.letter in letters(question) and not gone(one)
        return fits_in and avoids(one) and form.bears(one)

    soon = stream.instead(wanted.name, fits) if wanted.name else None
    return soon or stream.found(fits, gone, alike=wanted.steps is not None)
