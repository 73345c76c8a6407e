"""How the places of a slot are asked, the same in every form: in one kind each, with one number of options.

A slot without a kind asks choices where its families are usually asked so, else numbers. Authored items are asked with
the number of options that most of them have, so that nobody guesses with better chances than another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.source import Source
from quizgen.blueprint import shortage
from quizgen.blueprint.narrowed import Narrowed, held, inner
from quizgen.blueprint.slots import Slot
from quizgen.blueprint.ways import USUAL, Way, all_of, strata, stratum, way
from quizgen.counting.counts import there
from quizgen.errors import UsageError
from quizgen.model import KINDS, Kind

FEWEST = 3
"""A choice has no fewer options, unless it asks for true or false."""


class Group(Struct, frozen=True):
    """Places of a slot that are asked alike, each by any of these ways; ``places`` are their numbers in the slot."""

    slot: Slot
    kind: Kind
    ways: tuple[Way, ...]
    places: tuple[int, ...]

    @property
    def name(self) -> str:
        """What its families and letters follow from, however often its items were drawn anew."""
        return f"{self.slot.id}/{self._shape}"

    @property
    def path(self) -> str:
        """What its draws follow from, beside seed and blueprint."""
        return f"{self.slot.path}/{self._shape}"

    @property
    def _shape(self) -> str:
        options = {way.options for way in self.ways}
        shape = f"/{options.pop()}" if len(options) == 1 and None not in options else ""
        return f"{self.kind}{shape}"


def groups(slot: Slot) -> tuple[Group, ...]:
    """The slot's places by how they are asked; raises UsageError where nothing of it can be asked."""
    if slot.named or (len(slot.sources) == 1 and slot.sources[0].authored):
        return tuple(_strata(slot))
    return tuple(_in_turn(slot, _pools(slot)))


def _pools(slot: Slot) -> dict[Kind, tuple[Way, ...]]:
    """The ways of each kind that the slot asks; raises UsageError for a kind or a family that it names without any."""
    kinds = slot.kinds or (_default(slot),)
    _require_choices(slot, kinds)
    found = {kind: tuple(_ways(slot, kind)) for kind in kinds}
    for kind, ways in found.items():
        if not ways:
            raise _no_way(slot, kind)
    asked = {way.family for ways in found.values() for way in ways}
    left = [one.id for one in slot.sources if slot.is_pool and one.id not in asked]
    if left:
        told = f"{left[0]} has no {slot.level} items as {' or '.join(kinds)}"
        raise slot.entries.error("families", f"{told} that the slot can ask; leave it out, or write another kind")
    return found


def _require_choices(slot: Slot, kinds: Collection[Kind]) -> None:
    """Raises UsageError for a number of options where nothing offers them."""
    if "options" in slot.entries and "choice" not in kinds:
        able = any("choice" in one.kinds and held(one, slot.level, "choice") for one in slot.sources)
        instead = 'write kind = "choice", or leave it out' if able and not slot.kinds else "leave it out"
        told = f"it is about choices, and the slot asks {' and '.join(kinds)}; {instead}"
        raise slot.entries.error("options", told)


def _no_way(slot: Slot, kind: Kind) -> UsageError:
    """Nothing of the slot can be asked in a kind."""
    if slot.offers(kind) and any(held(one, slot.level, kind) for one in slot.sources):
        return _no_such_size(slot, kind)
    fixed = [one.id for one in slot.sources if isinstance(one, Narrowed) and one.wanted.params]
    if fixed and any(there(inner(one), slot.level, kind) for one in slot.sources):
        few = f"with these parameters too few {kind} items of {fixed[0]} can be made that nobody guesses"
        others = [other for one in slot.sources for other in one.kinds if held(one, slot.level, other)]
        instead = f', or write kind = "{others[0]}"' if others else ""
        return slot.entries.error("params", f"{few}; fix fewer{instead}")
    return slot.entries.error("kind" if slot.kinds else "level", shortage.none(slot.sources, [slot.level], [kind]))


def _no_such_size(slot: Slot, kind: Kind) -> UsageError:
    """Nothing of the slot has as many options as it asks for."""
    whole = [all_of(replace(slot, options=None), source, kind) for source in slot.sources]
    counted = (
        replace(one, held=held(one.cell.source, slot.level, kind)) for one in whole if kind in one.cell.source.kinds
    )
    sizes = sorted({len(question.options) for one in counted for question in one.sample("")})
    have = f"; write options = {sizes[-1]}" if sizes and sizes[-1] >= FEWEST else "; leave it out"
    return slot.entries.error("options", f"no {slot.level} item of the slot has {slot.options} options{have}")


