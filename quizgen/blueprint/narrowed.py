"""A source of which only some points are asked, with choices laid out for these alone, so that nobody guesses better.

The choices of a level are even only as a whole: where most points are left out, what stands beside the key would tell
it. So the options of those that stay are laid out anew, by the same rules. Of layers to choose among only those sets
are asked of which each layer still is the key of one question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.anew import anew
from quizgen.asking.draws import Draw
from quizgen.asking.family import Family
from quizgen.asking.linked.family import LinkedFamily
from quizgen.asking.source import Address, Audited, Source, Weight, not_asked
from quizgen.asking.spaced import KNOWN, REAL
from quizgen.asking.which_layer import WhichFamily
from quizgen.authored import Concepts
from quizgen.blueprint import given
from quizgen.blueprint.fives import fives
from quizgen.blueprint.given import Points
from quizgen.counting.counts import there
from quizgen.decks.dealt import Dealt
from quizgen.decks.exchanged import ExchangedDeck
from quizgen.decks.levels import LevelDeck
from quizgen.decks.made import dealt, deck
from quizgen.model import Kind, Level, Question
from quizgen.space import Dice, Mixed, Permutation


class Wanted(Struct, frozen=True):
    """Which points are asked: all, those with parameters, or these; with ``wide`` choices have five options."""

    params: tuple[tuple[str, object], ...] = ()
    points: Points | None = None
    wide: bool = False

    def __bool__(self) -> bool:
        """Whether it differs from the whole source."""
        return bool(self.params) or self.points is not None or self.wide


class Narrowed(Struct, frozen=True, eq=False, dict=True):
    """A source as far as it is ``wanted``, at one level."""

    inner: Source
    level: Level
    wanted: Wanted

    @cached_property
    def _whole(self) -> Audited:
        return given.whole(self.inner)

    @cached_property
    def _asking(self) -> Source:
        """What asks that is not dealt here: of items in words those that show five options, if these are wished."""
        return self._whole.wide if self.wanted.wide and isinstance(self._whole, Concepts) else self.inner

    @property
    def id(self) -> str:
        """That of the source."""
        return self.inner.id

    @property
    def module(self) -> str:
        """That of the source."""
        return self.inner.module

    @property
    def title(self) -> str:
        """That of the source."""
        return self.inner.title

    @property
    def topic(self) -> str:
        """That of the source."""
        return self.inner.topic

    @property
    def weight(self) -> Weight:
        """That of the source."""
        return self.inner.weight

    @property
    def asks(self) -> str:
        """That of the source."""
        return self.inner.asks

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those of the source."""
        return self.inner.kinds

    @property
    def authored(self) -> bool:
        """That of the source."""
        return self.inner.authored

    @property
    def description(self) -> str:
        """That of the source."""
        return self.inner.description

    def usual(self, level: Level) -> Kind:
        """That of the source."""
        return self.inner.usual(level)

    @cached_property
    def points(self) -> Points:
        """Those that are asked, in some kind."""
        every = self.wanted.points
        if self.wanted.params:
            found = given.with_params(self.inner, self.level, dict(self.wanted.params))
            return found if every is None else tuple(sorted({*found} & {*every}))
        return tuple(range(self._whole.points(self.level))) if every is None else every

    def count(self, level: Level, kind: Kind) -> int:
        """How many items there are at its level of that kind."""
        if level != self.level or kind not in self.kinds:
            return 0
        return len(self._deck or ()) if self._is_dealt(kind) else len(self._asked(kind))

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """Its questions for a seed, no point twice."""
        if level != self.level or kind not in self.kinds:
            return iter(())
        if self._is_dealt(kind):
            every = self._deck.deal(seed, self.id, level) if self._deck else ()
            return Draw(every, self._choice)
        return Draw(self._order(kind, seed), partial(self._at, level, kind, seed))

    def at(self, level: Level, kind: Kind, point: int, seed: str) -> Question:
        """The question about one point; raises UsageError for one that is not asked."""
        if level != self.level or point not in self._set:
            raise not_asked(self, level, kind, point)
        if not self._is_dealt(kind):
            return self._at(level, kind, seed, point)
        choice = self._deck.take(point, Dice("at", seed, self.id, level, point)) if self._deck else None
        if choice is None:
            raise not_asked(self, level, kind, point)
        return self._choice(choice)

    def find(self, item: str) -> Address | None:
        """Where an item stands, if it is one of those that are asked."""
        address = self.inner.find(item)
        there_too = address and address.level == self.level and address.point in self._set
        return address if there_too else None

    @cached_property
    def _set(self) -> frozenset[int]:
        return frozenset(self.points)

    def _is_dealt(self, kind: Kind) -> bool:
        """Whether it is a choice whose options are laid out here; items by their ids keep theirs."""
        laid_out = bool(self.wanted.params) or self.wanted.wide
        return kind == "choice" and laid_out and isinstance(self._whole, Family)

    @cached_property
    def _deck(self) -> ExchangedDeck | LevelDeck | None:
        family = self._whole
        if not isinstance(family, Family) or not family.options[self.level] or "choice" not in family.kinds:
            return None
        here = np.zeros(len(family.levels[self.level]), dtype=np.bool_)
        here[[*self.points]] = True
        return _laid_out(family, self.level, here, wide=self.wanted.wide)

    def _choice(self, one: Dealt) -> Question:
        family = self._whole
        if not isinstance(family, Family):
            raise TypeError("only the choices of numbers are dealt here")
        return self._kept(family.ask(self.level, one.point, one.rank, one.distractors))

    def _at(self, level: Level, kind: Kind, seed: str, point: int) -> Question:
        return self._kept(self._asking.at(level, kind, point, seed))

    def _kept(self, question: Question) -> Question:
        """The question, for which only what is wanted here may stand."""
        alone = question.kin.alone or self.wanted.points is not None
        others = None if alone else partial(anew, partial(self.draw, self.level, question.kind), question.id)
        return replace(question, kin=replace(question.kin, params=self.wanted.params, alone=alone), anew=others)

    def _asked(self, kind: Kind) -> Points:
        """The points that can be asked in that kind."""
        if isinstance(self._whole, LinkedFamily) or kind == "numerical":
            return self.points
        asked = {one: found for one in self.points if (found := given.question(self.inner, self.level, kind, one))}
        if kind == "choice" and self.wanted.params and isinstance(self._whole, WhichFamily):
            return _in_whole_sets(asked)
        return tuple(asked)

    def _order(self, kind: Kind, seed: str) -> Iterator[int]:
        """The points in the seed's order: real layers, and of them common ones, as often as the source asks them."""
        points, family = self._asked(kind), self._whole
        path = (seed, self.id, self.level)
        if not isinstance(family, Family | LinkedFamily):
            return map(points.__getitem__, Permutation(len(points), "points", *path, kind))
        every = np.asarray(points, dtype=np.int64)
        real = family.space(self.level).is_real[every]
        return iter(Mixed(every[real], every[~real], REAL[self.level], *path, looks=family.looks(self.level)))


