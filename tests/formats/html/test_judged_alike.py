"""The page's program marks every answer as quizgen does: the same share, mistakes, gaps and carried values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from string import ascii_uppercase
from typing import Any

import handmade
import pytest
from chromium import needed
from everything import ALL
from kept import kept

from quizgen import catalog, resources
from quizgen.answers import Chosen, Filled, Given, Grid, Mark, Number, Numerical, Option, Placed, Written
from quizgen.answers.numerical import components_of
from quizgen.answers.typed import readings
from quizgen.answers.values import components, written
from quizgen.asking.linked import LinkedFamily
from quizgen.formats.html.assets import PROGRAM
from quizgen.formats.html.key import key
from quizgen.formats.html.words import words
from quizgen.marking.marks import marked
from quizgen.math.code import evaluate
from quizgen.model import LEVELS, Evidence, Form, Item, Question
from quizgen.study.log import answers
from quizgen.study.session import grade
from quizgen.study.understanding import understood

pytestmark = needed("compared what a page judges")
JUDGES = PROGRAM[: PROGRAM.index("html/marks.js") + 1]
ASKED = """([files, logged, asked]) => {
  const whole = new Function(files + logged + `return (asked) => asked.map(([question, raws]) => raws.map((raw) => {
    const found = graded(question, raw);
    return JSON.parse(JSON.stringify({
      answer: answerOf(found.marks), share: found.share, own: [...found.own],
      won: wonInAnExam(question, raw, found.marks, [1n, 4n]),
      marks: found.marks.map((one) => ({
        share: one.share, met: one.met.map((met) => [met.place, question.slips[met.slip].id]),
        missed: one.missed, carried: one.carried.map((each) => [each.place, each.key]),
      })),
    }, (name, value) => (typeof value === "bigint" ? String(value) : value)));
  }));`);
  return whole()(asked);
}"""


def source(*names: str) -> str:
    return "".join((resources.templates() / name).read_text(encoding="utf-8") for name in names)


def asked(page: Any, told: list[Any]) -> list[Any]:
    """What the page's program says of answers as they are typed and chosen."""
    return list(page.evaluate(ASKED, [source(*JUDGES), source("html/log.js"), told]))


@pytest.fixture(scope="module")
def blank(browser: Any) -> Iterator[Any]:
    page = browser.new_page()
    page.goto("about:blank")
    yield page
    page.close()


def raw(given: Given) -> list[Any]:
    """An answer as it stands in the fields."""
    match given:
        case None:
            return []
        case Chosen(places):
            return sorted(places)
        case Placed(places):
            return list(places)
        case Written(values):
            return [" x ".join(map(str, values))]
        case Filled(cells):
            return [" x ".join(map(str, cell.values)) if cell else "" for cell in cells]


def column(given: Given) -> str:
    """An answer as it stands in a table of results."""
    match given:
        case Chosen(places) | Placed(places):
            return "".join(
                ascii_uppercase[place] for place in (places if isinstance(places, tuple) else sorted(places))
            )
        case _:
            return "; ".join(raw(given))


def wrong_cells(answer: Numerical) -> Iterator[Written]:
    yield Written(tuple(number + answer.tolerance + 1 for number in components(answer.key)))
    for option in answer.foreseen:
        if values := components_of(option):
            yield Written(values)


def tried(question: Question) -> Iterator[tuple[Given, ...]]:
    """Right answers, wrong ones part by part, and what follows from wrong ones."""
    right = tuple(part.answer.samples().right[0] for part in question.parts)
    yield right
    for place, part in enumerate(question.parts):
        for wrong in part.answer.samples().wrong:
            if not (isinstance(wrong, Filled) and not any(wrong.cells)):
                yield (*right[:place], wrong, *right[place + 1 :])
        if isinstance(part.answer, Grid):
            cells = [Written(components(cell.key)) for cell in part.answer.open]
            for number, cell in enumerate(part.answer.open):
                for one in wrong_cells(cell):
                    yield (*right[:place], Filled((*cells[:number], one, *cells[number + 1 :])), *right[place + 1 :])


def told(given: Mapping[str, Number]) -> list[Any]:
    return [[name, pair(value)] for name, value in given.items()]


def pair(value: Number) -> list[str]:
    return [str(value.numerator), str(value.denominator)]


def mark(found: Mark) -> dict[str, Any]:
    return {
        "share": pair(found.share),
        "met": [[met.place, str(met.slip.id)] for met in found.met],
        "missed": list(found.missed),
        "carried": [[one.place, [pair(number) for number in one.key]] for one in found.carried],
    }


def compared(page: Any, items: list[Item]) -> int:
    own = words("en")
    every = [(item, list(tried(item.question))) for item in items]
    found = asked(page, [[key(item.question, own), [list(map(raw, one)) for one in tries]] for item, tries in every])
    count = 0
    for (item, tries), judged in zip(every, found, strict=True):
        for given, one in zip(tries, judged, strict=True):
            result = grade(item, given)
            assert one["marks"] == list(map(mark, result.marks)), (item.id, given)
            assert json.loads(one["answer"]) == json.loads(answers.told(given)), (item.id, given)
            assert one["share"] == pair(result.share)
            assert sorted(one["own"]) == sorted(told(result.own))
            count += len(result.marks)
    return count


