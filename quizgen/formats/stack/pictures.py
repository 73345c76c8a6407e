"""The drawings of all variants: one file where it is the same in all, else one for each, which STACK chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from quizgen.figures import svg
from quizgen.model import Figure, Question
from quizgen.text.castext import spoken
from quizgen.text.speech import SPEECH


class Drawing(Struct, frozen=True):
    """A drawing as an embedded file, and the variant that it belongs to, 0 for all of them."""

    name: str
    alt: Markup
    svg: str
    variant: int


class Picture(Struct, frozen=True):
    """What stands at one place: the drawing of each variant, or the only one."""

    drawings: tuple[Drawing, ...]


def pictures(questions: Sequence[Question], place: str) -> list[Picture]:
    """The pictures of the stem, or those of the solution."""
    every = zip(*(question.figures for question in questions), strict=True)
    return [
        Picture(tuple(_drawings(number, figures)))
        for number, figures in enumerate(every, start=1)
        if figures[0].place == place
    ]


def _drawings(number: int, figures: Sequence[Figure]) -> Iterator[Drawing]:
    drawn = [(svg(figure), SPEECH.text(figure.alt)) for figure in figures]
    if len(set(drawn)) == 1:
        yield Drawing(f"figure-{number}.svg", _alt(drawn[0][1]), drawn[0][0], 0)
        return
    for variant, (picture, words) in enumerate(drawn, start=1):
        yield Drawing(f"figure-{number}-{variant}.svg", _alt(words), picture, variant)


def _alt(words: str) -> Markup:
    return Markup(spoken(words))  # noqa: S704 - just escaped
