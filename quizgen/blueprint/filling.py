"""Which questions stand in each form: every place has its own, and yields where others of the form do not bear it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from copy import copy
from functools import cached_property
from itertools import count

from quizgen.blueprint.arranging import choice, is_free
from quizgen.blueprint.asked import Group, groups
from quizgen.blueprint.before import NOTHING, Had, avoiding
from quizgen.blueprint.candidates import candidate, marks, parameters
from quizgen.blueprint.drawn import Drawing, Drawn, Test, drawing
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.followed import Earlier, Keyed
from quizgen.blueprint.matching import assigned, preference
from quizgen.blueprint.pins import pinned
from quizgen.blueprint.planning import Plan, Planning
from quizgen.blueprint.room import spent
from quizgen.blueprint.seeking import sought, wishes
from quizgen.blueprint.slots import Blueprint
from quizgen.blueprint.streams import Shape, Stream, shape
from quizgen.blueprint.together import Filled, Together, named
from quizgen.blueprint.ways import LASTING, Way
from quizgen.space import digest
from quizgen.space.digests import Digests

SPARE = 3
"""So many questions of a family are a place's own in a form, of which it has one."""


class Filling:
    """The forms of an exam, one after the other.

    ``excluded`` are ids of items that no form has; what a slot ``had`` before it was drawn anew it avoids as far as it
    can. With ``repeat`` a slot whose families are spent starts again.
    """

    def __init__(
        self,
        blueprint: Blueprint,
        seed: str,
        excluded: Collection[str] = (),
        *,
        repeat: bool = False,
        had: Mapping[str, Had] = NOTHING,
    ) -> None:
        self._path = f"{seed}/{blueprint.id}"
        self._repeat = repeat
        self._had = had
        self._groups = [group for slot in blueprint.slots for group in groups(slot)]
        self._order = {slot.id: number for number, slot in enumerate(blueprint.slots)}
        self._preferred = {group.name: preference(group, self._path) for group in self._groups}
        self._followed = blueprint.followed
        self._families = assigned(
            self._groups, self._path, followed=dict(*(one.families for one in self._followed[-1:]))
        )
        self._shapes: dict[tuple[str, str], Shape] = {}
        self._begin(self._path)
        self._pins = {slot.id: pinned(slot) for slot in blueprint.slots}
        self._barred = {digest("id", name) for name in excluded}
        for every in self._pins.values():
            self._barred.update(*(marks(drawn.question) for drawn in every))
        self._shuffled = blueprint.order == "shuffled"

    def _begin(self, path: str, spare: int = SPARE) -> None:
        """Nothing was drawn yet, and draws follow from that path."""
        self._drawn_from, self._spare = path, spare
        self._streams: dict[tuple[str, str], Stream] = {}
        self._rounds: Counter[str] = Counter()
        self._began: Counter[str] = Counter()
        self._again: dict[str, Digests] = {}
        self._given = Digests()
        self._taken: Counter[tuple[str, str]] = Counter()
        self._parameters: defaultdict[str, Digests] = defaultdict(Digests)

    def alone(self, name: str, had: Mapping[str, Had] = NOTHING) -> tuple[Filling, Together]:
        """The form of that name, which follows from it and from no other form, and what can give it other questions.

        It avoids what it ``had`` itself.

        Slots have the same families, options and solution steps as in all forms, and what they pin for the first one.
        Where forms are shuffled it is.
        """
        own = copy(self)
        own._had = had  # noqa: SLF001 - it is one of us
        own._begin(f"{self._path}/{name}", spare=1)  # noqa: SLF001 - it is one of us
        planning = self._planning(f"{self._path}/{name}")
        return own, own._form(0, planning.next(1, self._fixed(0)))  # noqa: SLF001 - it is one of us

    @property
    def groups(self) -> list[Group]:
        """All places, by how they are asked."""
        return self._groups

    def families(self, group: Group) -> tuple[str, ...]:
        """The family of each place of the group, as long as it has items."""
        return self._families[group.name]

    def forms(self) -> Iterator[Together]:
        """Forms without end, in the order in which they ask; raises UsageError where a place cannot be filled.

        What stands in a form when the next one is asked for was given out.
        """
        planning = self._planning(self._path)
        for number in count():
            form = self._form(number, planning.next(number, self._fixed(number)))
            yield form
            self._note(form.filled)

    def _planning(self, path: str) -> Planning:
        return Planning(self._places, path, shuffled=self._shuffled, followed=self._followed)

    @property
    def earlier(self) -> Earlier:
        """What an exam needs that follows this one."""
        return Earlier(tuple(self._places), self._families, self._shuffled)

    @cached_property
    def _places(self) -> list[Keyed]:
        """All places, in the order of the blueprint."""
        every = [
            (self._order[group.slot.id], place, self._keyed(group, place, way))
            for group in self._groups
            for place, way in zip(group.places, self._own_ways(group), strict=True)
        ]
        return [keyed for *_, keyed in sorted(every, key=lambda one: one[:2])]

    def _keyed(self, group: Group, place: int, way: Way) -> Keyed:
        return Keyed(named(group, place), self._shape(group, way).keys, group.slot.section)

    def _form(self, number: int, plan: Plan) -> Together:
        families = frozenset(name for every in self._families.values() for name in every)
        form = Together(families, Company(families), plan, number)
        for group in sorted(self._groups, key=_first):
            for turn in range(len(group.places)):
                form.add(self._filled(group, turn, number, form))
        order = {name: place for place, name in enumerate(form.plan.order)}
        form.filled.sort(key=lambda one: order[one.name])
        return form

    def _fixed(self, number: int) -> Mapping[str, int]:
        """The letters of a form's pinned questions that can have no other one."""
        pinned_ones = {
            named(group, place): choice(one.question)
            for group in self._groups
            for place in group.places
            if (one := self._pinned(group, place, number))
        }
        return {name: one.right for name, one in pinned_ones.items() if one and not is_free(one)}

    def _pinned(self, group: Group, place: int, number: int) -> Drawn | None:
        pins = self._pins[group.slot.id]
        at = number * group.slot.count + place
        return pins[at] if at < len(pins) else None

    def _filled(self, group: Group, turn: int, number: int, form: Together) -> Filled:
        place = group.places[turn]
        if pin := self._pinned(group, place, number):
            one = candidate(pin.number, pin.question, pin)
            if not form.bears(one):
                raise group.slot.entries.error(
                    "pin", f"'{one.newcomer.id}' may not stand beside others of the form; pin another"
                )
            return Filled(group, place, one, None)
        if found := self._drawn(group, turn, number, form):
            return found
        if self._repeat:
            self._start_again(group, number)
            if found := self._drawn(group, turn, number, form):
                return found
        raise spent(group, number, self._apart(group, form))

    def _drawn(self, group: Group, turn: int, number: int, form: Together) -> Filled | None:
        """The question that is the place's own, or else what comes closest to it."""
        place = group.places[turn]
        own, gone = self._stream(group, self._own_ways(group)[turn]), self._gone(group)
        letter = form.plan.letters[named(group, place)]
        every = own.own(self._numbers(group, turn, number), letter)
        fresh = self._fresh(group)
        name = f"{named(group, place)}/{number}/{letter}" if len(every) == self._spare else ""
        for avoids in avoiding(self._had, group.slot.id, number):
            for one in map(drawing, every):
                if not gone(one) and fresh(one) and avoids(one) and form.bears(one):
                    return Filled(group, place, one, own)
            for wanted in wishes(letter, own.shape.steps, fresh, name):
                for way in self._ways(group, turn, form):
                    stream = self._stream(group, way)
                    if found := sought(stream, wanted, form, gone, avoids):
                        return Filled(group, place, found, stream)
        return None

    def _own_ways(self, group: Group) -> list[Way]:
        return [self._way(group, family) for family in self._families[group.name]]

    def _numbers(self, group: Group, turn: int, number: int) -> range:
        """Which questions of its family are a place's own: no other place of the group has them in any form."""
        families = self._families[group.name]
        before = (number - self._began[group.path]) * families.count(families[turn])
        at = self._spare * (before + families[:turn].count(families[turn]))
        return range(at, at + self._spare)

    def _apart(self, group: Group, form: Together) -> int:
        """How many items of the group are left that the form does not bear."""
        gone = self._gone(group)
        every = (one for way in group.ways for one in self._stream(group, way).waiting)
        return sum(not gone(one) and form.marks.isdisjoint(one.marks) for one in every)

    def _gone(self, group: Group) -> Test:
        """Whether a question was given out, or is not to be."""
        given = self._again.get(group.path, self._given)
        return lambda one: not (given.isdisjoint(one.marks) and self._barred.isdisjoint(one.marks))

    def _fresh(self, group: Group) -> Test:
        """Whether no form before gave the same parameters in the slot; where items may come again, these may, too."""
        given = self._parameters[group.slot.id]
        return lambda one: self._repeat or given.isdisjoint(parameters(one.content.question))

    def _ways(self, group: Group, turn: int, form: Together) -> list[Way]:
        """The place's own family, then those that the form does not have.

        Of these such as are soon spent come last, and first of them those with most items left.
        """
        own = self._families[group.name][turn]
        order = self._preferred[group.name]
        present = form.families | {filled.one.newcomer.family for filled in form.filled}
        left = {way.family: way.held - self._taken[group.path, way.family] for way in group.ways}
        others = sorted(
            (name for name in order if name != own),
            key=lambda name: (name in present, -min(left[name], LASTING), order.index(name)),
        )
        return [self._way(group, name) for name in (own, *others)]

    @staticmethod
    def _way(group: Group, family: str) -> Way:
        return next(way for way in group.ways if way.family == family)

    def _stream(self, group: Group, way: Way) -> Stream:
        if (group.path, way.family) not in self._streams:
            again = f"/again {self._rounds[group.path]}" if self._rounds[group.path] else ""
            path = f"{self._drawn_from}/{group.path}{again}"
            self._streams[group.path, way.family] = Stream(way, self._shape(group, way), path)
        return self._streams[group.path, way.family]

    def _shape(self, group: Group, way: Way) -> Shape:
        """It is the same however often the place's items are drawn anew."""
        if (group.name, way.family) not in self._shapes:
            self._shapes[group.name, way.family] = shape(way, f"{self._path}/{group.name}")
        return self._shapes[group.name, way.family]

    def _start_again(self, group: Group, number: int) -> None:
        """All families of the places begin anew; each item comes once before one comes again."""
        self._rounds[group.path] += 1
        self._began[group.path] = number
        self._again[group.path] = Digests()
        for way in group.ways:
            self._streams.pop((group.path, way.family), None)

    def _note(self, filled: list[Filled]) -> None:
        """Remembers what a form has, when nothing of it is replaced any more."""
        for one in filled:
            self._given.update(one.one.marks)
            self._taken[one.group.path, one.one.newcomer.family] += 1
            self._parameters[one.group.slot.id].update(parameters(one.one.content.question))
            if one.group.path in self._again:
                self._again[one.group.path].update(one.one.marks)

    def instead(self, form: Together, at: int, name: object, wanted: Test) -> Drawing | None:
        """Another question for a place of a form that is ``wanted`` and may stand there, if one is soon found.

        Which one follows from the place and the ``name`` of what is wished.
        """
        out = form.filled[at]
        if out.stream is None:
            return None
        gone, fresh = self._gone(out.group), self._fresh(out.group)
        had, avoids = out.one.content.question, next(avoiding(self._had, out.group.slot.id, form.number))
        found = out.stream.instead(
            name,
            lambda one: wanted(one) and not gone(one) and fresh(one) and avoids(one) and form.bears(one),
            had,
        )
        if found:
            form.marks.update(found.marks)
        return found


def _first(group: Group) -> tuple[bool, bool, int]:
    """Items by their ids come first, then files of items, since they have the least to choose from.

    Then an order follows that no place decides.
    """
    authored = all(way.cell.source.authored for way in group.ways)
    return not group.slot.named, not authored, digest(group.name)
