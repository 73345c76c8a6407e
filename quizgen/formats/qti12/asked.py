"""Which of Canvas's question types holds an answer, and what stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.values import components
from quizgen.errors import QuizgenError
from quizgen.formats.qti12.rules import Bounds, bounds, spellings
from quizgen.formats.shuffling import may_shuffle
from quizgen.text.canvas import CANVAS
from quizgen.text.terminal import TERMINAL

BLANKS, MATCHING, NUMERICAL = "fill_in_multiple_blanks_question", "matching_question", "numerical_question"
ONE, SEVERAL, TWO_SIDED = "multiple_choice_question", "multiple_answers_question", "true_false_question"
RESPONSE = "response1"
FIRST = 1000
"""Before the first number that names something on offer: Canvas knows these by numbers of four digits."""
JOINER = "\N{WORD JOINER}"
"""What nobody sees, and what keeps ``<b`` and ``&amp`` from being taken for markup in plain words."""
SIDES = ("true", "false")
"""What Canvas's own true-false questions have; in other languages there are two options."""


_MARKUP = re.compile(r"([<&])(?=[A-Za-z/!?#])")


class Label(Struct, frozen=True):
    """Something on offer, or a right way to write: as HTML or as plain words, and what is said to whoever takes it."""

    ident: str
    words: str
    html: bool = False
    feedback: str = ""


class Field(Struct, frozen=True):
    """A place for one answer, with its labels and which of them is right, as far as only one is.

    ``about`` stands beside it, as HTML or, in a gap, as the gap's name; ``feedback`` is said about any other label.
    """

    ident: str
    labels: tuple[Label, ...]
    right: str = ""
    about: str = ""
    feedback: str = ""


class Asked(Struct, frozen=True):
    """Canvas's question type with its fields, or with the number that is to be typed.

    ``right`` are the right ones of several.
    """

    type: str
    fields: tuple[Field, ...] = ()
    number: Bounds | None = None
    right: frozenset[str] = frozenset()
    shuffled: bool = False

    @property
    def share(self) -> str:
        """What a field counts, in percent."""
        return f"{100 / len(self.fields):.2f}"


def asked(answer: Answer, *, shuffle: bool, prefix: str) -> Asked:
    """How Canvas asks for it; gaps have names that begin with the prefix.

    Neither steps in order nor tables have a type that both Canvas's quizzes read: steps are matched with their places.
    """
    match answer:
        case Choice():
            return _one(answer, shuffle=shuffle)
        case Multiple(options, right_ones):
            labels = _offered(options)
            every = frozenset(labels[place].ident for place in right_ones)
            return Asked(SEVERAL, (Field(RESPONSE, labels),), right=every, shuffled=shuffle and may_shuffle(answer))
        case Numerical() if not isinstance(answer.key, tuple):
            return Asked(NUMERICAL, number=bounds(answer))
        case Numerical() | Grid():
            return gapped((answer,), prefix)
        case Matching():
            return Asked(MATCHING, tuple(_matched(answer)))
        case Ordering():
            return Asked(MATCHING, tuple(_ordered(answer)))
        case unknown:
            assert_never(unknown)


def _one(choice: Choice, *, shuffle: bool) -> Asked:
    labels = _offered(choice.options)
    field = Field(RESPONSE, labels, labels[choice.right].ident)
    if _sides(choice.options):
        return Asked(TWO_SIDED, (field,))
    return Asked(ONE, (field,), shuffled=shuffle and may_shuffle(choice))


def gapped(answers: Iterable[Numerical | Grid], prefix: str) -> Asked:
    """Numbers that are typed into gaps, in reading order; Canvas takes any of a gap's labels for right."""
    numbers = [(number, one.tolerance) for answer in answers for one in cells(answer) for number in components(one.key)]
    fields: list[Field] = []
    count = FIRST
    for place, (number, tolerance) in enumerate(numbers, start=1):
        ways = spellings(number, tolerance)
        labels = tuple(Label(str(ident), way) for ident, way in enumerate(ways, start=count + 1))
        count += len(ways)
        fields.append(Field(f"response_{prefix}{place}", labels, labels[0].ident, f"{prefix}{place}"))
    return Asked(BLANKS, tuple(fields))


def cells(answer: Numerical | Grid) -> tuple[Numerical, ...]:
    """What is to be written: a number or shape, or those of a table."""
    return answer.open if isinstance(answer, Grid) else (answer,)


def _sides(options: Sequence[Option]) -> bool:
    return tuple(TERMINAL.line(option.text).casefold() for option in options) == SIDES


def _offered(options: Sequence[Option]) -> tuple[Label, ...]:
    return tuple(
        Label(str(ident), CANVAS.line(one.text), html=True, feedback=CANVAS.line(one.feedback))
        for ident, one in enumerate(options, start=FIRST + 1)
    )


def _matched(answer: Matching) -> Iterator[Field]:
    """For each prompt all answers, as plain words in a menu; what is said is about what belongs there."""
    labels = _menu([TERMINAL.line(option.text) for option in answer.options])
    for number, (prompt, place) in enumerate(zip(answer.prompts, answer.places, strict=True), start=1):
        said = CANVAS.line(answer.options[place].feedback)
        yield Field(f"response_{number}", labels, labels[place].ident, CANVAS.line(prompt), said)


def _ordered(answer: Ordering) -> Iterator[Field]:
    """For each step a menu of places."""
    labels = _menu([str(place) for place in range(1, len(answer.steps) + 1)])
    for shown, step in enumerate(answer.steps):
        right = labels[answer.places.index(shown)].ident
        yield Field(f"response_{shown + 1}", labels, right, CANVAS.line(step))


def _menu(words: Sequence[str]) -> tuple[Label, ...]:
    """What a menu offers; raises QuizgenError where two look the same without markup."""
    shown = [_MARKUP.sub(f"\\1{JOINER}", " ".join(one.split())) for one in words]
    if len(set(shown)) < len(shown):
        raise QuizgenError(f"two answers look the same in a menu of Canvas: {', '.join(shown)}; word them differently")
    return tuple(Label(str(ident), one) for ident, one in enumerate(shown, start=FIRST + 1))
