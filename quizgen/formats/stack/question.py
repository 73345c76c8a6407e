"""An item as a question of STACK: its variables, texts, inputs, trees of potential responses and tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from quizgen.answers import Grid, Numerical
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import Frame, frame
from quizgen.formats.moodle import rules
from quizgen.formats.names import LONGEST_NAME, idnumber, plain
from quizgen.formats.stack.graded import Gap, gap, variable
from quizgen.formats.stack.pictures import Picture, pictures
from quizgen.formats.stack.said import said
from quizgen.formats.stack.sheet import Sheet
from quizgen.formats.stack.values import reasoned, values
from quizgen.formats.stack.variants import variants
from quizgen.formats.titles import titled
from quizgen.model import Item, Question
from quizgen.text import Text
from quizgen.text.castext import Variable, raw

MARK = 4
"""Characters that tell questions of a level apart."""


class Test(Struct, frozen=True):
    """What is written in all inputs, and the note and the score of each tree."""

    number: int
    about: str
    values: tuple[tuple[Gap, str], ...]
    notes: tuple[tuple[Gap, str, int], ...]


class Cell(Struct, frozen=True):
    """A gap, or words that are given."""

    gap: Gap | None
    text: Text | None


class Row(Struct, frozen=True):
    """A row of a table: its heading and its cells."""

    heading: Text
    cells: tuple[Cell, ...]


class Board(Struct, frozen=True):
    """A table to fill in."""

    about: Text
    corner: Text
    columns: tuple[Text, ...]
    rows: tuple[Row, ...]


class Asked(Struct, frozen=True):
    """A part: what is asked, where it is answered, and how it is worked."""

    letter: str
    prompt: Text
    gap: Gap | None
    board: Board | None
    solution: tuple[Text, ...]


class Stack(Struct, frozen=True):
    """An item in STACK's words."""

    name: str
    idnumber: str
    about: str
    variables: Markup
    note: Markup
    stem: Text
    hyphen: str
    listed: str
    tags: tuple[str, ...]
    grade: str
    words: Frame
    parts: tuple[Asked, ...]
    gaps: tuple[Gap, ...]
    tests: tuple[Test, ...]
    seeds: tuple[int, ...]
    stem_pictures: list[Picture]
    solution_pictures: list[Picture]


def question(item: Item, place: str, language: str) -> Stack:
    """An item with its place in an exam, if it has one; raises FormulaError for what has no variants."""
    every = variants(item.question)
    asked = every[0]
    sheet = Sheet(len(every))
    points = [reasoned(one).point for one in every]
    columns = {one: tuple(point[one] for point in points) for one in points[0]}
    told = [sheet.parameter(variable(one), column) for one, column in columns.items()]
    varied = [one for one, column in zip(told, columns.values(), strict=True) if len(set(column)) > 1]
    gaps = tuple(_gaps(item, every, sheet))
    stem = said([one.stem for one in every], sheet)
    parts = tuple(_parts(every, gaps, sheet))
    words = frame(language)
    return Stack(
        name=_name(item, place, words),
        idnumber=idnumber(item),
        about=asked.source,
        variables=_verbatim("\n".join(sheet.lines())),
        note=_note(varied, gaps),
        stem=stem,
        hyphen=words.hyphen if asked.signed else "",
        listed=words.listed if any(one.hint for one in gaps) else "",
        tags=rules.tags(item.tags),
        grade=f"{float(item.points):.7f}",
        words=words,
        parts=parts,
        gaps=gaps,
        tests=tuple(_tests(gaps)),
        seeds=tuple(range(1, len(every) + 1)),
        stem_pictures=pictures(every, "stem"),
        solution_pictures=pictures(every, "solution"),
    )


def _name(item: Item, place: str, words: Frame) -> str:
    """The place in an exam, the family, the level, and four letters that tell it from others of the level.

    It tells no numbers, for these are of one variant.
    """
    mark = fingerprint(item.id)[:MARK]
    return plain(f"{place} {titled(item.family)}, {words.level(item.level)} #{mark}".strip(), LONGEST_NAME)


def _gaps(item: Item, every: Sequence[Question], sheet: Sheet) -> Iterator[Gap]:
    """A gap for each number, which shares the points of its part with the others there."""
    wanted = values(every[0], every[1:])
    answers = list(zip(*(one.numericals for one in every), strict=True))
    places = [place for place, part in enumerate(every[0].parts) for _ in _numbers(part.answer)]
    for number, (value, own, place) in enumerate(zip(wanted, answers, places, strict=True), start=1):
        yield gap(number, value, own, item.points_of(place) / places.count(place), sheet)


def _numbers(answer: object) -> tuple[Numerical, ...]:
    return answer.open if isinstance(answer, Grid) else (answer,) if isinstance(answer, Numerical) else ()


def _parts(every: Sequence[Question], gaps: Sequence[Gap], sheet: Sheet) -> Iterator[Asked]:
    waiting = iter(gaps)
    first = every[0]
    for place in range(len(first.parts)):
        own = [one.parts[place] for one in every]
        grids = [one.answer for one in own if isinstance(one.answer, Grid)]
        solution = tuple(said(texts, sheet, solved=True) for texts in zip(*(one.solution for one in own), strict=True))
        prompt = said([one.prompt for one in own], sheet)
        board = _board(grids, waiting, sheet) if grids else None
        yield Asked(first.letter(place), prompt, None if grids else next(waiting), board, solution)


def _board(grids: Sequence[Grid], waiting: Iterator[Gap], sheet: Sheet) -> Board:
    first = grids[0]

    def cell(row: int, column: int) -> Cell:
        texts = [found for grid in grids if isinstance(found := grid.cells[row][column], Text)]
        return Cell(None, said(texts, sheet)) if texts else Cell(next(waiting), None)

    rows = tuple(
        Row(
            said([grid.rows[row] for grid in grids], sheet),
            tuple([cell(row, column) for column in range(len(first.columns))]),
        )
        for row in range(len(first.rows))
    )
    columns = tuple(said([grid.columns[place] for grid in grids], sheet) for place in range(len(first.columns)))
    return Board(first.about, first.corner, columns, rows)


def _tests(gaps: Sequence[Gap]) -> Iterator[Test]:
    """The right answer everywhere; then each misconception in its gap, with the right answers in all others."""
    number = 1
    yield Test(number, "the right answer", *_filled(gaps, {}))
    for one in gaps:
        for place, node in enumerate(one.nodes[1:], start=1):
            number += 1
            yield Test(number, node.note, *_filled(gaps, {one.input: place}))


def _filled(
    gaps: Sequence[Gap], wrong: dict[str, int]
) -> tuple[tuple[tuple[Gap, str], ...], tuple[tuple[Gap, str, int], ...]]:
    nodes = [(one, one.nodes[wrong.get(one.input, 0)]) for one in gaps]
    return tuple((one, node.value) for one, node in nodes), tuple((one, node.note, node.score) for one, node in nodes)


def _note(told: Sequence[Variable], gaps: Sequence[Gap]) -> Markup:
    """What tells variants apart: the numbers of the point, and the keys."""
    given = ", ".join(f"{one.removeprefix(variable(''))} = {raw(one)}" for one in told)
    keys = ", ".join(raw(Variable(one.key)) for one in gaps)
    return _verbatim(f"{given}: {keys}")


def _verbatim(words: str) -> Markup:
    """Words of ours that are made of names and numbers."""
    return Markup(words.replace("]]>", "]] >"))  # noqa: S704 - as it says