def _in_whole_sets(asked: Mapping[int, Question]) -> Points:
    """Of questions that offer layers those of sets of which each layer is the key of one of them."""
    sets = {point: frozenset(one.origin.point for one in found.options if one.origin) for point, found in asked.items()}
    keys = Counter(sets.values())
    return tuple(point for point, layers in sets.items() if keys[layers] == len(layers))


def _laid_out(
    family: Family, level: Level, here: npt.NDArray[np.bool_], *, wide: bool
) -> ExchangedDeck | LevelDeck | None:
    """The choices about some points of a family."""
    every = family.table(level)
    table = replace(every, exact=every.exact & here)
    if wide:
        arrays = fives(table, family.levels[level], family.looks(level))
    else:
        arrays = dealt(table, family.levels[level], family.options[level], family.looks(level))
    return deck(arrays, KNOWN[level], REAL[level]) if arrays else None


def inner(source: Source) -> Source:
    """What a source was before it was narrowed."""
    return source.inner if isinstance(source, Narrowed) else source


def held(source: Source, level: Level, kind: Kind) -> int:
    """How many items there are of a kind; of a narrowed source others are not counted, which may take long."""
    return source.count(level, kind) if isinstance(source, Narrowed) else there(source, level, kind)


def wide(source: Source, level: Level) -> Narrowed:
    """The source with five options; see ``fives``."""
    had = source.wanted if isinstance(source, Narrowed) else Wanted()
    return Narrowed(inner(source), level, Wanted(had.params, had.points, wide=True))
