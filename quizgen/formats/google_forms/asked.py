"""An item as entries of a form: notes that ask for nothing, and questions of one answer each.

What a form has no question for is asked in several: a match or a place is chosen from a menu, a table is filled in cell
by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct

from quizgen.answers import CORRECT, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.tables import table
from quizgen.formats.plain.spellings import spellings
from quizgen.formats.plain.words import flat, line, whole
from quizgen.model import Item, Part
from quizgen.text import Text
from quizgen.text.lines_of_tables import LINES
from quizgen.text.speech import SPEECH

GAP = "?"
Way: TypeAlias = Literal["RADIO", "CHECKBOX", "DROP_DOWN", "TEXT"]


class Heading(Struct, frozen=True):
    """A line, and what stands below it in further ones."""

    title: str
    below: str = ""


class Entry(Struct, frozen=True):
    """A note, or a question.

    ``right`` are the ways to answer a ``TEXT`` or the right ones of the ``options``. ``rightly`` and ``wrongly`` are
    said about a chosen answer, ``rightly`` about any that is typed.
    """

    heading: Heading
    way: Way | None = None
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    points: Fraction = Fraction(0)
    rightly: str = ""
    wrongly: str = ""


def entries(item: Item) -> list[Entry]:
    """The entries of an item."""
    question = item.question
    drawn = [SPEECH.text(figure.alt) for _, figure in question.drawn("solution")]
    if len(question.parts) == 1:
        (part,) = question.parts
        worked = flat(" ".join([whole(part.solution), *drawn]))
        return list(_part(part, _heading(question.stem), item.points, worked))
    found = [Entry(_heading(question.stem))]
    for place, part in enumerate(question.parts):
        heading = _heading(part.prompt, f"({question.letter(place)}) ")
        last = drawn if place == len(question.parts) - 1 else []
        found += _part(part, heading, item.points_of(place), flat(" ".join([whole(part.solution), *last])))
    return found


def _heading(text: Text, before: str = "") -> Heading:
    """The first paragraph as a line, and all other blocks below it."""
    title, others = LINES.headed(text)
    return Heading(f"{before}{flat(title)}", "\n\n".join(others))


def _part(part: Part, heading: Heading, points: Fraction, worked: str) -> Iterator[Entry]:
    right = _said([line(CORRECT), worked])
    match part.answer:
        case Choice() | Multiple() as answer:
            way: Way = "RADIO" if isinstance(answer, Choice) else "CHECKBOX"
            words = tuple(line(option.text) for option in answer.options)
            key = tuple(words[place] for place in sorted(answer.correct))
            said = [(option.text, slip.feedback) for option in answer.options for slip in option.slips if slip.reason]
            why = [f"{line(about)}: {line(feedback)}" for about, feedback in said]
            yield Entry(heading, way, words, key, points, right, _said([*why, worked]))
        case Numerical() as answer:
            yield _number(answer, heading, points, worked)
        case Matching() as answer:
            yield Entry(heading)
            menu = tuple(line(option.text) for option in answer.options)
            share = points / len(answer.prompts)
            for prompt, option in answer.pairs:
                own = line(option.text)
                wrongly = _said([line(option.feedback), worked])
                yield Entry(Heading(line(prompt)), "DROP_DOWN", menu, (own,), share, right, wrongly)
        case Ordering() as answer:
            yield from _ordered(answer, heading, points, worked)
        case Grid() as answer:
            below = LINES.text(Text("{table}", {"table": table(answer, lambda *_: GAP)}))
            yield Entry(Heading(heading.title, _said([heading.below, below], "\n\n")))
            for place, cell in enumerate(answer.open):
                yield _number(cell, Heading(line(answer.heading(place))), points / len(answer.open), worked)
        case unknown:
            assert_never(unknown)


def _ordered(answer: Ordering, heading: Heading, points: Fraction, worked: str) -> Iterator[Entry]:
    """For each step a menu of places."""
    yield Entry(heading)
    menu = tuple(str(place) for place in range(1, len(answer.steps) + 1))
    right, wrong = _said([line(CORRECT), worked]), _said([line(answer.slip.feedback), worked])
    for shown, step in enumerate(answer.steps):
        key = menu[answer.places.index(shown)]
        yield Entry(Heading(line(step)), "DROP_DOWN", menu, (key,), points / len(menu), right, wrong)


def _number(answer: Numerical, heading: Heading, points: Fraction, worked: str) -> Entry:
    """A number or a shape to be typed; what is said of wrong ones is said to all."""
    slips = ((option.text, option.slip) for option in answer.foreseen)
    why = [f"{line(text)}: {line(slip.reason)}" for text, slip in slips if slip and slip.reason]
    return Entry(heading, "TEXT", (), spellings(answer), points, _said([worked, *why]))


def _said(words: Sequence[str], between: str = " ") -> str:
    return between.join(one for one in words if one)
