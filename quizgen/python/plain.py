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
from quizgen.text.wrapping import wrap

WIDTH = 88
_FRAMES = frozenset("│─┼┌└├┤┐┘")


def plain(question: Question) -> str:
    """Stem, figures and what is on offer; nothing that tells the key."""
    return "\n\n".join(one for one in _pieces(question) if one)


def _wrapped(text: str, indent: str = "", hanging: str = "") -> str:
    """Running words in lines; what begins with a space, such as code, and tables as they are."""
    lines = text.split("\n")
    kept = [
        [line] if line.startswith(" ") or not _FRAMES.isdisjoint(line) else _lines(line, indent, hanging)
        for line in lines
    ]
    return "\n".join(line for one in kept for line in one)


def _lines(line: str, indent: str, hanging: str) -> list[str]:
    return wrap(line, WIDTH, indent, hanging) if line.strip() else [line]


def _pieces(question: Question) -> Iterator[str]:
    yield _wrapped(TERMINAL.text(question.stem))
    yield from (figures.box(figure, WIDTH) for _, figure in question.drawn("stem"))
    for place, part in enumerate(question.parts):
        if letter := question.letter(place):
            yield _wrapped(f"({letter}) {TERMINAL.text(part.prompt)}")
        yield from _offered(part.answer)


def _offered(answer: Answer) -> Iterator[str]:
    if isinstance(answer, Matching):
        yield "\n".join(_option(str(number), one) for number, one in enumerate(answer.prompts, start=1))
    if isinstance(answer, Grid):
        yield TERMINAL.text(Text("{grid}", {"grid": table(answer, lambda *_: "...")}))
    elif not isinstance(answer, Numerical):
        lettered = zip(ascii_lowercase, answer.options, strict=False)
        yield "\n".join(_option(letter, one.text) for letter, one in lettered)


def _option(mark: str, text: Text) -> str:
    return _wrapped(TERMINAL.line(text), f"  {mark})  ", "      ")
