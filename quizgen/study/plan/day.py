"""A day's plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.blueprint.cells import Cell
from quizgen.model import Level

Reason: TypeAlias = Literal["due", "weak", "new", "early"]
"""Why an item comes today: it is due, a mistake of the last days is looked at again, it was never asked (at its level),
or there is still room, or two of a topic have to be parted, before it is due."""


class Planned(Struct, frozen=True):
    """What is asked, and why; ``concepts`` are mistakes that it should give a chance to make, by their ids."""

    cell: Cell
    reason: Reason
    concepts: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The id of the family or file."""
        return self.cell.source.id

    @property
    def topic(self) -> str:
        """The topic's slug."""
        return self.cell.source.topic

    @property
    def level(self) -> Level:
        """The level."""
        return self.cell.level


class Later(Struct, frozen=True):
    """The next day on which anything comes: so many kinds are due then, or none, and it is for new ones."""

    day: date
    due: int


class Day(Struct, frozen=True, kw_only=True):
    """What to do on a day, the ``number``-th on which the learner practises; ``begun`` where he did already.

    ``kinds`` are all sources, ``seen`` those that were ever asked, ``solid`` those that will be known at the exam.
    ``names`` are those of the mistakes that are looked at again, by their ids. ``minutes`` is how long it takes.
    ``later`` is the next day on which there is anything to do, and ``weakest`` the topic to practise until then.
    """

    day: date
    number: int
    begun: bool
    exam: date | None
    kinds: int
    seen: int
    solid: int
    planned: tuple[Planned, ...]
    names: Mapping[str, str]
    minutes: int
    later: Later | None
    weakest: str

    @property
    def first_line(self) -> str:
        """Where the learner stands, and what there is to do today."""
        from quizgen.study.plan.wording import first_line

        return first_line(self)

    @property
    def advice(self) -> str:
        """For whom there is nothing, or nothing more, today: when to come back, and what to practise until then."""
        from quizgen.study.plan.wording import advice

        return advice(self)

    @property
    def coming_back(self) -> str:
        """When to come back, if at all."""
        from quizgen.study.plan.wording import coming_back

        return coming_back(self)

    def of(self, reason: Reason) -> tuple[Planned, ...]:
        """What comes for that reason."""
        return tuple(one for one in self.planned if one.reason == reason)
