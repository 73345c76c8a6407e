"""What slots had before they were drawn anew: the exams with lower numbers of ``redraw`` are drawn, too, if need be.

How many forms were made of these nobody knows, and a form is the same however many there are. So a form avoids what its
slot had in any form up to the end of a block, and where nothing else is left, first what only the last of these had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from msgspec.structs import replace

from quizgen.blueprint.drawn import Drawing, Test
from quizgen.blueprint.slots import Blueprint, Slot
from quizgen.errors import UsageError
from quizgen.space import digest

BLOCK = 8
"""So many forms are looked at together."""
BACK = 10
"""Of what a slot had at higher numbers, only what it had since the last one that this divides is avoided."""

Ids: TypeAlias = frozenset[int]
"""Digests of items' ids."""
Asked: TypeAlias = Iterable[tuple[str, str]]
"""The slot and the id of each question of a form."""


class Run:
    """What a slot had in each form of an exam, drawn when it is asked for; some exams have few forms."""

    def __init__(self, forms: Iterator[Ids]) -> None:
        self._forms = forms
        self._known: list[Ids] = []

    def first(self, number: int) -> Sequence[Ids]:
        """That of so many forms, or of as many as there are."""
        while len(self._known) < number:
            one = next(self._forms, None)
            if one is None:
                break
            self._known.append(one)
        return self._known[:number]


class Had:
    """What a slot had at the numbers of ``redraw`` before its own."""

    def __init__(self, runs: Sequence[Run] = ()) -> None:
        self._runs = tuple(runs)
        self._avoided: dict[int, tuple[Ids, ...]] = {}

    def avoided(self, form: int) -> Sequence[Ids]:
        """What the form with that number avoids: first as much as is known, then less and less, at last nothing."""
        upto = (form // BLOCK + 1) * BLOCK
        if upto not in self._avoided:
            self._avoided[upto] = tuple(dict.fromkeys(map(self.in_first, _fewer(upto))))
        return self._avoided[upto]

    def in_first(self, number: int) -> Ids:
        """All that it had in so many forms."""
        return frozenset[int]().union(*(one for run in self._runs for one in run.first(number)))


NOTHING: Mapping[str, Had] = {}
"""No slot was drawn anew."""


def avoiding(had: Mapping[str, Had], slot: str, form: int) -> Iterator[Test]:
    """Whether a slot did not have a question before; each asks for less than the one before, the last for nothing."""
    every = had[slot].avoided(form) if slot in had else (frozenset[int](),)
    return (partial(_avoids, ids) for ids in every)


def _avoids(ids: Ids, one: Drawing) -> bool:
    return ids.isdisjoint(one.marks)


def _fewer(number: int) -> Iterator[int]:
    """One by one where they are few, else by halves."""
    while number > BLOCK:
        yield number
        number //= 2
    yield from range(number, -1, -1)


def had(blueprint: Blueprint, draw: Callable[[Blueprint, Mapping[str, Had]], Iterator[Asked]]) -> Mapping[str, Had]:
    """What each slot that was drawn anew had, by its id; ``draw`` gives the forms of an exam that avoids so much."""
    return {slot.id: Had([*_runs(blueprint, slot, draw)]) for slot in blueprint.slots if slot.redraw}


def _runs(
    blueprint: Blueprint, slot: Slot, draw: Callable[[Blueprint, Mapping[str, Had]], Iterator[Asked]]
) -> Iterator[Run]:
    """The exams before, in which each avoids what those before it had."""
    runs: list[Run] = []
    for number in numbers(slot.redraw):
        slots = tuple(replace(one, redraw=number) if one.id == slot.id else one for one in blueprint.slots)
        runs.append(Run(_ids(slot, draw(replace(blueprint, slots=slots), {slot.id: Had(runs)}))))
        yield runs[-1]


def numbers(redraw: int) -> Sequence[int]:
    """The numbers before one that it looks at: the first, and those since the last that ten divides.

    Those that one of them looks at are among them.
    """
    return sorted({0, *range(redraw - redraw % BACK, redraw)}) if redraw else ()


class Again:
    """What slots have in spite of being drawn anew: noted form by form, and known when all are drawn."""

    def __init__(self) -> None:
        self._had: defaultdict[str, set[int]] = defaultdict(set)
        self._now: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def asks(self, form: Asked) -> None:
        """What a form asks."""
        for slot, item in form:
            self._now[slot][item] = None

    def asked(self, before: Mapping[str, Had], number: int) -> None:
        """What so many forms asked before."""
        for slot, had in before.items():
            self._had[slot] |= had.in_first(number)

    @property
    def items(self) -> Mapping[str, Sequence[str]]:
        """By the slots that have any."""
        every = {slot: [one for one in self._now[slot] if digest("id", one) in ids] for slot, ids in self._had.items()}
        return {slot: items for slot, items in every.items() if items}


def _ids(slot: Slot, forms: Iterator[Asked]) -> Iterator[Ids]:
    try:
        for form in forms:
            yield frozenset(digest("id", item) for name, item in form if name == slot.id)
    except UsageError:
        return  # that exam had no more forms, which is no fault of this one