def _default(slot: Slot) -> Kind:
    """A choice where any family is usually asked so, else a number, else what the first one is."""
    if slot.is_pool:
        return _common(slot)
    computed = [source for source in slot.sources if not source.authored]
    usual = {source.usual(slot.level) for source in computed}
    usual |= {"choice" for source in slot.sources if not computed and source.count(slot.level, "choice")}
    for kind in ("choice", "numerical"):
        if kind in usual:
            return kind
    return slot.sources[0].usual(slot.level)


def _common(slot: Slot) -> Kind:
    """The kind in which all families that a slot names can be asked: a choice, else a number, else another."""
    able = [[kind for kind in one.kinds if held(one, slot.level, kind)] for one in slot.sources]
    for kind in KINDS:
        if all(kind in kinds for kinds in able):
            return kind
    each = zip(slot.sources, able, strict=True)
    ways = "; ".join(f"{one.id} as {' or '.join(kinds) or 'nothing'}" for one, kinds in each)
    raise slot.entries.error("families", f"at level {slot.level} they cannot all be asked alike: {ways}; name others")


def _ways(slot: Slot, kind: Kind) -> Iterator[Way]:
    """Each family that is asked in that kind: where none is named, one that is usually asked so."""
    able = [one for one in slot.sources if kind in one.kinds and held(one, slot.level, kind)]
    computed = any(not one.authored for one in able)
    for source in able:
        if source.authored:
            sizes = {options: held for (_, options), held in strata(slot, source, (kind,)).items()}
            options = slot.offers(kind) or USUAL.get(kind, 0) if computed or not sizes else _most(sizes)
            if options in sizes:
                yield stratum(slot, source, kind, options, sizes[options])
        elif slot.kinds or slot.is_pool or len(slot.sources) == 1 or source.usual(slot.level) == kind:
            found = way(slot, source, kind)
            if found:
                yield found


def _most(sizes: Mapping[int, int]) -> int:
    return max(sizes, key=lambda one: (sizes[one], one))


def _in_turn(slot: Slot, pools: Mapping[Kind, tuple[Way, ...]]) -> Iterator[Group]:
    for turn, (kind, ways) in enumerate(pools.items()):
        places = tuple(range(turn, slot.count, len(pools)))
        if places:
            yield Group(slot, kind, ways, places)


def _strata(slot: Slot) -> Iterator[Group]:
    """The places of a file, or of items by their ids: those strata that last longest, choices before others."""
    own = {source.id: strata(slot, source, _asked_as(slot, source)) for source in slot.sources}
    there = sum((Counter(every) for every in own.values()), Counter[tuple[Kind, int]]())
    _require_strata(slot, {kind for kind, _ in there})
    places: dict[tuple[Kind, int], list[int]] = {}
    for place in range(slot.count):
        chosen = max(there, key=lambda one: _lasts(one, there[one], len(places.get(one, ()))))
        places.setdefault(chosen, []).append(place)
    for (kind, options), numbers in places.items():
        with_it = (source for source in slot.sources if (kind, options) in own[source.id])
        ways = [stratum(slot, source, kind, options, own[source.id][kind, options]) for source in with_it]
        yield Group(slot, kind, tuple(ways), tuple(numbers))


def _require_strata(slot: Slot, kinds: Collection[Kind]) -> None:
    """Raises UsageError where nothing is in one of these kinds that the slot names, or no choice is of its size."""
    if slot.options and "choice" not in kinds:
        whole = replace(slot, options=None)
        every = (strata(whole, one, _asked_as(slot, one)) for one in slot.sources)
        if any(kind == "choice" for found in every for kind, _ in found):
            raise slot.entries.error(
                "options", f"no {slot.level} item of the slot has {slot.options} options; leave it out"
            )
    for kind in slot.kinds:
        if kind not in kinds:
            raise _no_way(replace(slot, options=None), kind)
    if not kinds:
        raise slot.entries.error("level", f"{slot.sources[0].id} has no items at level {slot.level}; write another")
    _require_choices(slot, kinds)


def _asked_as(slot: Slot, source: Source) -> Sequence[Kind]:
    """The kinds in which items are asked: each authored one has its own, computed ones have a usual one."""
    return slot.kinds or (source.kinds if source.authored else (source.usual(slot.level),))


def _lasts(stratum: tuple[Kind, int], held: int, taken: int) -> tuple[bool, bool, float, int]:
    """How gladly a stratum is given one more place: if it has an item for it, as a choice, for many forms."""
    kind, options = stratum
    return held > taken, kind == "choice", held / (taken + 1), options