def follow(item: Item) -> tuple[Given, ...]:
    """The first number is wrong, and every later one right from what was written before it."""
    known: dict[str, Number] = {}
    given: list[Given] = []
    first = True
    for part in item.question.parts:
        wrote: list[Written] = []
        for cell in part.answer.open if isinstance(part.answer, Grid) else (part.answer,):
            assert isinstance(cell, Numerical)
            values = components(cell.key)
            if first:
                values, first = tuple(number + 1 for number in values), False
            elif cell.follows:
                values = tuple(evaluate(tree, known) for tree in cell.follows)
            known |= dict(zip(cell.names, values, strict=False))
            wrote.append(Written(values))
        given.append(Filled(tuple(wrote)) if isinstance(part.answer, Grid) else wrote[0])
    return tuple(given)


def test_items_made_by_hand(blank: Any, form: Form) -> None:
    assert compared(blank, list(form.items)) > 100


def test_an_exams_points_are_those_of_a_table_of_results(blank: Any, form: Form) -> None:
    """Also those of an option, a step or a cell of several, and what a wrong choice costs."""
    every = [(item.question, [*tried(item.question), (None,) * len(item.question.parts)]) for item in form.items]
    found = asked(blank, [[key(one, words("en")), [list(map(raw, given)) for given in tries]] for one, tries in every])
    shares = set()
    for (question, tries), judged in zip(every, found, strict=True):
        for given, one in zip(tries, judged, strict=True):
            worth = marked(kept(question), list(map(column, given)), Fraction(1, 4)).points
            assert worth is not None
            assert one["won"] == pair(worth), (question.id, given)
            shares.add(worth)
    assert {Fraction(0), Fraction(1), Fraction(-1, 4), Fraction(1, 2)} <= shares


@pytest.mark.slow
def test_families_in_every_kind(blank: Any) -> None:
    """Every fifth source, or all: their items take a while to be drawn."""
    sources = catalog.sources()[:: 1 if ALL else 5]
    asked_as = [(source, level, kind) for source in sources for kind in source.kinds for level in LEVELS]
    held = [one for one in asked_as if one[0].count(*one[1:])]
    drawn = [next(iter(source.draw(level, kind, "1"))) for source, level, kind in held]
    assert compared(blank, [Item(one, Evidence("", ())) for one in drawn]) > 300


@pytest.mark.slow
def test_all_that_follows_from_a_wrong_earlier_number(blank: Any) -> None:
    sources = [source for source in catalog.sources() if isinstance(source, LinkedFamily)]
    drawn = [
        one for source in sources for level in LEVELS for one in islice(source.draw(level, source.kinds[0], "1"), 4)
    ]
    linked = [
        Item(one, Evidence("", ())) for one in drawn if any(part.after for part in one.parts) or one.kind == "grid"
    ]
    every = [(item, follow(item)) for item in linked]
    found = asked(blank, [[key(item.question, words("en")), [list(map(raw, given))]] for item, given in every])
    carried = 0
    for (item, given), (one,) in zip(every, found, strict=True):
        result = grade(item, given)
        assert one["marks"] == list(map(mark, result.marks)), item.id
        carried += sum(len(each.carried) for each in result.marks)
    assert carried >= len(linked) > 20


TYPED = (
    *(
        "1024",
        "1,024",
        "1.024",
        "1 024",
        "x = 1024",
        "(1024)",
        "2^10",
        "1.024e3",
        "1,024e3",
        "2048/2",
        "1024.",
        "−1024",
    ),
    *(
        "1023",
        "1024x",
        "",
        "abc",
        "1/0",
        "1e999",
        "9" * 31,
        "1" + "0" * 30,
        "2 1/2",
        "5/2",
        "2,5",
        ".5",
        "1.825",
        "1,825",
    ),
    *("3 x 8 x 9", "3,8,9", "(3, 8, 9,)", "torch.Size([3, 8, 9])", "1,024,7,7", "1,024,7", "1 x 24 x 7", "3 by 8 by 9"),
    *(
        "3;8;9",
        "1 000 000",
        "1.000.000",
        "1'024",
        "10²",
        "10 ** 2",
        "1,234.5",
        "1.234,5",
        "12,34",
        "0,5 x 1",
        "7,7,7,7,7",
    ),
)
GAPS = (
    Numerical(1024, (handmade.wrong(1023, "a", "One less."),)),
    Numerical(
        1825, (Option(written(Fraction(1825, 1000)), Fraction(1825, 1000), handmade.slip("t", "A thousandth.")),)
    ),
    Numerical(Fraction(1825, 1000)),
    Numerical(Fraction(5, 2), tolerance=Fraction(1, 100)),
    Numerical(-1024),
    Numerical((3, 8, 9)),
    Numerical((1024, 7, 7)),
    Numerical((7, 7)),
)


def test_what_is_typed_is_read_as_in_the_terminal(blank: Any) -> None:
    """Also which of several readings counts, which is what the log gets."""
    own = words("en")
    items = [handmade.answered(handmade.choice(), gap) for gap in GAPS]
    found = asked(blank, [[key(item.question, own), [[[text]] for text in TYPED]] for item in items])
    for gap, judged in zip(GAPS, found, strict=True):
        for text, one in zip(TYPED, judged, strict=True):
            meant = understood(text, gap, {})
            assert (meant is None) is not bool(readings(text, len(components(gap.key))))
            wanted = answers.told([Written(meant.values)]) if meant else "null"
            assert json.loads(one["answer"]) == json.loads(wanted), (gap.key, text)
