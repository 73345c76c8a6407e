"""How much of the input a unit sees after a layer of the network, and how far apart neighbouring units look.

The reader goes through the layers from the input on, adds what each kernel covers beyond one position, and multiplies
it by the strides of the layers before.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen import oracle
from quizgen.chains import fields, stacks
from quizgen.figures.fields import nested_fields
from quizgen.formulas.receptive_field import longer_jump, wider_field
from quizgen.layers import AvgPool2d, GroupNorm, InstanceNorm2d, LayerNorm, MaxPool2d, Network
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.model import Figure, Level
from quizgen.of_network.family import LAYER, NetworkFamily, Point, described, digest, levels, placed
from quizgen.of_network.places import AskedNetwork, Place, begins, cells, numbers, windows
from quizgen.space import Params
from quizgen.text import Table, Text

MOST, LONGEST = 10, 2_000
"""Layers on the way, and positions of the row on which a field is measured one by one."""
SHOWN = ("kernel_size", "stride", "dilation")
WHOLE_MAP = (GroupNorm, InstanceNorm2d, LayerNorm)
"""Behind these a unit depends on all positions."""
STEM = """
{described} It goes through these layers, from top to bottom; layers without a window, such as activations, leave the
receptive field as it is and are left out.

{layers}

How many input pixels does the receptive field of one unit of the output of `{name}` span along one axis, far away from
the border?
"""
MISCONCEPTIONS = tuple(one for one in mistakes.STACK if one is not mistakes.ONE_HOLE_MORE)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks for the receptive field after each layer that only convolutions and pooling layers precede, up to ten."""
    every = {place.number: windows(place, MOST) for place in subject.places}
    asked = {number: found for number, found in every.items() if _tells(found, number)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-receptive-field",
        about="receptive-field",
        digest=digest(subject),
        title=f"{subject.title}: receptive fields",
        asks="receptive_field",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(wider_field, longer_jump),
        compose=fields.compose_field,
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: _stem(subject, chain(p)),
        solution=lambda p, _: _solution(p, chain(p)),
        network=lambda p: Network(subject.network.input, tuple(one.layer for one in chain(p))),
        measure=lambda p: (_measured(chain(p)),),
        figures=lambda p: _figures(chain(p)),
        givens=lambda p: placed(subject, chain(p)),
        examples=(),
    )


def _solution(p: Params, chain: Sequence[Place]) -> tuple[Text, ...]:
    return (Text(fields.worked_field(len(p.shape)), {**p.values, **stacks.grown(_steps(chain))}),)


def _tells(chain: Sequence[Place], number: int) -> bool:
    """Two layers or more, from the input on, both axes alike, the last one wider than a point and the one asked."""
    if len(chain) < 2 or chain[-1].number != number or not begins(chain):
        return False
    if any(numbers(one, 0) != numbers(one, 1) for one in chain):
        return False
    if any(isinstance(one.layer, WHOLE_MAP) for one in chain[-1].path):
        return False
    return numbers(chain[-1], 0)["kernel_size"] > 1 and _needed(chain) <= LONGEST


def _step(place: Place) -> str:
    if isinstance(place.layer, MaxPool2d | AvgPool2d):
        return "pool"
    return "dilated" if numbers(place, 0)["dilation"] > 1 else "conv"


def _point(number: int, chain: Sequence[Place]) -> Point:
    values: dict[str, int] = {}
    for place, one in enumerate(chain, 1):
        values |= {f"{name}_{place}": numbers(one, 0)[name] for name in SHOWN}
    widening = sum(numbers(one, 0)["kernel_size"] > 1 or numbers(one, 0)["stride"] > 1 for one in chain)
    level: Level = "easy" if widening <= 2 else "medium" if widening <= 4 else "hard"
    return Point(level, number, tuple(map(_step, chain)), values)


def _stem(subject: AskedNetwork, chain: Sequence[Place]) -> Text:
    rows = tuple((one.name, type(one.layer).__name__, *cells(one, 0, SHOWN)) for one in chain)
    start = described(subject, subject.network.input, first="", from_input=True)
    table = Table(("Layer", "Type", *SHOWN), rows, "The layers from the input on")
    return Text(STEM.replace("{described}", start.template), {**start.values, "layers": table, "name": chain[-1].name})


def _steps(chain: Sequence[Place]) -> list[tuple[int, int, int]]:
    """Kernel size, stride and dilation of each layer."""
    found = (numbers(one, 0) for one in chain)
    return [(one["kernel_size"], one["stride"], one["dilation"]) for one in found]


def _needed(chain: Sequence[Place]) -> int:
    """How long an input has to be to tell a receptive field from its neighbour's."""
    last, depth = stacks.grown(_steps(chain)), len(chain)
    return int(last[f"r_{depth}"] + last[f"j_{depth}"])


def _measured(chain: Sequence[Place]) -> int:
    return oracle.receptive_field([one.layer for one in chain], _needed(chain))[0]


def _figures(chain: Sequence[Place]) -> tuple[Figure, ...]:
    return (nested_fields(_steps(chain), [one.name for one in chain]),)
