"""The channels after a concatenation of the network's branches.

The reader adds the channels that each branch ends with; pooling and activations keep those that they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from quizgen import oracle
from quizgen.asking.facts import Fact
from quizgen.formulas.blocks import concatenated_channels
from quizgen.layers import SHAPELESS, Convolution, Network, Padding, Parallel, Transposed
from quizgen.math.tree import Call, Expr, Num, Op, Sym
from quizgen.misconceptions import blocks as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level, Values
from quizgen.of_network.about_one import identified
from quizgen.of_network.family import LAYER, NetworkFamily, Point, called_again, instead, levels, placed, worded
from quizgen.of_network.lines import spelled
from quizgen.of_network.places import AskedNetwork, Place
from quizgen.of_network.printed import READERS, channels_of, reaching, read_by
from quizgen.space import Params
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

STEM = """
In {title}, with an input of {input}, a map of {size} goes through each of these branches; the maps that they give are
concatenated along the channels.

{layers}

How many channels does the result, `{name}`, have?
"""
WORDS = """
Each branch gives the channels of its last convolution, or those of its input where it has none, and concatenation puts
them one after the other:

$$out_channels == {sum} == {{key}}$$
"""
SHORT = 4


def _outs(shape: Shape) -> list[Expr]:
    return [Sym(f"out_channels_{place}") for place in range(1, len(shape) + 1)]


def _mids(shape: Shape) -> list[Expr]:
    return [Sym(f"mid_channels_{place}") for place, part in enumerate(shape, 1) if part == "reduced"]


def _sum(parts: Sequence[Expr]) -> Expr:
    return reduce(lambda left, right: Op("+", left, right), parts)


def _plus(*names: str) -> Trees:
    return tuple(Sym(name) for name in names)


def _each_but(shape: Shape, place: int) -> Trees | None:
    rest = [one for number, one in enumerate(_outs(shape)) if number != place]
    return (_sum(rest),) if rest else None


MISCONCEPTIONS = (
    instead(mistakes.LARGEST, lambda shape: (reduce(lambda a, b: Call("max", (a, b)), _outs(shape)),)),
    instead(mistakes.MEAN, lambda shape: (Op("/", _sum(_outs(shape)), Num(len(shape))),)),
    instead(
        mistakes.ADDS_INPUT,
        lambda shape: None if "passed" in shape else (_sum([*_outs(shape), Sym("in_channels")]),),
    ),
    instead(
        mistakes.COUNTS_REDUCTIONS, lambda shape: (_sum([*_outs(shape), *_mids(shape)]),) if _mids(shape) else None
    ),
    instead(
        mistakes.FIRST_LAYERS,
        lambda shape: (_sum([_firsts(place, part) for place, part in enumerate(shape, 1)]),) if _mids(shape) else None,
    ),
    instead(
        mistakes.ONE_REDUCTION, lambda shape: (_sum([*_outs(shape), _mids(shape)[0]]),) if _mids(shape)[1:] else None
    ),
    instead(mistakes.RESIDUAL, lambda _: _plus("in_channels")),
    instead(mistakes.FORGETS_FIRST, lambda shape: _each_but(shape, 0)),
    instead(mistakes.FORGETS_SECOND, lambda shape: _each_but(shape, 1)),
    instead(
        mistakes.EVERYTHING,
        lambda shape: (
            (_sum([*_outs(shape), *_mids(shape), Sym("in_channels")]),)
            if _mids(shape) and "passed" not in shape
            else None
        ),
    ),
)


def _firsts(place: int, part: str) -> Expr:
    return Sym(f"{'mid' if part == 'reduced' else 'out'}_channels_{place}")


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about every concatenation of two branches or more."""
    asked = {place.number: place for place in subject.places if isinstance(place.layer, Parallel)}

    def place(p: Params) -> Place:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-concatenated-channels",
        about="blocks",
        weight="common",
        **identified(subject),
        title=f"{subject.title}: channels after a concatenation",
        asks="channels",
        levels=levels([_point(one) for one in asked.values() if len(one.inside) > 1]),
        formulas=(concatenated_channels,),
        compose=lambda _, shape: (_sum(_outs(shape)),),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, place(p)),
        solution=_solution,
        network=lambda p: Network(place(p).before, (place(p).layer,)),
        measure=lambda p: oracle.output_shape((place(p).layer,), place(p).before)[:1],
        givens=lambda p: placed(subject, (place(p),)),
        tells=lambda p: _told(subject, place(p)),
        seeks=lambda p, _: channels_of(subject, place(p)),
        examples=(),
    )


def _point(place: Place) -> Point:
    values, shape = {"in_channels": place.before[0]}, []
    for number, path in enumerate(place.inside, 1):
        wide = [one.after[0] for one in path if isinstance(one.layer, Convolution | Transposed)]
        values[f"out_channels_{number}"] = path[-1].after[0] if path else place.before[0]
        passed = all(isinstance(one.layer, Padding) for one in path)
        shape.append("reduced" if len(wide) > 1 else "passed" if passed else "plain")
        if len(wide) > 1:
            values[f"mid_channels_{number}"] = wide[0]
    level: Level = "easy" if len(shape) == 2 and "reduced" not in shape else "medium"
    return Point(level, place.number, tuple(shape), values)


def _stem(subject: AskedNetwork, place: Place) -> Text:
    rows = tuple((str(number), _branch(path)) for number, path in enumerate(place.inside, 1))
    table = Table(("Branch", "Layers"), rows, "The branches, their layers from left to right")
    said: dict[str, Filling] = {
        "title": subject.title,
        "input": subject.inputs,
        "size": subject.sized(place.before),
        "name": place.name,
        "layers": table,
    }
    more = called_again((place,))
    return Text(worded(subject, f"{STEM.rstrip()}{more.template}"), {**said, **more.values})


def _told(subject: AskedNetwork, place: Place) -> tuple[Fact, ...]:
    """The map that reaches the branches, and what their layers read."""
    inside = (one for path in place.inside for one in path if isinstance(one.layer, READERS))
    return (*reaching(subject, place), *read_by(subject, inside))


def _branch(path: Sequence[Place]) -> str:
    """A branch in words; of a long one only the last layers."""
    told = [one for one in path if not isinstance(one.layer, SHAPELESS)]
    words = ", ".join(map(_words, told[-SHORT:]))
    return f"…, {words}" if len(told) > SHORT else words or "passes the map on"


def _words(place: Place) -> str:
    layer, called = place.layer, place.kind
    if not isinstance(layer, Convolution | Transposed):
        return called
    return spelled(place, ("kernel_size",)).replace("(", f"({layer.in_channels}, {layer.out_channels}, ", 1)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    parts = " + ".join(f"{{out_channels_{place}}}" for place in range(1, len(p.shape) + 1))
    return (Text(WORDS.replace("{sum}", parts).replace("{{key}}", "{key}"), {**p.values, "key": key[0]}),)
