"""Answers given one by one: what each of a field is worth, and what is shown for it alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct, field

from quizgen.foreign.judged.fields import Field
from quizgen.foreign.judged.playing import NOTHING, Played, Plays, UnknownError

MOST, MOST_STEPS = 1500, 500_000
"""Answers of an item that are tried, and conditions that are looked at in all."""
UNFORESEEN = "987654321.0123"
"""A number, and a word, that nobody foresees."""
ZERO = Fraction(0)


class Tried(Struct, frozen=True):
    """The answers of a field: the right one, what all are worth beside it, and what is shown for each.

    ``full`` is what the right answer gives by itself; ``other`` is shown for an answer that nobody foresees.
    """

    right: tuple[str, ...]
    full: Fraction
    gains: Mapping[str, Fraction]
    shown: Mapping[str, frozenset[str]]
    other: frozenset[str]
    alone: frozenset[str]
    """Shown where this field alone is answered rightly."""
    spoiled: frozenset[str]
    """Shown where something wrong stands beside the right ones."""
    left: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Shown for each of several as long as it is not chosen."""


class Trials(Struct, frozen=True):
    """All fields, and what no answer and the right answers to all give."""

    fields: tuple[Tried, ...]
    nothing: Played
    everything: Played
    most: Fraction
    weights: tuple[Fraction, ...]
    """The points of each field."""

    @property
    def always(self) -> frozenset[str]:
        """What is shown whatever is answered."""
        found = self.nothing.shown & self.everything.shown
        for one in self.fields:
            found = found.intersection(one.other, *one.shown.values())
        return found

    @property
    def seen(self) -> frozenset[str]:
        """What is shown for any answer that was tried."""
        found = self.nothing.shown | self.everything.shown
        for one in self.fields:
            found = found.union(one.other, one.alone, one.spoiled, *one.shown.values(), *one.left.values())
        return found

    @property
    def whole(self) -> bool:
        """Whether points are given for all fields together only."""
        return len(self.fields) > 1 and not any(one.full for one in self.fields)


def trials(player: Plays, fields: Sequence[Field]) -> Trials:
    """Tries all; raises UnknownError where something is not read."""
    count = sum(len(one.answers) + 1 for one in fields)
    if count > MOST or count * len(player.conditions) > MOST_STEPS:
        raise UnknownError("so many answers and conditions")
    nothing = player.played(NOTHING)
    tried = tuple(_tried(player, one, nothing) for one in fields)
    every = {field.ident: one.right for field, one in zip(fields, tried, strict=True) if one.right}
    everything = player.played(every)
    total = everything.score - nothing.score
    losses = [
        ZERO if one.full else _loss(player, every, field.ident, everything)
        for field, one in zip(fields, tried, strict=True)
    ]
    return Trials(tried, nothing, everything, max(player.most or ZERO, total), tuple(_weights(tried, losses, total)))


def _loss(player: Plays, every: Mapping[str, tuple[str, ...]], ident: str, everything: Played) -> Fraction:
    """What is lost where this field alone is not answered."""
    without = player.played({name: answers for name, answers in every.items() if name != ident})
    return max(ZERO, everything.score - without.score)


def _weights(tried: Sequence[Tried], losses: list[Fraction], total: Fraction) -> Iterator[Fraction]:
    """The points of each field: its own, or its part of those that are given for several together."""
    rest = max(ZERO, total - sum((one.full for one in tried), ZERO))
    lost = sum(losses, ZERO)
    for one, loss in zip(tried, losses, strict=True):
        yield one.full or (rest * loss / lost if lost else ZERO)


def _tried(player: Plays, place: Field, nothing: Played) -> Tried:
    single = {one: player.played({place.ident: (one,)}) for one in place.answers} if place.kind != "order" else {}
    gains = {one: played.score - nothing.score for one, played in single.items()}
    right = _right(place, gains)
    whole = player.played({place.ident: right}) if right else nothing
    other = player.played({place.ident: _other(place, right)}).shown
    spoiled: frozenset[str] = whole.shown
    if place.kind in {"several", "pairs"} and right:
        for one in place.answers:
            if one not in right:
                with_it = player.played({place.ident: (*_beside(place, right, one), one)})
                gains[one] = with_it.score - whole.score
                spoiled = with_it.shown
    left = _left(player, place, right) if place.kind == "several" else {}
    missing = {one: frozenset[str]().union(*(shown for two, shown in left.items() if two != one)) for one in single}
    shown = {one: played.shown - missing[one] for one, played in single.items()}
    return Tried(right, whole.score - nothing.score, gains, shown, other, whole.shown, spoiled, left)


def _left(player: Plays, place: Field, right: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """What is shown for each right label as long as it is not chosen, and not for another: where all others are."""
    whole = player.played({place.ident: place.answers}).shown
    found = {}
    for one in right:
        others = tuple(two for two in place.answers if two != one)
        found[one] = player.played({place.ident: others}).shown - whole if others else frozenset[str]()
    alike = frozenset.intersection(*found.values()) if len(found) > 1 else frozenset[str]()
    return {one: own for one, shown in found.items() if (own := shown - alike)}


def _beside(field: Field, right: tuple[str, ...], wrong: str) -> tuple[str, ...]:
    """The right ones beside which a wrong one can stand: a prompt is matched once."""
    if field.kind != "pairs":
        return right
    prompt = wrong.partition(" ")[0]
    return tuple(one for one in right if one.partition(" ")[0] != prompt)


def _other(field: Field, right: tuple[str, ...]) -> tuple[str, ...]:
    if field.kind == "order":
        return tuple(reversed(right))
    return (UNFORESEEN,) if field.kind in {"number", "words"} else ()


def _right(field: Field, gains: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The right answer: what gives most, else what is declared."""
    if field.kind == "order":
        return field.right
    if field.kind in {"several", "pairs"}:
        return tuple(one for one, gain in gains.items() if gain > 0) or field.right
    best = max(gains, key=lambda one: gains[one], default="")
    if best and gains[best] > 0:
        return (best,)
    return field.right[:1] or tuple(one.typed for one in field.foreseen[:1])
