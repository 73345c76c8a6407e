"""A set of items that somebody wrote, as an exam or as questions for practice."""

from __future__ import annotations

from collections.abc import Sequence

import click
from msgspec.structs import replace

from quizgen import figures
from quizgen.answers import Concept
from quizgen.cli.sitting.exam import Exam
from quizgen.cli.talk.console import Console
from quizgen.errors import FormulaError, UsageError
from quizgen.model import Figure, Item
from quizgen.reading.advice import advice
from quizgen.sets import asked
from quizgen.sets.reader import Bundle, Told
from quizgen.sets.records import Set
from quizgen.text.joining import joined

MANY = 8
"""So many forms are named where one is to be chosen."""


def chosen(bundle: Bundle, form: str, student: str, console: Console) -> Set:
    """The form of that name or student, or the only one; else it is asked for. Raises UsageError for none of them."""
    if len(bundle.forms) == 1 and not form:
        return bundle.taken(0)
    named = _found(bundle.forms, form or student)
    if named is None and (form or (student and any(one.student for one in bundle.forms))):
        raise _none(bundle, form or student)
    while named is None:
        console.say(lambda: f"{bundle.title} has {len(bundle.forms)} forms{_listed(bundle.forms)}.")
        typed = console.line(lambda: "Which one is yours? Its name, or your number: ")
        if typed and (named := _found(bundle.forms, typed)) is None:
            console.say(lambda: str(_none(bundle, typed)).capitalize())  # noqa: B023 - said at once
    return bundle.taken(named)


def belongs(found: Set, number: str, name: str) -> None:
    """Raises UsageError where the form is another student's, who is not named."""
    whose = found.student
    if whose is None:
        return
    if number and _plain(number) != _plain(whose.number):
        raise UsageError(f"the form that is asked is not that of '{number}': give the number that the roster has")
    if name and _plain(name) != _plain(whose.name):
        raise UsageError(f"the roster has another name than '{name}' for this form: leave --name out")


def _plain(said: str) -> str:
    return said.strip().casefold().lstrip("0")


def _found(forms: Sequence[Told], name: str) -> int | None:
    """The place of the form with that name, or of that student; zeros before a number may be left out."""
    wanted = name.strip().casefold()
    for place, one in enumerate(forms):
        known = {one.form.casefold()} | ({one.student.number.casefold()} if one.student else set())
        if wanted and (wanted in known or wanted.lstrip("0") in {name.lstrip("0") for name in known} - {""}):
            return place
    return None


def _none(bundle: Bundle, name: str) -> UsageError:
    # Whoever mistypes a number is not told those of all others.
    if any(one.student for one in bundle.forms):
        return UsageError(f"no form of '{bundle.title}' is that of '{name}': give the number that the roster has")
    return UsageError(
        f"there is no form '{name}' in '{bundle.title}'; {advice(name, [one.form for one in bundle.forms])}"
    )


def _listed(forms: Sequence[Told]) -> str:
    if any(one.student for one in forms):
        return ", one for each student"
    names = [one.form for one in forms]
    return f": {', '.join(names[:MANY])}{' ...' if len(names) > MANY else ''}"


class Questions:
    """The questions of a set, the first of which is there before the others are read."""

    def __init__(self, found: Set) -> None:
        self._set = found
        self._items: tuple[Item, ...] | None = None
        self._first = _drawable(asked.item(found, 1, lambda _: None))

    def __len__(self) -> int:
        return len(self._set.questions)

    @property
    def first(self) -> Item:
        """The first item, perhaps without the names of concepts."""
        return self._items[0] if self._items else self._first

    def items(self) -> tuple[Item, ...]:
        """All of them; raises QuizgenError, with the key, for one that is none."""
        if self._items is None:
            self._items = tuple(map(_drawable, asked.items(self._set, _concept)))
        return self._items


def _concept(name: str) -> Concept | None:
    """The concept as quizgen knows it."""
    from quizgen.misconceptions.concepts import concepts

    return concepts().get(name)


def _drawable(item: Item) -> Item:
    """The item; what a drawing shows that nobody can draw here stands in words, and others are as they are."""
    asked = item.question
    lost = [figure for figure in asked.figures if not _is_drawn(figure)]
    if not lost:
        return item
    words = [figure.alt for figure in lost if figure.place == "stem"]
    kept = tuple(figure for figure in asked.figures if figure not in lost)
    return replace(item, question=replace(asked, stem=joined([asked.stem, *words], "\n\n"), figures=kept))


def _is_drawn(figure: Figure) -> bool:
    try:
        figures.box(figure)
    except (ArithmeticError, AttributeError, FormulaError, LookupError, TypeError, ValueError):
        return False  # of a kind or with params that this version does not know
    return True


def exam(found: Set, minutes: int, key: str, again: str) -> Exam:
    """The set as an exam; every question of it is read before the clock starts."""
    items = Questions(found).items()
    return Exam(
        set=found,
        questions=tuple(one.question for one in items),
        minutes=minutes,
        key=key,
        again=click.unstyle(again),
        seed="",
        begin=lambda: None,
        items=lambda: items,
    )
