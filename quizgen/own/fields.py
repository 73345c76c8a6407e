"""How much of the input a unit sees after a layer of the network, and how far apart neighbouring units look.

The reader goes through the layers from the input on, adds what each kernel covers beyond one position, and multiplies
it by the strides of the layers before.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quizgen import oracle
from quizgen.figures.fields import nested_fields
from quizgen.formulas.receptive_field import longer_jump, stacked, wider_field
from quizgen.layers import AvgPool2d, MaxPool2d, Network
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.model import Figure, Level
from quizgen.own.family import LAYER, OwnFamily, Point, described, digest, levels
from quizgen.own.places import Place, Subject, begins, numbers, windows
from quizgen.space import Params
from quizgen.text import Table, Text

MOST = 10
SHOWN = ("kernel_size", "stride", "dilation")
STEM = """
{described} It goes through these layers, from top to bottom; layers whose units see what the unit before them saw are
left out.

{layers}

How many input pixels does the receptive field of one unit of the output of `{name}` span along one axis, far away from
the border?
"""
SOLUTION = """
Before the first layer a unit spans $receptive_field == 1$ pixel, and neighbouring units are $jump == 1$ pixel apart. A
layer with kernel size $kernel_size$, stride $stride$ and dilation $dilation$ makes of them the new receptive field

$$receptive_field + dilation*(kernel_size - 1)*jump$$

and the new distance $jump*stride$. Layer by layer this gives
"""
LINE = """
$$receptive_field_{0} == {{r_{1}}} + {{dilation_{0}}}*({{kernel_size_{0}}} - 1)*{{j_{1}}} == {{r_{0}}}$$
"""


def family(subject: Subject) -> OwnFamily:
    """Asks for the receptive field after each layer that only convolutions and pooling layers precede, up to ten."""
    every = {place.number: windows(place, MOST) for place in subject.places}
    asked = {number: found for number, found in every.items() if _tells(found, number)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return OwnFamily(
        module=__name__,
        slug="network-receptive-field",
        about="receptive-field",
        digest=digest(subject),
        title=f"{subject.title}: receptive fields",
        asks="receptive_field",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(wider_field, longer_jump),
        compose=lambda trees, shape: (stacked(trees[0], trees[1], shape)[0],),
        misconceptions=(
            mistakes.IGNORES_JUMP,
            mistakes.OWN_STRIDE,
            mistakes.IGNORES_DILATION,
            mistakes.DILATES_TAPS,
            mistakes.DILATION_SPREADS,
            mistakes.ADDS_KERNEL,
            mistakes.SKIPS_POOLS,
            mistakes.POOL_WINDOW,
            mistakes.POOL_STRIDE,
            mistakes.PRODUCT,
            mistakes.REVERSED,
            mistakes.LAST_KERNEL,
            mistakes.WITHOUT_LAST,
            mistakes.FROM_ZERO,
            mistakes.STRIDE_BELOW,
            mistakes.SUMS_STRIDES,
            mistakes.BOTH_SIDES,
            mistakes.ONE_SIDE,
            mistakes.STRIDE_SCALES,
            mistakes.AREA,
        ),
        stem=lambda p: _stem(subject, chain(p)),
        solution=lambda p, _: (Text(_template(len(p.shape)), {**p.values, **_states(chain(p))}),),
        network=lambda p: Network(subject.network.input, tuple(one.layer for one in chain(p))),
        measure=lambda p: (_measured(chain(p)),),
        figures=lambda p: _figures(chain(p)),
        examples=(),
    )


def _tells(chain: Sequence[Place], number: int) -> bool:
    """Two layers or more, from the input on, both axes alike, the last one wider than a point and the one asked."""
    if len(chain) < 2 or chain[-1].number != number or not begins(chain):
        return False
    if any(numbers(one, 0) != numbers(one, 1) for one in chain):
        return False
    return numbers(chain[-1], 0)["kernel_size"] > 1


def _kind(place: Place) -> str:
    if isinstance(place.layer, MaxPool2d | AvgPool2d):
        return "pool"
    return "dilated" if numbers(place, 0)["dilation"] > 1 else "conv"


def _point(number: int, chain: Sequence[Place]) -> Point:
    values: dict[str, int] = {}
    for place, one in enumerate(chain, 1):
        values |= {f"{name}_{place}": numbers(one, 0)[name] for name in SHOWN}
    level: Level = "easy" if len(chain) == 2 else "medium" if len(chain) <= 4 else "hard"
    return Point(level, number, tuple(map(_kind, chain)), values)


def _stem(subject: Subject, chain: Sequence[Place]) -> Text:
    rows = tuple((one.name, type(one.layer).__name__, *(str(numbers(one, 0)[name]) for name in SHOWN)) for one in chain)
    start = described(subject, subject.network.input, first="", from_input=True)
    table = Table(("Layer", "Type", *SHOWN), rows, "The layers from the input on")
    return Text(STEM.replace("{described}", start.template), {**start.values, "layers": table, "name": chain[-1].name})


@cache
def _template(depth: int) -> str:
    return SOLUTION + "".join(LINE.format(number, number - 1) for number in range(1, depth + 1))


def _states(chain: Sequence[Place]) -> dict[str, int]:
    """Receptive field and jump before the first layer and after each one."""
    found = {"r_0": 1, "j_0": 1}
    for place, one in enumerate(chain, 1):
        kernel_size, stride, dilation = (numbers(one, 0)[name] for name in SHOWN)
        jump = found[f"j_{place - 1}"]
        found[f"r_{place}"] = found[f"r_{place - 1}"] + dilation * (kernel_size - 1) * jump
        found[f"j_{place}"] = jump * stride
    return found


def _measured(chain: Sequence[Place]) -> int:
    last, depth = _states(chain), len(chain)
    length = last[f"r_{depth}"] + last[f"j_{depth}"]
    return oracle.receptive_field([one.layer for one in chain], length)[0]


def _figures(chain: Sequence[Place]) -> tuple[Figure, ...]:
    steps = []
    for one in chain:
        kernel_size, stride, dilation = (numbers(one, 0)[name] for name in SHOWN)
        steps.append((kernel_size, stride, dilation))
    return (nested_fields(steps, [one.name for one in chain]),)
