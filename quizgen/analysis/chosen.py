"""Which answers were given to an item, and whether those who gave them did well elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.analysis.found import Chosen
from quizgen.analysis.intervals import correlation, share
from quizgen.analysis.taken import Answered
from quizgen.marking.records import PartKept
from quizgen.marking.values import values

COMMON = 0.05
"""The share of a class from which on a written value is told of."""


class Offered(Struct, frozen=True):
    """An answer that can be given: a letter or a value, its text, and what it comes from."""

    label: str
    text: str
    correct: bool
    misconception: str | None


def chosen(answers: Sequence[Answered]) -> list[Chosen]:
    """The options of each part, or the values that were written often."""
    return [one for place in range(len(answers[0].question.parts)) for one in _of_part(answers, place)]


def _of_part(answers: Sequence[Answered], place: int) -> Iterator[Chosen]:
    part = answers[0].question.parts[place]
    known = [one for one in answers if one.mark.parts[place].state != "doubtful"]
    if part.kind in {"choice", "multiple"}:
        given = [frozenset(part.options[one].letter for one in row.mark.parts[place].ticked) for row in known]
        every = [Offered(one.letter, one.text, one.correct, one.misconception) for one in part.options]
    elif part.kind == "numerical":
        given = [_value(row, place, part) for row in known]
        every = list(_values(part, given))
    else:
        return
    for one in every:
        took = [float(one.label in labels) for labels in given]
        yield Chosen(
            part=part.part,
            answer=one.label,
            text=one.text,
            correct=one.correct,
            misconception=one.misconception,
            chosen=int(sum(took)),
            share=share(took),
            discrimination=correlation(took, [row.rest for row in known]),
        )


def _value(answer: Answered, place: int, part: PartKept) -> frozenset[str]:
    """The number that was written, one way for all ways of writing it; the key where it is that as far as is asked."""
    mark = answer.mark.parts[place]
    if mark.state == "right" and not mark.carried:
        return frozenset([_said(values(part.key))])
    return frozenset([_said(mark.wrote)]) if mark.wrote else frozenset()


def _values(part: PartKept, given: Sequence[frozenset[str]]) -> Iterator[Offered]:
    """The key, then values that were written often, and which mistake gives them."""
    key = _said(values(part.key))
    yield Offered(key, key, correct=True, misconception=None)
    foreseen = {_said(values(option.value)): option.misconception for option in part.options if values(option.value)}
    times = Counter(label for labels in given for label in labels)
    for label, many in sorted(times.items(), key=lambda one: (-one[1], one[0])):
        if label != key and many > 1 and many >= COMMON * len(given):
            yield Offered(label, label, correct=False, misconception=foreseen.get(label))


def _said(numbers: Sequence[object]) -> str:
    return " × ".join(map(str, numbers))
