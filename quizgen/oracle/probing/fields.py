"""The receptive fields of a module's calls, from its runs on marks; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizgen.oracle.probing.growing import Runs, grown
from quizgen.oracle.probing.looking import Looked, blind
from quizgen.oracle.probing.profiling import Sight
from quizgen.oracle.probing.repeating import Pattern, Profile


class Field(Struct, frozen=True):
    """One axis: the positions that a unit spans, from unit to unit, and the centre of the first unit's stretch.

    ``whole`` says that a unit sees everything, however long the axis is; the size is then what there is to see.
    """

    size: int
    jump: Fraction | None
    start: Fraction | None
    whole: bool = False


class Told(Struct, frozen=True):
    """What is known of one call: its field along each axis, or the reason why there is none.

    ``through`` names the layers by way of which units see the whole map beside their windows.
    """

    fields: tuple[Field, ...] | None
    through: str = ""
    reason: str = ""

    @property
    def whole(self) -> bool:
        """Whether units see all that there is, along every axis."""
        return bool(self.fields) and all(field.whole for field in self.fields or ())


class Fields:
    """All calls of a module, by name."""

    def __init__(self, module: Any, args: Sequence[Any], options: Mapping[str, Any] | None = None) -> None:
        self._found: Runs = grown(module, args, options or {})
        self._first = self._found.runs[0]
        self._blind = blind(args, options or {})

    def told(self, name: str, shape: tuple[int, ...] | None = None) -> Told:
        """The call of that name, whose output had a shape, the batch left out."""
        found = self._told(name, shape)
        return self._told(name, shape) if found.fields is None and self._settled() else found

    def _settled(self) -> bool:
        """Runs once more on the input as it was given if that may tell more; whether it did."""
        again = self._found.again
        if again is None:
            return False
        self._first = again()
        self._found = replace(self._found, runs=(self._first, *self._found.runs[1:]), again=None)
        return True

    def _told(self, name: str, shape: tuple[int, ...] | None) -> Told:
        sight = self._first.calls.get(name)
        if sight is None:
            reason = self._first.reason
            return Told(None, reason=f"its forward cannot be followed ('{reason}')" if reason else "its calls differ")
        if isinstance(sight, str):
            return Told(None, reason=sight)
        if shape is not None and sight.shape != shape:
            return Told(None, reason="its output has another shape than expected")
        fields = []
        for which in range(len(sight.profiles)):
            found = self._field(name, sight, which)
            if isinstance(found, str) and found.startswith(FEW):
                found = self._endless(name, sight, which) or found
            if isinstance(found, str):
                return Told(None, reason=found)
            fields.append(found)
        if not fields:
            return Told(None, reason=NO_AXES)
        whole = all(field.whole for field in fields)
        return Told(tuple(fields), "" if whole else some(self._last(name, sight).through))

    def _sights(self, name: str) -> list[tuple[Sight, int]]:
        """What each run tells of a call, with the length of its input, as far as it is of the same kind."""
        pairs = zip(self._found.runs, self._found.lengths, strict=True)
        return [(one, length) for run, length in pairs if isinstance(one := run.calls.get(name), Sight)]

    def _last(self, name: str, sight: Sight) -> Sight:
        found = [one for one, _ in self._sights(name) if len(one.shape) == len(sight.shape)]
        return found[-1]

    def _field(self, name: str, sight: Sight, which: int) -> Field | str:
        profile, last = sight.profiles[which], self._last(name, sight)
        if profile.hull is None:
            return self._blind
        low, high = profile.hull
        if len(sight.shape) == 1 and not sight.is_map:
            return Field(high - low + 1, None, None, whole=True)
        end = last.profiles[which]
        if not end.windows or self._alike(name, which):
            return Field(high - low + 1, None, None, whole=True)
        if not (sight.is_map and last.is_map):
            return self._in_any_order(name, sight, which)
        return self._mapped(name, which, profile, end)

    def _in_any_order(self, name: str, sight: Sight, which: int) -> Field | str:
        """Of units that are no map: as wide on longer inputs, or far from as wide as those are; else as on this one."""
        if self._settled() and isinstance(again := self._first.calls.get(name), Sight):
            sight = again
        profile, end = sight.profiles[which], self._last(name, sight).profiles[which]
        if profile.inner.growing and end.inner.growing:
            return GROWING
        sizes = [one.profiles[which].size for one, _ in self._sights(name)[1:]]
        low, high = end.hull or (0, 0)
        if end.size and (not sizes or sizes[-2:] == [end.size] * 2 or 2 * end.size <= high - low + 1):
            return Field(end.size, None, None)
        return _wide(end.size, profile, self._length(which)) or self._small(name, end.inner)

    def _endless(self, name: str, sight: Sight, which: int) -> Field | None:
        """The field as it is where the input is taken to go on beyond its ends.

        Of a forward that takes no longer input it may be all that there is. What units really see has to agree.
        """
        end, profile = self._found.endless().calls.get(name), sight.profiles[which]
        if not isinstance(end, Sight) or profile.hull is None:
            return None
        there, length = end.profiles[which], self._length(which)
        only = self._found.fixed
        if not there.windows or (there.alike and there.hull == _span(there)):
            everything = only and profile.hull == (0, length - 1)
            return Field(length, None, None, whole=True) if everything else None
        if not (sight.is_map and end.is_map):
            return _wide(there.size, profile, length) if only or (there.size or length) < length else None
        pattern = there.pattern
        if pattern is None and only and profile.alike and _span(profile) == profile.hull == (0, length - 1):
            return Field(length, None, None, whole=True)  # of windows with different ends, each is all that there is
        if pattern is None or (profile.windows and not pattern.explains(profile, length)):
            return None
        return Field(pattern.size, pattern.jump, pattern.start)

    def _mapped(self, name: str, which: int, profile: Profile, end: Profile) -> Field | str:
        sights = [one.profiles[which] for one, _ in self._sights(name) if one.is_map]
        pattern: Pattern | None = next((one.pattern for one in sights if one.pattern), None)
        if sights[-1].irregular:
            pattern = None
        if pattern is None and end.irregular and not end.growing and all(one.size == end.size for one in sights[1:]):
            return Field(end.size or 0, None, None)
        if pattern is None:
            return self._small(name, end)
        if profile.windows and not pattern.explains(profile, self._length(which)):
            return IRREGULAR
        return Field(pattern.size, pattern.jump, pattern.start)

    def _length(self, which: int) -> int:
        return self._found.given[which]

    def _alike(self, name: str, which: int) -> bool:
        """Whether all units see the same on every input, or all there is of an axis that takes no other length."""
        every = [one.profiles[which] for one, _ in self._sights(name)]
        if not all(one.windows and one.alike and one.hull == _span(one) for one in every):
            return False
        only = len(self._found.runs) > 1 and every[0].hull == (0, self._length(which) - 1)
        return len(every) > 1 or (only and bool((every[0].border <= 0).all()))

    def _small(self, name: str, end: Profile) -> str:
        """Why a map with windows has no pattern."""
        if (end if len(self._sights(name)) > 1 else end.inner).growing:
            return GROWING
        if end.irregular:
            return IRREGULAR
        run, length = self._stop(name)
        why = run.calls.get(name) if run else None
        if isinstance(why, str):
            tail = f", and on a longer one {why}"
        elif run and run.reason:
            tail = f", and on a longer one its forward stops at '{run.reason}'"
        else:
            tail = f", and so it is on one of {length:,} positions"
        return f"{FEW}{tail}; give a larger --input if its forward takes one"

    def _stop(self, name: str) -> tuple[Looked | None, int]:
        """The first longer run that does not tell of a call, else the longest; with the length of its input."""
        pairs = list(zip(self._found.runs, self._found.lengths, strict=True))[1:]
        failed = [pair for pair in pairs if not isinstance(pair[0].calls.get(name), Sight)]
        if failed:
            return failed[0]
        return pairs[-1] if pairs else (None, self._found.lengths[0])


NO_AXES = "its input has no axes of positions"
GROWING = "each unit sees everything before it, or after it"
FEW = "on this input too few units are away from the border"
IRREGULAR = "its units do not repeat"


def _wide(size: int | None, profile: Profile, length: int) -> Field | None:
    """Of units that span so much on an endless input; no more than there is, where one of this input spans that."""
    if size and size <= length:
        return Field(size, None, None)
    return Field(length, None, None) if size and profile.widest == length else None


def _span(profile: Profile) -> tuple[int, int]:
    return int(profile.first[0]), int(profile.last[0])


def some(names: Sequence[str]) -> str:
    """Names in one word: the first of them, and how many more."""
    if len(names) < 2:
        return names[0] if names else ""
    return f"{names[0]} and {len(names) - 1} more"
