"""What an answered item shows, remark by remark: what the very mistake was, and what is right from one's own numbers.

A page prints them one below the other (``saying.py``), the terminal in lines of its own (``cli/talk/verdicts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from quizgen.answers import (
    Answer,
    Carried,
    Choice,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Met,
    Multiple,
    Numerical,
    Ordering,
    Written,
)
from quizgen.answers.values import single, written
from quizgen.study.session import Result
from quizgen.text import Text
from quizgen.text.joining import joined

if TYPE_CHECKING:
    from quizgen.diagnosis import Diagnosis


class Remark(Struct, frozen=True):
    """What is said at once: a ``head``, the beginning of a sentence, and sentences after it.

    ``worked`` says that these lead to what was written, line by line, ``deeper`` that they are about the cell before,
    ``place`` which prompt they are about.
    """

    head: Text | None
    said: tuple[Text, ...] = ()
    worked: bool = False
    deeper: bool = False
    place: int | None = None


def remarks(answer: Answer, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[Remark]:
    """What is said of an answer that is not right, of which ``found`` was found; without what is right."""
    match answer:
        case Choice() | Ordering():
            yield from (Remark(None, (met.slip.reason,)) for met in mark.met if met.slip.reason)
        case Multiple():
            yield from _chosen(mark)
        case Matching():
            slips = ((number, answer.options[answer.places[number]].slip) for number in mark.missed)
            yield from (Remark(None, (slip.reason,), place=number) for number, slip in slips if slip and slip.reason)
        case Numerical():
            for one in found:
                yield from _explained(one, mark.given, deeper=False)
        case Grid():
            yield from _cells(answer, mark, found)
        case _:
            assert_never(answer)


def _chosen(mark: Mark) -> Iterator[Remark]:
    """The wrong options that were chosen, and the right ones that were not."""
    yield from (_unfitting(met, mark) for met in mark.met)
    known = {met.place for met in mark.met}
    missed = [ascii_lowercase[place] for place in mark.missed if place not in known]
    if missed and mark.given is not None:
        yield Remark(Text("Right, but not chosen: {letters}.", {"letters": ", ".join(missed)}))


def _unfitting(met: Met, mark: Mark) -> Remark:
    words = "{letter}) is right, but not chosen" if met.place in mark.missed else "{letter}) does not fit"
    said = (met.slip.reason,) if met.slip.reason else ()
    return Remark(Text(f"{words}{':' if said else '.'}", {"letter": ascii_lowercase[met.place]}), said)


def _explained(found: Diagnosis, wrote: Given, *, deeper: bool) -> Iterator[Remark]:
    """What the mistake was, how it leads to what was written, and for which layer that would be right."""
    if found.after is not None:
        yield Remark(None, (found.after,), deeper=deeper)
    if found.how and isinstance(wrote, Written):
        head = joined([Text("How you got"), ended(written(single(wrote.values)), ":")], " ")
        yield Remark(head, tuple(found.how), worked=True, deeper=deeper)
    if found.real is not None:
        yield Remark(None, (found.real,), deeper=deeper)


def _cells(answer: Grid, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[Remark]:
    """What was written into each wrong cell, and what the mistake was where it is known."""
    wrote = mark.given.cells if isinstance(mark.given, Filled) else ()
    shown = {one.place: one for one in found}
    for place in mark.missed:
        if cell := wrote[place]:
            value = joined([Text("not"), ended(written(single(cell.values)), ".")], " ")
            yield Remark(joined([answer.heading(place), value], ": "))
            if place in shown:
                yield from _explained(shown[place], cell, deeper=True)


def carried(answer: Answer, mark: Mark, result: Result) -> Iterator[Text]:
    """Which values are right from the learner's own earlier ones, and what they would be from the right ones."""
    for one in mark.carried:
        own = _own(one, result)
        if isinstance(answer, Grid):
            yield joined([answer.heading(one.place), joined([Text("right"), own], " ")], ": ")
        else:
            yield joined([Text("Right"), own], " ")


def _own(one: Carried, result: Result) -> Text:
    """The learner's earlier value where there is but one, and what the key would have been worked from."""
    key = ended(written(single(one.key)), ".")
    changed = {name for name in one.after & result.own.keys() if result.own[name] != result.right[name]}
    asked = [numerical for numerical in result.item.question.numericals if changed & set(numerical.names)]
    if len(asked) != 1:
        return joined([Text("from your own earlier values; with the right ones it would be"), key], " ")
    own, right = (
        written(single(tuple(values[name] for name in asked[0].names))) for values in (result.own, result.right)
    )
    words = [Text("from your"), ended(own, ";"), Text("with the right"), right, Text("it would be"), key]
    return joined(words, " ")


def ended(text: Text, sign: str) -> Text:
    """The text with a sign behind it."""
    return Text(f"{text.template}{sign}", text.values)
