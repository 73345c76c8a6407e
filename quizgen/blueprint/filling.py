"""Which questions stand in each form: every place has its own, and yields where others of the form do not bear it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import count

from quizgen.blueprint.asked import Group, groups
from quizgen.blueprint.candidates import candidate, marks
from quizgen.blueprint.digests import Digests
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.matching import assigned, preference
from quizgen.blueprint.naming import form_name
from quizgen.blueprint.pins import pinned
from quizgen.blueprint.room import HELP
from quizgen.blueprint.shortage import items
from quizgen.blueprint.slots import Blueprint
from quizgen.blueprint.streams import Drawing, Stream, Test
from quizgen.blueprint.ways import Way
from quizgen.errors import UsageError
from quizgen.space import digest

APART = "that may not stand beside others of the form (enemies, or a key given away)"


@dataclass(frozen=True, slots=True)
class Filled:
    """A place of a slot with its question; ``stream`` is where it came from, None for a pinned one."""

    group: Group
    place: int
    one: Drawing
    stream: Stream | None


@dataclass
class Together:
    """What stands in one form, which bears no enemies."""

    families: frozenset[str]
    company: Company
    filled: list[Filled] = field(default_factory=list)
    marks: set[int] = field(default_factory=set)

    def bears(self, one: Drawing) -> bool:
        """Whether a question may stand beside all others; if so, it counts as one of them."""
        return self.marks.isdisjoint(one.marks) and self.company.joined_by(one)

    def add(self, filled: Filled) -> None:
        """A place is filled."""
        self.filled.append(filled)
        self.marks.update(filled.one.marks)


class Filling:
    """The forms of an exam, one after the other.

    ``excluded`` are ids of items that no form has. With ``repeat`` a slot whose families are spent starts again.
    """

    def __init__(
        self, blueprint: Blueprint, seed: str, excluded: Collection[str] = (), *, repeat: bool = False
    ) -> None:
        self._path = f"{seed}/{blueprint.id}"
        self._repeat = repeat
        self._groups = [group for slot in blueprint.slots for group in groups(slot)]
        self._order = {slot.id: number for number, slot in enumerate(blueprint.slots)}
        self._preferred = {group.path: preference(group, self._path) for group in self._groups}
        self._families = assigned(self._groups, self._path)
        self._streams: dict[tuple[str, str], Stream] = {}
        self._rounds: Counter[str] = Counter()
        self._again: dict[str, Digests] = {}
        self._given = Digests()
        self._pins = {slot.id: pinned(slot) for slot in blueprint.slots}
        self._barred = {digest("id", name) for name in excluded}
        for every in self._pins.values():
            self._barred.update(*(marks(drawn.question) for drawn in every))

    @property
    def groups(self) -> list[Group]:
        """All places, by how they are asked."""
        return self._groups

    def families(self, group: Group) -> tuple[str, ...]:
        """The family of each place of the group, as long as it has items."""
        return self._families[group.path]

    def forms(self) -> Iterator[Together]:
        """Forms without end; raises UsageError where a place cannot be filled.

        What stands in a form when the next one is asked for was given out.
        """
        for number in count():
            form = self._form(number)
            yield form
            self._note(form.filled)

    def _form(self, number: int) -> Together:
        families = frozenset(name for every in self._families.values() for name in every)
        form = Together(families, Company(families))
        for group in sorted(self._groups, key=_first):
            for turn in range(len(group.places)):
                form.add(self._filled(group, turn, number, form))
        form.filled.sort(key=lambda one: (self._order[one.group.slot.id], one.place))
        return form

    def _filled(self, group: Group, turn: int, number: int, form: Together) -> Filled:
        place = group.places[turn]
        pins = self._pins[group.slot.id]
        if (at := number * group.slot.count + place) < len(pins):
            one = candidate(pins[at].number, pins[at].question, pins[at])
            self._stream(group, self._way(group, self._families[group.path][turn])).natural()
            if not form.bears(one):
                raise group.slot.entries.error(
                    "pin", f"'{one.newcomer.id}' may not stand beside others of the form; pin another"
                )
            return Filled(group, place, one, None)
        if found := self._drawn(group, turn, form):
            return found
        if self._repeat:
            self._start_again(group)
            if found := self._drawn(group, turn, form):
                return found
        raise _spent(group, number, self._apart(group, form))

    def _drawn(self, group: Group, turn: int, form: Together) -> Filled | None:
        """What the place's own family gives, or else another one."""
        for way in self._ways(group, turn, form):
            stream = self._stream(group, way)
            if one := self._next(group, stream, form):
                return Filled(group, group.places[turn], one, stream)
        return None

    def _apart(self, group: Group, form: Together) -> int:
        """How many items of the group are left that the form does not bear."""
        gone = self._gone(group)
        every = (one for way in group.ways for one in self._stream(group, way).waiting)
        return sum(not gone(one) and form.marks.isdisjoint(one.marks) for one in every)

    def _next(self, group: Group, stream: Stream, form: Together) -> Drawing | None:
        gone = self._gone(group)

        natural = stream.natural()
        if natural and not gone(natural) and form.bears(natural):
            return natural
        return stream.found(form.bears, gone)

    def _gone(self, group: Group) -> Test:
        """Whether a question was given out, or is not to be."""
        given = self._again.get(group.path, self._given)
        return lambda one: not (given.isdisjoint(one.marks) and self._barred.isdisjoint(one.marks))

    def _ways(self, group: Group, turn: int, form: Together) -> list[Way]:
        """The place's own family, then those that the form does not have, in the order of the slot."""
        own = self._families[group.path][turn]
        order = self._preferred[group.path]
        present = form.families | {filled.one.newcomer.family for filled in form.filled}
        others = sorted((name for name in order if name != own), key=lambda name: (name in present, order.index(name)))
        return [self._way(group, name) for name in (own, *others)]

    @staticmethod
    def _way(group: Group, family: str) -> Way:
        return next(way for way in group.ways if way.family == family)

    def _stream(self, group: Group, way: Way) -> Stream:
        if (group.path, way.family) not in self._streams:
            again = f"/again {self._rounds[group.path]}" if self._rounds[group.path] else ""
            self._streams[group.path, way.family] = Stream(way, f"{self._path}/{group.path}{again}")
        return self._streams[group.path, way.family]

    def _start_again(self, group: Group) -> None:
        """All families of the places begin anew; each item comes once before one comes again."""
        self._rounds[group.path] += 1
        self._again[group.path] = Digests()
        for way in group.ways:
            self._streams.pop((group.path, way.family), None)

    def _note(self, filled: list[Filled]) -> None:
        """Remembers what a form has, when nothing of it is replaced any more."""
        for one in filled:
            self._given.update(one.one.marks)
            if one.group.path in self._again:
                self._again[one.group.path].update(one.one.marks)

    def instead(self, form: Together, at: int, name: object, wanted: Test) -> Drawing | None:
        """Another question for a place of a form that is ``wanted`` and may stand there, if one is soon found.

        Which one follows from the place and the ``name`` of what is wished.
        """
        out = form.filled[at]
        if out.stream is None:
            return None
        gone = self._gone(out.group)
        had = out.one.content.question
        found = out.stream.instead(name, lambda one: wanted(one) and not gone(one) and form.bears(one), had)
        if found:
            form.marks.update(found.marks)
        return found


def _first(group: Group) -> tuple[bool, bool, int]:
    """Items by their ids come first, then files of items, since they have the least to choose from.

    Then an order follows that no place decides.
    """
    authored = all(way.cell.source.authored for way in group.ways)
    return not group.slot.named, not authored, digest(group.path)


def _spent(group: Group, number: int, apart: int) -> UsageError:
    names = ", ".join(way.family for way in group.ways[:3])
    left = f" and {len(group.ways) - 3} more" if len(group.ways) > 3 else ""
    have = f"{names}{left} {'has' if len(group.ways) == 1 else 'have'} no more at level {group.slot.level}"
    asked = f"form {form_name(number)} asks for {items(group.slot.count)}, but {have}"
    others = f", and {apart:,} {APART}" if apart else ""
    return group.slot.entries.error("count", f"{asked} as {group.kind} that no other place took{others}; {HELP}")
