"""The side of the map after a layer of the network, from the map that reaches a layer some steps before it.

The reader goes through the table line by line and takes each result as the next input.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quizgen import oracle
from quizgen.asking.facts import Fact
from quizgen.chains.sizes import chain_lines
from quizgen.formulas.inverse_sizes import ceil_pool_output_size
from quizgen.formulas.sizes import FORMULAS, chained, conv_output_size
from quizgen.layers import Convolution, Network
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.math.tree import Expr
from quizgen.misconceptions import chains
from quizgen.misconceptions import sizes as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import named, sides, told
from quizgen.of_network.family import (
    LAYER,
    NetworkFamily,
    Point,
    instead,
    levels,
    placed,
    where_possible,
)
from quizgen.of_network.places import WINDOW, AskedNetwork, Place, alike, numbered, numbers, windows
from quizgen.of_network.printed import once, reaching, side_of
from quizgen.of_network.tabled import row, stem
from quizgen.space import Params
from quizgen.text import Table, Text
from quizgen.text.nodes import Filling

MOST = 5
STEPS: dict[str, Expr] = {
    **{step: one.tree for step, one in FORMULAS.items()},
    "padded": conv_output_size.tree,
    "ceil": ceil_pool_output_size.tree,
}
POOLS = ("pool", "padded", "ceil")
STEM = """
{described} It goes through {these}

{layers}

How many {sides} does the output of `{name}` have?{axis} `padding` counts what is added on each side.{rounding}
"""
DOWN = " A fraction is rounded down."
UP = " A fraction is rounded down, but up where `ceil_mode` is True, unless the last window would start in the padding."
GIVEN = "Every layer is given what the layer before it made. "
GENERAL = """
With input size $n$, kernel size $kernel_size$, stride $stride$,
padding $padding$ and dilation $dilation$, the output size $o$ is

$$o == floor((n + 2*padding - dilation*(kernel_size - 1) - 1)/stride) + 1$$
"""
LINE = """
`{name_#}`:

$$o_# == floor(({@} + 2*{padding_#} - {dilation_#}*({kernel_size_#} - 1) - 1)/{stride_#}) + 1 == {o_#}$$
"""
CEIL_LINE = """
`{name_#}`, whose last window may hang over the edge but may not start in the padding:

$$windows == ceil(({@} + 2*{padding_#} - {kernel_size_#})/{stride_#}) + 1 == {w_#}$$

$$o_# == min({w_#}, ceil(({@} + {padding_#})/{stride_#})) == {o_#}$$
"""
LINES = {step: CEIL_LINE if step == "ceil" else LINE for step in STEPS}
APART = {step: line.replace("$$windows ==", "$$windows_# ==") for step, line in LINES.items()}
"""The same where several layers round up, each with windows of its own."""


def tree_of(numbered: Sequence[tuple[int, str]], steps: dict[str, Expr] | None = None) -> Trees:
    """The size after layers of some kinds, by their numbers."""
    return (chained(numbered, steps or STEPS),)


def every(shape: Shape) -> list[tuple[int, str]]:
    """All layers, by their numbers from 1."""
    return list(enumerate(shape, 1))


def _same(shape: Shape) -> Trees:
    same = read("ceil(n/stride)")
    return tree_of(every(shape), {step: tree if step in POOLS else same for step, tree in STEPS.items()})


MISCONCEPTIONS = (
    *where_possible(*mistakes.OF_A_LAYER, *mistakes.OF_HOLES),
    instead(chains.SKIPS_POOLS, lambda shape: tree_of([one for one in every(shape) if one[1] not in POOLS])),
    instead(chains.SAME_CONVOLUTIONS, _same),
    instead(chains.SKIPS_LAST, lambda shape: tree_of(every(shape)[:-1]) if len(shape) > 1 else None),
    instead(chains.ONLY_LAST, lambda shape: tree_of(every(shape)[-1:]) if len(shape) > 1 else None),
    chains.ADDED_STRIDES,
)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks for one side after every convolution and pooling layer at which something before it changed the size."""
    before = {place.number: windows(place, MOST) for place in subject.places}
    asked = {number: found for number, found in before.items() if _tells(found, number)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-output-size",
        about="output-size",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: sizes of maps",
        asks="output_size",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(conv_output_size,),
        compose=lambda _, shape: tree_of(every(shape)),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, chain(p)),
        solution=lambda p, _: solution(p, chain(p)),
        network=lambda p: Network(chain(p)[0].before, tuple(one.layer for one in chain(p))),
        givens=lambda p: placed(subject, chain(p)) | told(_axis(subject, chain(p))),
        measure=lambda p: (_measured(chain(p)),),
        tells=lambda p: (*reaching(subject, chain(p)[0]), _same_map(subject, chain(p))),
        seeks=lambda p, key: (*side_of(subject, int(key[0])), _same_map(subject, chain(p))),
        examples=(),
    )


def _axis(subject: AskedNetwork, chain: Sequence[Place]) -> str:
    """The axis that is asked, where they or what reaches them differ."""
    return "" if alike(chain) or subject.axes == 1 else named(subject, _which(chain))


def _tells(chain: Sequence[Place], number: int) -> bool:
    """The layer that is asked is the last one, the size changes, and there is a formula for every step."""
    if not chain or chain[-1].number != number or not _changes(chain):
        return False
    which = _which(chain)
    return not any(getattr(one.layer, "ceil_mode", False) and numbers(one, which)["dilation"] > 1 for one in chain)


def _which(chain: Sequence[Place]) -> int:
    """The axis that is asked: the first one unless it stays as it is."""
    if alike(chain):
        return 0
    sides = tuple(zip(chain[0].before[1:], chain[-1].after[1:], strict=True))
    return next((which for which, (before, after) in enumerate(sides) if before != after), len(sides) - 1)


def _changes(chain: Sequence[Place]) -> bool:
    which = _which(chain)
    return chain[0].before[1 + which] != chain[-1].after[1 + which]


def _changing(chain: Sequence[Place]) -> list[Place]:
    """The layers that change the size along the axis that is asked; the others make no question harder."""
    side = 1 + _which(chain)
    return [one for one in chain if one.before[side] != one.after[side]]


def _same_map(subject: AskedNetwork, chain: Sequence[Place]) -> Fact:
    """One question about the size that a layer made is enough: those after it that keep the size ask the same."""
    return once(subject, _changing(chain)[-1])


def step(place: Place, which: int) -> str:
    """The kind of a layer, by which its formula is found."""
    values, layer = numbers(place, which), place.layer
    if getattr(layer, "ceil_mode", False) and values["dilation"] == 1:
        return "ceil"
    if values["dilation"] > 1:
        return "dilated"
    if isinstance(layer, Convolution):
        return "conv"
    return "padded" if values["padding"] else "pool"


def _point(number: int, chain: Sequence[Place]) -> Point:
    which = _which(chain)
    values = {"n": chain[0].before[1 + which], **numbered(chain, which)}
    shrinks = len(_changing(chain))
    level: Level = "easy" if shrinks == 1 else "medium" if shrinks == 2 else "hard"
    return Point(level, number, tuple(step(one, which) for one in chain), values)


def _stem(subject: AskedNetwork, chain: Sequence[Place]) -> Text:
    which = _which(chain)
    rounds_up = any(getattr(one.layer, "ceil_mode", False) for one in chain)
    ceils = [(str(getattr(one.layer, "ceil_mode", "–")),) if rounds_up else () for one in chain]
    rows = tuple((*row(one, which), *ceil) for one, ceil in zip(chain, ceils, strict=True))
    shown = (*WINDOW, "ceil_mode") if rounds_up else WINDOW
    values: dict[str, Filling] = {
        "layers": Table(("Layer", "Type", *shown), rows, "The layers in their order"),
        "sides": sides(subject, None if alike(chain) else which),
        "name": chain[-1].name,
    }
    words = STEM.replace("{rounding}", UP if rounds_up else DOWN)
    return stem(subject, chain, words, values, _axis(subject, chain))


def solution(p: Params, chain: Sequence[Place]) -> tuple[Text, ...]:
    """Layer by layer."""
    values: dict[str, Filling] = {**p.values}
    before = p["n"]
    for place, (one, tree) in enumerate(zip(chain, _steps(p.shape), strict=True), 1):
        room = before + 2 * p[f"padding_{place}"] - p[f"kernel_size_{place}"]
        values |= {f"name_{place}": one.name, f"w_{place}": -(-room // p[f"stride_{place}"]) + 1}
        before = int(evaluate(tree, p.values))
        values[f"o_{place}"] = before
    general = (GIVEN if len(chain) > 1 else "") + ("" if set(p.shape) == {"ceil"} else GENERAL)
    each = chain_lines(p.shape, APART if p.shape.count("ceil") > 1 else LINES)
    lines = (*([general] if general else ()), *each)
    return tuple(Text(line, values) for line in lines)


@cache
def _steps(shape: Shape) -> tuple[Expr, ...]:
    """For each layer, the size after it."""
    return tuple(tree_of(every(shape)[:count])[0] for count in range(1, len(shape) + 1))


def _measured(chain: Sequence[Place]) -> int:
    which = _which(chain)
    return oracle.output_length([one.layer for one in chain], chain[0].before[1 + which], which)
