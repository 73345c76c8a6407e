"""A question as plain text, for whoever prints it."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from quizgen import figures
from quizgen.answers import Answer, Grid, Matching, Numerical
from quizgen.answers.tables import table
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

WIDTH = 88


def plain(question: Question) -> str:
    """Stem, figures and what is on offer; nothing that tells the key."""
    return "\n\n".join(one for one in _pieces(question) if one)


def _pieces(question: Question) -> Iterator[str]:
    yield TERMINAL.text(question.stem)
    yield from (figures.box(figure, WIDTH) for _, figure in question.drawn("stem"))
    for place, part in enumerate(question.parts):
        if letter := question.letter(place):
            yield f"({letter}) {TERMINAL.text(part.prompt)}"
        yield from _offered(part.answer)


def _offered(answer: Answer) -> Iterator[str]:
    if isinstance(answer, Matching):
        yield "\n".join(f"  {number})  {TERMINAL.line(one)}" for number, one in enumerate(answer.prompts, start=1))
    if isinstance(answer, Grid):
        yield TERMINAL.text(Text("{grid}", {"grid": table(answer, lambda *_: "...")}))
    elif not isinstance(answer, Numerical):
        lettered = zip(ascii_lowercase, answer.options, strict=False)
        yield "\n".join(f"  {letter})  {TERMINAL.line(one.text)}" for letter, one in lettered)
