"""What a card shows of a question before it is answered; nothing here tells the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.values import LONG, components
from quizgen.figures import svg
from quizgen.formats.frames import Frame
from quizgen.formats.html.words import Words
from quizgen.model import Question
from quizgen.templating import PAGE, Templates, encoded_whole
from quizgen.text import Text
from quizgen.text.printer import decimals
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

Place: TypeAlias = Literal["stem", "solution"]
NONE = Text("")


class Drawing(Struct, frozen=True):
    """A picture, and its words."""

    alt: Text
    svg: str


class Cell(Struct, frozen=True):
    """A cell that is given, or one to be filled in, which is called ``label``; ``long`` where several numbers are."""

    given: Text = NONE
    label: str = ""
    keys: str = ""
    long: bool = False


class Row(Struct, frozen=True):
    """A row of a table."""

    heading: Text
    cells: tuple[Cell, ...]


class Asked(Struct, frozen=True, kw_only=True):
    """A part: how it is answered, and with what."""

    kind: str
    task: str
    letter: str = ""
    points: str = ""
    prompt: Text = NONE
    box: str = ""
    options: tuple[tuple[str, Text], ...] = ()
    keys: str = ""
    lines: tuple[tuple[Text, str], ...] = ()
    choices: tuple[str, ...] = ()
    about: Text = NONE
    corner: Text = NONE
    columns: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()


def asked(question: Question, frame: Frame, words: Words, around: str = "") -> str:
    """Stem and parts as HTML; what is said ``around`` these is in that language, where it is another one."""
    parts = [_part(question, place, frame, words) for place in range(len(question.parts))]
    shown = drawings(question, "stem")
    return html("asked", stem=question.stem, drawings=shown, parts=parts, w=words, around=around)


def html(name: str, **given: object) -> str:
    """A piece of the page by a template."""
    return encoded_whole(Templates(PAGE).render(f"html/{name}.html.j2", **given)).decode().strip()


def drawings(question: Question, place: Place) -> list[Drawing]:
    """The figures that stand in that place."""
    return [Drawing(one.alt, encoded_whole(svg(one)).decode()) for _, one in question.drawn(place)]


def _part(question: Question, place: int, frame: Frame, words: Words) -> Asked:
    part = question.parts[place]
    told: dict[str, object] = {"letter": question.letter(place), "prompt": part.prompt}
    told["points"] = frame.points_of(part.points) if question.kind in LONG and question.letter(place) else ""
    return Asked(**told, **dict(_answered(part.answer, words, signed=question.signed)))  # type: ignore[arg-type]  # each by its name


def _answered(answer: Answer, words: Words, *, signed: bool) -> Iterator[tuple[str, object]]:
    """The fields that tell how it is answered."""
    yield "kind", answer.kind
    match answer:
        case Choice(options):
            yield from (("task", words.choose_one), ("box", "radio"), ("options", _lettered(options)))
        case Multiple(options):
            yield from (("task", words.choose_all), ("box", "checkbox"), ("options", _lettered(options)))
        case Numerical():
            count = len(components(answer.key))
            yield "task", words.type_number if count == 1 else words.type_shape.format(count=count)
            yield "keys", keyboard(answer, signed=signed)
        case Matching():
            yield "task", words.match
            yield "lines", tuple((one, SPEECH.line(one)) for one in answer.prompts)
            yield "choices", tuple(TERMINAL.line(one.text) for one in answer.options)
        case Ordering():
            yield from (("task", words.order), ("lines", tuple((one, SPEECH.line(one)) for one in answer.steps)))
        case Grid():
            yield from (("task", words.fill), ("rows", tuple(_rows(answer, signed=signed))))
            yield from (("about", answer.about), ("corner", answer.corner), ("columns", answer.columns))
        case _:
            assert_never(answer)


def _lettered(options: Sequence[Option]) -> tuple[tuple[str, Text], ...]:
    return tuple(zip(ascii_uppercase, (one.text for one in options), strict=False))


def _rows(answer: Grid, *, signed: bool) -> Iterator[Row]:
    headings = iter(map(answer.heading, range(len(answer.open))))
    for heading, cells in zip(answer.rows, answer.cells, strict=True):
        yield Row(
            heading,
            tuple(
                Cell(given=one) if isinstance(one, Text) else _open(one, SPEECH.line(next(headings)), signed=signed)
                for one in cells
            ),
        )


def _open(answer: Numerical, label: str, *, signed: bool) -> Cell:
    return Cell(label=label, keys=keyboard(answer, signed=signed), long=len(components(answer.key)) > 1)


def keyboard(answer: Numerical, *, signed: bool) -> str:
    """Which keys a telephone shows: those of digits, where one number with a point at most is all that is typed."""
    numbers = components(answer.key)
    plain = len(numbers) == 1 and not signed and decimals(Fraction(numbers[0])) is not None
    return "decimal" if plain else "text"
