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
from quizgen.of_network.about_one import identified
from quizgen.of_network.family import LAYER, NetworkFamily, Point, called_again, described, levels, placed
from quizgen.of_network.places import AskedNetwork, Place, cells, numbered, numbers, windows_from_input
from quizgen.space import Params
from quizgen.text import Table, Text

MOST, LONGEST = 10, 2_000
"""Layers on the way, and positions of the row on which a field is measured one by one."""
SHOWN = ("kernel_size", "stride", "dilation")
WHOLE_MAP = (GroupNorm, InstanceNorm2d, LayerNorm)
"""Behind these a unit depends on all positions."""
STEM = """
{described} It goes through these layers, from top to bottom; layers without a window, such as activations, leave the
receptive field as it is and are left out.{met}

{layers}

How many input pixels does the receptive field of one unit of the output of `{name}` span along one axis, far away from
the border?
"""
LINE = STEM.replace("input pixels", "input positions").replace(" along one axis", "")
MET = " Where paths meet, the table goes on along the one on which units see most."
MISCONCEPTIONS = tuple(one for one in mistakes.STACK if one is not mistakes.ONE_HOLE_MORE)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks for the receptive field after each layer that only convolutions and pooling layers precede, up to ten."""
    which, words = subject.which, STEM if subject.axes > 1 else LINE
    every = {place.number: windows_from_input(place, MOST) for place in subject.places}
    asked = {number: found for number, found in every.items() if _tells(subject, found)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-receptive-field",
        about="receptive-field",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: receptive fields",
        asks="receptive_field",
        levels=levels([_point(number, one, which) for number, one in asked.items()]),
        formulas=(wider_field, longer_jump),
        compose=fields.compose_field,
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: stem(subject, chain(p), words, SHOWN),
        solution=lambda p, _: _solution(p, chain(p), which),
        network=lambda p: Network(subject.input, tuple(one.layer for one in chain(p))),
        measure=lambda p: (_measured(chain(p), which),),
        figures=lambda p: _figures(chain(p), which),
        givens=lambda p: placed(subject, chain(p)),
        examples=(),
    )


def _solution(p: Params, chain: Sequence[Place], which: int) -> tuple[Text, ...]:
    return (Text(fields.worked_field(len(p.shape)), {**p.values, **stacks.grown(steps(chain, which))}),)


def _tells(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Two layers or more that the input goes through, the last one wider than a point, and seen as far as measured."""
    which = subject.which
    if len(chain) < 2 or not walked(subject, chain):
        return False
    return numbers(chain[-1], which)["kernel_size"] > 1 and needed(steps(chain, which)) <= LONGEST


def walked(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Whether windows that treat all axes alike explain how far the last one's units see."""
    last, which = chain[-1], subject.which
    if subject.axes > 1 and any(numbers(one, 0) != numbers(one, 1) for one in chain):
        return False
    if last.way is None or last.seen is None or any(isinstance(one.layer, WHOLE_MAP) for one in last.way.places):
        return False
    grown, depth = stacks.grown(steps(chain, which)), len(chain)
    return last.seen.size[-1] == grown[f"r_{depth}"] and last.seen.jump[-1] == grown[f"j_{depth}"]


def _step(place: Place, which: int) -> str:
    if isinstance(place.layer, MaxPool2d | AvgPool2d):
        return "pool"
    return "dilated" if numbers(place, which)["dilation"] > 1 else "conv"


def _point(number: int, chain: Sequence[Place], which: int) -> Point:
    every = [numbers(one, which) for one in chain]
    widening = sum(one["kernel_size"] > 1 or one["stride"] > 1 for one in every)
    level: Level = "easy" if widening <= 2 else "medium" if widening <= 4 else "hard"
    return Point(level, number, tuple(_step(one, which) for one in chain), numbered(chain, which, SHOWN))


def stem(subject: AskedNetwork, chain: Sequence[Place], words: str, shown: Sequence[str]) -> Text:
    """A stem about a chain from the input on, with those arguments in its table."""
    rows = tuple((one.name, one.kind, *cells(one, subject.which, shown)) for one in chain)
    start = described(subject, subject.input, first="", from_input=True)
    table = Table(("Layer", "Type", *shown), rows, "The layers from the input on")
    way, more = chain[-1].way, called_again(chain)
    met = MET if way and way.crossed else ""
    template = words.rstrip().replace("{described}", start.template).replace("{met}", met)
    return Text(template + more.template, {**start.values, "layers": table, "name": chain[-1].name, **more.values})


def steps(chain: Sequence[Place], which: int) -> list[tuple[int, int, int]]:
    """Kernel size, stride and dilation of each layer."""
    found = (numbers(one, which) for one in chain)
    return [(one["kernel_size"], one["stride"], one["dilation"]) for one in found]


def needed(windows: Sequence[tuple[int, int, int]]) -> int:
    """How long an input has to be to tell a receptive field from its neighbour's."""
    last, depth = stacks.grown(windows), len(windows)
    return int(last[f"r_{depth}"] + last[f"j_{depth}"])


def _measured(chain: Sequence[Place], which: int) -> int:
    return oracle.receptive_field([one.layer for one in chain], needed(steps(chain, which)), which)[0]


def _figures(chain: Sequence[Place], which: int) -> tuple[Figure, ...]:
    return (nested_fields(steps(chain, which), [one.name for one in chain]),)
