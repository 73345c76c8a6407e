"""Strategies that know nothing about convolutions and see only the four options.

An option is seen as a tuple of numbers: the number itself, a pair, or a layer's arguments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

Options: TypeAlias = tuple[int, int, int, int]
Look: TypeAlias = tuple[tuple[int, ...], ...]
Seen: TypeAlias = tuple[Look, int]
Strategy: TypeAlias = Callable[[Options], int]

LIMIT = Fraction(35, 100)
RANK_LOW, RANK_HIGH = Fraction(20, 100), Fraction(30, 100)


def _closest_pair(options: Options) -> int:
    """The place of the lower of the two closest options."""
    gaps = [b - a for a, b in pairwise(options)]
    return gaps.index(min(gaps))


def _closest_to_mean(options: Options) -> int:
    total = sum(options)
    return min(range(4), key=lambda place: (abs(4 * options[place] - total), place))


def _medoid(options: Options) -> int:
    return min(range(4), key=lambda place: (sum(abs(options[place] - other) for other in options), place))


def _lonely(options: Options) -> int:
    def distance(place: int) -> int:
        return min(abs(options[place] - options[other]) for other in range(4) if other != place)

    return max(range(4), key=lambda place: (distance(place), -place))


def _commonest_length(options: Options) -> int:
    lengths = [len(str(value)) for value in options]
    commonest = Counter(lengths).most_common(1)[0][0]
    return lengths.index(commonest)


def _most_shared_digits(options: Options) -> int:
    digits = [Counter(str(value)) for value in options]
    shared = [sum(sum((a & b).values()) for b in digits) for a in digits]
    return shared.index(max(shared))


def _roundest(options: Options) -> int:
    return max(range(4), key=lambda place: (options[place] & -options[place], -place))


def _least_round(options: Options) -> int:
    return min(range(4), key=lambda place: (options[place] & -options[place], place))


def _odd_one_out(options: Options) -> int:
    odd = [value % 2 for value in options]
    rare = min((0, 1), key=lambda parity: (odd.count(parity) or 9, parity))
    return odd.index(rare)


STRATEGIES: dict[str, Strategy] = {
    "smallest": lambda _: 0,
    "second": lambda _: 1,
    "third": lambda _: 2,
    "largest": lambda _: 3,
    "smaller of the two closest": _closest_pair,
    "larger of the two closest": lambda options: _closest_pair(options) + 1,
    "closest to the mean": _closest_to_mean,
    "medoid": _medoid,
    "furthest from its neighbour": _lonely,
    "commonest number of digits": _commonest_length,
    "most shared digits": _most_shared_digits,
    "roundest": _roundest,
    "least round": _least_round,
    "odd one out": _odd_one_out,
}


def _spread(options: Options) -> Fraction:
    return _over(options[3], options[0])


def _over(upper: int, lower: int) -> Fraction:
    return Fraction(upper, max(1, abs(lower)))


FEATURES: dict[str, Callable[[Options], Fraction]] = {
    "smallest": lambda o: Fraction(o[0]),
    "largest": lambda o: Fraction(o[3]),
    "largest over smallest": _spread,
    "second over smallest": lambda o: _over(o[1], o[0]),
    "third over second": lambda o: _over(o[2], o[1]),
    "largest over third": lambda o: _over(o[3], o[2]),
    "lower gap over upper gap": lambda o: Fraction(o[1] - o[0], max(1, o[3] - o[2])),
    "middle gap over all": lambda o: Fraction(o[2] - o[1], max(1, o[3] - o[0])),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The best blind strategy, its share of hits, and the share of each rank."""

    strategy: str
    share: Fraction
    ranks: tuple[Fraction, ...]

    @property
    def passed(self) -> bool:
        """Whether nobody guesses the key from the options."""
        return self.share <= LIMIT and all(RANK_LOW <= rank <= RANK_HIGH for rank in self.ranks)


def judge(items: Sequence[Seen]) -> Verdict:
    """The verdict on items given as what a guesser sees of their four options, and the key's place."""
    ranks = tuple(Fraction(sum(place == rank for _, place in items), len(items)) for rank in range(4))
    shares = {name: Fraction(sum(ranks_hit), len(items)) for name, ranks_hit in _guesses(items)}
    shares |= dict(_learned_rules(items))
    best = max(shares, key=lambda name: shares[name])
    return Verdict(best, shares[best], ranks)


def _guesses(items: Sequence[Seen]) -> Iterator[tuple[str, list[bool]]]:
    """Every named strategy with its hits: on numbers all of them, on layers and pairs each argument by itself."""
    parts = len(items[0][0][0])
    if parts == 1:
        for name, strategy in STRATEGIES.items():
            yield name, [strategy(_numbers(seen, 0)) == place for seen, place in items]
        return
    for place in range(4):
        yield f"option {place + 1}", [right == place for _, right in items]
    for part in range(parts):
        columns = [(_numbers(seen, part), place) for seen, place in items]
        yield f"largest in part {part + 1}", [c.index(max(c)) == place for c, place in columns]
        yield f"smallest in part {part + 1}", [c.index(min(c)) == place for c, place in columns]
    shared = [([sum(a == b for w in seen for a, b in zip(v, w, strict=True)) for v in seen], p) for seen, p in items]
    yield "most shared parts", [s.index(max(s)) == place for s, place in shared]
    yield "fewest shared parts", [s.index(min(s)) == place for s, place in shared]


def _numbers(seen: Look, part: int) -> Options:
    a, b, c, d = (option[part] for option in seen)
    return a, b, c, d


def _learned_rules(items: Sequence[Seen]) -> Iterator[tuple[str, Fraction]]:
    """One-threshold rules on the numbers, for layers and pairs with the options sorted by each argument in turn."""
    parts = len(items[0][0][0])
    for part in range(parts):
        ordered = []
        for seen, place in items:
            order = sorted(range(4), key=lambda option: (seen[option][part], option))
            values = tuple(seen[option][part] for option in order)
            ordered.append((values, order.index(place)))
        prefix = f"part {part + 1}: " if parts > 1 else ""
        yield from ((prefix + name, share) for name, share in _threshold_rules(ordered))  # type: ignore[arg-type]  # 4


def _threshold_rules(items: Sequence[tuple[Options, int]]) -> Iterator[tuple[str, Fraction]]:
    """For each feature, the best rule 'one place up to a threshold, another above it', learned on one half."""
    learn, test = items[::2], items[1::2]
    if not test:
        return
    for name, feature in FEATURES.items():
        threshold, low, high = _learned([(feature(options), place) for options, place in learn])
        hits = sum((low if feature(options) <= threshold else high) == place for options, place in test)
        yield f"learned threshold on {name}", Fraction(hits, len(test))


def _learned(pairs: Iterable[tuple[Fraction, int]]) -> tuple[Fraction, int, int]:
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
