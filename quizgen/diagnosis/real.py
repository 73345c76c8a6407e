"""The real layer for which a wrong value would be right: one argument differs, and all else in the question stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers import Number, Values
from quizgen.answers.values import single, written
from quizgen.diagnosis.explained import near
from quizgen.errors import QuizgenError
from quizgen.layers import Joining, Layer, Network, arguments, branches
from quizgen.math.tree import split_name
from quizgen.model.reasoning import Reasoning, Variant
from quizgen.text import Filling, Text
from quizgen.text.joining import joined
from quizgen.tracing import explained

STEPS: Mapping[str, tuple[int, ...]] = {
    "padding": (1,),
    "stride": (1,),
    "kernel_size": (1, 2),
    "dilation": (1,),
    "output_padding": (1,),
    "bias": (1,),
}
"""By how much an argument may differ, by the names of a point's numbers, if it is not as small as it can be."""
MANIFOLD = ("groups", "in_channels", "out_channels", "channels", "mid_channels", "features_out", "hidden")
"""Numbers that are doubled and halved."""
LEAST = {"padding": 0, "output_padding": 0, "bias": 0}
MOST = {"bias": 1}
_WORDS = re.compile(r"\w+")
_HOLE = re.compile(r"\{(\w+)\}")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


Tolerance: TypeAlias = Callable[[Values], Number]


def real_layer(reasoning: Reasoning, place: int, wrote: Values, tolerance: Tolerance) -> Text | None:
    """``30 would be right for `padding=0`.``; None where no such layer gives what was written.

    ``place`` counts the values of all parts.
    """
    found = elsewhere(reasoning, place, wrote, tolerance)
    return joined((written(single(wrote)), found[1]), " would be right for ") if found else None


def elsewhere(
    reasoning: Reasoning, place: int, wrote: Values, tolerance: Tolerance
) -> tuple[Mapping[str, int], Text] | None:
    """The nearest point where what was written is right, and the argument that differs there."""
    for values in _nearby(reasoning.point):
        try:
            key = reasoning.keys(values)[place]
            if near(key, wrote, tolerance(key)) and (found := _changed(reasoning, values)):
                return values, found
        except (QuizgenError, ValueError, ArithmeticError, LookupError):
            continue  # there is no such layer, or the formula holds for others only
    return None


def _nearby(point: Mapping[str, int]) -> Iterator[Mapping[str, int]]:
    """Points of which one number differs a little, the nearest first."""
    every: list[tuple[int, int, str, int]] = []
    for order, (name, value) in enumerate(point.items()):
        base = split_name(name)[0]
        least, most = LEAST.get(base, 1), MOST.get(base)
        steps = {value + sign * step for step in STEPS.get(base, ()) for sign in (-1, 1)}
        steps |= {least} if base in STEPS or base in MANIFOLD else set()
        if base in MANIFOLD:
            steps |= {2 * value} | ({value // 2} if value % 2 == 0 else set())
        allowed = (other for other in steps - {value} if other >= least and (most is None or other <= most))
        every += [(abs(other - value), order, name, other) for other in allowed]
    for _, _, name, other in sorted(every):
        yield {**point, name: other}


class _Change(Struct, frozen=True):
    """An argument of a layer, by its place in the network, that has another value."""

    place: int
    name: str
    old: object
    new: object


def _changed(reasoning: Reasoning, values: Mapping[str, int]) -> Text | None:
    """The one argument that differs, in words; None where more differs, or nothing that the question shows.

    Raises UsageError where PyTorch takes no such layer.
    """
    here, there = reasoning.variant(reasoning.point), reasoning.variant(values)
    if len(here.networks) != 1 or here.networks.keys() != there.networks.keys():
        return None
    (old,), (new,) = here.networks.values(), there.networks.values()
    layers = [*_flat(old.layers)], [*_flat(new.layers)]
    changes = [*_changes(*layers)]
    if len(changes) != 1 or not (_same_input(old, new, changes[0]) and _shown(here, there, changes[0])):
        return None
    if here.givens != there.givens and not _tells(here.givens, there.givens, changes[0]):
        return None
    explained(new)
    return _words(changes[0], layers[0], branched=any(isinstance(layer, Joining) for layer in old.layers))


def _flat(layers: Sequence[Layer]) -> Iterator[Layer]:
    """The layers in the order in which they run, without those that only join branches."""
    for layer in layers:
        if isinstance(layer, Joining):
            for branch in branches(layer):
                yield from _flat(branch)
        else:
            yield layer


def _changes(old: Sequence[Layer], new: Sequence[Layer]) -> Iterator[_Change]:
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        before, after = arguments(one), arguments(other)
        if type(one) is not type(other):
            raise LookupError("another sort of layer")
        yield from (_Change(place, name, before[name], after[name]) for name in before if before[name] != after[name])


def _same_input(old: Network, new: Network, change: _Change) -> bool:
    """Whether the input is the same, but for the channels that the first layer takes."""
    channels = change.name == "in_channels" and change.place == 0
    return old.input == new.input or (channels and old.input[1:] == new.input[1:])


def _shown(here: Variant, there: Variant, change: _Change) -> bool:
    """Whether the texts differ, and in this argument alone."""
    differing: list[tuple[Filling, Filling]] = []
    for one, other in zip(here.texts, there.texts, strict=True):
        if one.template != other.template or one.values.keys() != other.values.keys():
            return False
        holes = set(_HOLE.findall(one.template))
        every = ((one.values[name], other.values[name]) for name in one.values if name in holes)
        differing += [pair for pair in every if pair[0] != pair[1]]
    return bool(differing) and all(_tells(*pair, change) for pair in differing)


def _tells(one: object, other: object, change: _Change) -> bool:
    """Whether two values differ as the argument does: as that number, or in that one word of a table or a program."""
    old, new = ((value if isinstance(value, tuple) else (value,)) for value in (change.old, change.new))
    pairs = [*zip(old, new, strict=False)]
    if isinstance(one, int):
        return (one, other) in pairs
    words, others = _WORDS.findall(str(one)), _WORDS.findall(str(other))
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    alone = len(words) == len(others) and len(differing) == 1
    return alone and differing[0] in {(str(before), str(after)) for before, after in pairs}


def _words(change: _Change, layers: Sequence[Layer], *, branched: bool) -> Text | None:
    """``padding=0``, and in which layer where several have such an argument."""
    kind = type(layers[change.place])
    alike = [place for place, layer in enumerate(layers) if type(layer) is kind]
    several = sum(change.name in arguments(layer) for layer in layers) > 1
    argument = {"argument": f"{change.name}={change.new}", "kind": kind.__name__}
    if not several:
        return Text("`{argument}`.", argument)
    if branched:
        return None  # layers of branches have no order in which anybody would count them
    if len(alike) == 1:
        return Text("`{argument}` in the `{kind}`.", argument)
    number = alike.index(change.place)
    which = ORDINALS[number] if number < len(ORDINALS) else f"{number + 1}th"
    return Text("`{argument}` in the {which} `{kind}`.", {**argument, "which": which})
