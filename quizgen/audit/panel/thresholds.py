"""Rules that are learned: one place up to a threshold of some feature, another above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from quizgen.audit.panel.named import Options


def learned(items: Sequence[tuple[Options, int]]) -> Iterator[tuple[str, int, int]]:
    """Each feature's rule, learned on every other item: its name, and its hits among how many of the others."""
    known = [(dict(_features(options)), place) for options, place in items]
    learn, test = known[::2], known[1::2]
    if not test:
        return
    for name in learn[0][0]:
        threshold, low, high = _best([(features[name], place) for features, place in learn])
        hits = sum((low if features[name] <= threshold else high) == place for features, place in test)
        yield f"learned threshold on {name}", hits, len(test)


def _features(options: Options) -> Iterator[tuple[str, Fraction]]:
    """How large the options are, and how they lie to each other."""
    gaps = [b - a for a, b in pairwise(options)]
    yield "smallest", Fraction(options[0])
    yield "largest", Fraction(options[-1])
    yield "largest over smallest", _over(options[-1], options[0])
    for number, (a, b) in enumerate(pairwise(options), start=1):
        yield f"option {number + 1} over option {number}", _over(b, a)
    yield "lower gap over upper gap", Fraction(gaps[0], max(1, gaps[-1]))
    yield "middle gap over all", Fraction(gaps[len(gaps) // 2], max(1, sum(gaps)))


def _over(upper: int, lower: int) -> Fraction:
    return Fraction(upper, max(1, abs(lower)))


def _best(pairs: Iterable[tuple[Fraction, int]]) -> tuple[Fraction, int, int]:
    """Threshold and the places to choose up to it and above it that hit most often."""
    ordered = sorted(pairs)
    above = Counter(place for _, place in ordered)
    below: Counter[int] = Counter()
    best = (max(above.values()), ordered[0][0] - 1, 0, above.most_common(1)[0][0])
    for number, (value, place) in enumerate(ordered):
        below[place] += 1
        above[place] -= 1
        if number + 1 < len(ordered) and ordered[number + 1][0] == value:
            continue
        (low, hits), (high, more) = below.most_common(1)[0], above.most_common(1)[0]
        if hits + more > best[0]:
            best = (hits + more, value, low, high)
    return best[1], best[2], best[3]
