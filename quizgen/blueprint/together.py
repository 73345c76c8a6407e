"""What stands in one form."""

from __future__ import annotations

from msgspec import Struct, field

from quizgen.blueprint.asked import Group
from quizgen.blueprint.drawn import Drawing
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.planning import Plan
from quizgen.blueprint.streams import Stream


class Filled(Struct, frozen=True):
    """A place of a slot with its question; ``stream`` is where it came from, None for a pinned one."""

    group: Group
    place: int
    one: Drawing
    stream: Stream | None

    @property
    def name(self) -> str:
        """The place's name."""
        return named(self.group, self.place)


class Together(Struct):
    """What stands in the form with that number, which bears no enemies, and what was planned for it."""

    families: frozenset[str]
    company: Company
    plan: Plan
    number: int
    filled: list[Filled] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)

    def bears(self, one: Drawing) -> bool:
        """Whether a question may stand beside all others; if so, it counts as one of them."""
        return self.marks.isdisjoint(one.marks) and self.company.joined_by(one)

    def add(self, filled: Filled) -> None:
        """A place is filled."""
        self.filled.append(filled)
        self.marks.update(filled.one.marks)


def named(group: Group, place: int) -> str:
    """The name of a place, whatever stands there and however often it was drawn anew."""
    return f"{group.slot.id}/{place}"
