"""Longer and longer inputs, until all that can be told of a module's maps is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial
from operator import mul
from typing import Any

from msgspec import Struct

from quizgen.oracle.probing.looking import Looked, beside, looked
from quizgen.oracle.probing.profiling import Sight
from quizgen.oracle.watching.flow import tensors

ENOUGH, LONGEST = 3000, 60_000
"""Positions that a second input should have, and the most that any has."""
PERIOD = 64
"""Maps of one length more or less by a multiple of it are cut and padded alike by nearly every network."""


class Runs(Struct, frozen=True):
    """The runs of a module, on the input as it was given first; ``lengths`` are the longest axis of each.

    ``given`` are the lengths of all axes of the input as it was given. ``endless`` makes a run on an input of that size
    that is taken to go on beyond its ends. ``again`` runs once more on the input as it was given, where the first run
    took for windows what longer ones take for everything.
    """

    runs: tuple[Looked, ...]
    endless: Callable[[], Looked]
    again: Callable[[], Looked] | None
    lengths: tuple[int, ...]
    given: tuple[int, ...]

    @property
    def fixed(self) -> bool:
        """Whether the forward takes no longer input."""
        return _fixed(self.runs)


def grown(module: Any, args: Sequence[Any], options: Mapping[str, Any]) -> Runs:
    """Runs on the input as it is, on one with some thousand positions, and on ones of four times that.

    Where that makes too large a tensor, one axis at a time is longer. A forward that does not take so much of it, or is
    not told of it, gets one of twice the size, and then one that is longer by a fixed number: some crop by numbers that
    fit no multiple.
    """
    first = looked(module, args, options)
    main = next(tensors([list(args), dict(options)]))
    given = tuple(main.shape[2 if main.is_floating_point() else 1 :])
    found, turns = [first], [_once(given)]
    factors = tuple(_factor(length) for length in given)
    while _open(found) and all(a * b <= max(LONGEST, 2 * a) for a, b in zip(given, factors, strict=True)):
        found.append(looked(module, args, options, factors, first))
        turns.append(factors)
        factors = tuple(4 * one for one in factors)
    each = turns[-1] if len(turns) < 2 else turns[1]
    while len(given) > 1 and max(each) > 2 and _missing(found) and any(run.too_large for run in found[1:]):
        turns.insert(1, each)
        found.insert(1, _one_by_one(module, args, options, each, first))
        if found[1].refused:
            break
        each = tuple(max(2, one // 2) for one in each)
    for less in (4, 2):
        if len(found) > 1 and less < max(turns[1]) and _missing(found):
            turns.insert(1, tuple(min(less, one) for one in turns[1]))
            found.insert(1, looked(module, args, options, turns[1], first))
    if len(found) > 1 and _missing(found):
        turns.insert(1, tuple(_longer(length) for length in given))
        found.insert(1, looked(module, args, options, turns[1], first))
    lengths = tuple(int(max(map(mul, given, one), default=1)) for one in turns)
    return Runs(*_agreed(found, partial(looked, module, args, options)), lengths, given)


def _agreed(
    found: list[Looked], again: Callable[..., Looked]
) -> tuple[tuple[Looked, ...], Callable[[], Looked], Callable[[], Looked] | None]:
    """The runs, the first of which takes for everything what longer ones do, and what makes those that may be needed.

    Where they all stop, the endless one decides: what was made of a size that does not fit may be anything.
    """
    first = found[0]
    if _fixed(found):
        endless = again(endless=True)
        decided = endless.decided
        make: Callable[[], Looked] = partial(_given, endless)
    else:
        decided = max(found[1:], key=lambda run: len(run.decided), default=first).decided
        make = cache(partial(again, forced=decided, endless=True))
    pairs = [pair for one, other in zip(first.decided, decided, strict=False) for pair in zip(one, other, strict=True)]
    if (True, False) in pairs:
        return (again(forced=decided), *found[1:]), make, None
    return tuple(found), make, partial(again, forced=decided) if (False, True) in pairs else None


def _fixed(runs: Sequence[Looked]) -> bool:
    return len(runs) > 1 and all(run.refused for run in runs[1:])


def _given(run: Looked) -> Looked:
    return run


def _one_by_one(
    module: Any, args: Sequence[Any], options: Mapping[str, Any], factors: Sequence[int | Fraction], first: Looked
) -> Looked:
    """What is seen along each axis where it alone is longer."""
    runs = []
    for which, factor in enumerate(factors):
        turn = tuple(factor if one == which else 1 for one in range(len(factors)))
        runs.append(looked(module, args, options, turn, first))
        if runs[-1].reason:
            return Looked(reason=runs[-1].reason)  # along the other axes it is no longer than before
    return beside(runs)


def _once(given: Sequence[int]) -> tuple[int | Fraction, ...]:
    return (1,) * len(given)


def _longer(length: int) -> Fraction:
    """By how much an axis is made longer that gets a fixed number of positions more."""
    return Fraction(length + PERIOD * -(-ENOUGH // PERIOD), length)


def _factor(length: int) -> int:
    """By how much an axis is made longer at first."""
    factor = 2
    while length * factor < ENOUGH:
        factor *= 2
    return factor


def _open(runs: Sequence[Looked]) -> bool:
    """Whether a longer input may tell more: of maps that the last one came to and that had too few units."""
    last = runs[-1]
    for name, sight in last.calls.items():
        if not isinstance(sight, Sight) or len(sight.shape) == 1:
            continue
        if not sight.is_map and len(runs) > 1:
            continue
        for which, one in enumerate(sight.profiles):
            told = any(known(run, name, which) for run in runs)
            if one.windows and not told:
                return True
            if len(runs) == 1 and (last.uneven or not one.windows or sight.through):
                return True
    return False


def known(run: Looked, name: str, which: int) -> bool:
    """Whether a run tells the pattern of a call's map along an axis, or that there is none."""
    sight = run.calls.get(name)
    if not isinstance(sight, Sight):
        return False
    profile = sight.profiles[which]
    return bool(profile.pattern or profile.irregular) if sight.is_map else bool(profile.size)


def _missing(runs: Sequence[Looked]) -> bool:
    """Whether no longer run tells of a call that the first one does, and that is no row of features."""
    for name, sight in runs[0].calls.items():
        if not isinstance(sight, Sight) or len(sight.shape) == 1:
            continue
        if not any(isinstance(run.calls.get(name), Sight) for run in runs[1:]):
            return True
    return False
