"""How much of the input a unit sees after a layer of the network.

The reader goes through the layers from the input on, adds what each kernel covers beyond one position, and multiplies
it by the strides of the layers before.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizgen import oracle
from quizgen.chains import fields, stacks
from quizgen.figures.fields import nested_fields
from quizgen.formulas.receptive_field import longer_jump, wider_field
from quizgen.layers import AvgPooling, GroupNorm, InstanceNorm, LayerNorm, MaxPooling, Network
from quizgen.misconceptions import receptive_field as mistakes
from quizgen.model import Figure, Level
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import SIDES, apart, meant, of_one, told
from quizgen.of_network.family import LAYER, NetworkFamily, Point, called_again, described, levels, placed
from quizgen.of_network.places import AskedNetwork, Place, cells, numbered, numbers, windows_from_input
from quizgen.space import Params
from quizgen.text import Table, Text

MOST, LONGEST = 10, 2_000
"""Layers on the way, and positions of the row on which a field is measured one by one."""
SHOWN = ("kernel_size", "stride", "dilation")
WHOLE_MAP = (GroupNorm, InstanceNorm, LayerNorm)
"""Behind these a unit depends on all positions."""
STEM = """
{described} It goes through these layers, from top to bottom; layers without a window, such as activations, leave the
receptive field as it is and are left out.{met}

{layers}

How many input pixels does the receptive field of one unit of the output of `{name}` span along one axis, far away from
the border?
"""
ANY = "one axis"
LINE = STEM.replace("input pixels", "input positions").replace(f" along {ANY}", "")
VOLUME = STEM.replace("input pixels", "input positions")
STEMS = {1: LINE, 2: STEM, 3: VOLUME}
MET = " Where paths meet, the table goes on along the one on which units see most."
MISCONCEPTIONS = tuple(one for one in mistakes.STACK if one is not mistakes.ONE_HOLE_MORE)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks for the receptive field after each layer that only convolutions and pooling layers precede, up to ten."""
    every = {place.number: windows_from_input(place, MOST) for place in subject.places}
    asked = {number: found for number, found in every.items() if _tells(subject, found)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-field-size",
        about="receptive-field",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: receptive fields",
        asks="receptive_field",
        levels=levels([_point(number, one, axis_of(subject, one)) for number, one in asked.items()]),
        formulas=(wider_field, longer_jump),
        compose=fields.compose_field,
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: stem(subject, chain(p), STEMS[subject.axes], SHOWN),
        solution=lambda p, _: _solution(subject, p, chain(p)),
        network=lambda p: Network(subject.input, tuple(one.layer for one in chain(p))),
        measure=lambda p: (_measured(chain(p), axis_of(subject, chain(p))),),
        figures=lambda p: _figures(subject, chain(p)),
        givens=lambda p: placed(subject, chain(p)) | told(axis(subject, chain(p))),
        examples=(),
    )


def _solution(subject: AskedNetwork, p: Params, chain: Sequence[Place]) -> tuple[Text, ...]:
    words = fields.worked_field(len(p.shape), "pixel" if subject.axes == len(SIDES) else "position")
    return (Text(words, {**p.values, **stacks.grown(steps(chain, axis_of(subject, chain)))}),)


def _tells(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Two layers or more that the input goes through, the last one wider than a point, and seen as far as measured."""
    which = axis_of(subject, chain)
    if len(chain) < 2 or not walked(subject, chain):
        return False
    return numbers(chain[-1], which)["kernel_size"] > 1 and needed(steps(chain, which)) <= LONGEST


def walked(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Whether the windows explain, along the axis that is asked, how far the last one's units see."""
    last = chain[-1]
    if last.way is None or last.seen is None or any(isinstance(one.layer, WHOLE_MAP) for one in last.way.places):
        return False
    grown, depth = stacks.grown(steps(chain, axis_of(subject, chain))), len(chain)
    at = measured_at(subject, chain)
    return last.seen.size[at] == grown[f"r_{depth}"] and last.seen.jump[at] == grown[f"j_{depth}"]


def axis_of(subject: AskedNetwork, chain: Sequence[Place]) -> int:
    """The axis that is asked about: any where all are alike, else the first of those along which units see most."""
    if not apart(subject, chain):
        return subject.which
    widths = [stacks.grown(steps(chain, which))[f"r_{len(chain)}"] for which in range(subject.axes)]
    return widths.index(max(widths))


def measured_at(subject: AskedNetwork, chain: Sequence[Place]) -> int:
    """Where in what was measured of units this axis is: of axes that are alike any, and a line may have but one."""
    return axis_of(subject, chain) if apart(subject, chain) else -1


def axis(subject: AskedNetwork, chain: Sequence[Place]) -> str:
    """The axis that is asked about by its name, where they differ."""
    return meant(subject, chain, axis_of(subject, chain))


def _step(place: Place, which: int) -> str:
    if isinstance(place.layer, MaxPooling | AvgPooling):
        return "pool"
    return "dilated" if numbers(place, which)["dilation"] > 1 else "conv"


def _point(number: int, chain: Sequence[Place], which: int) -> Point:
    every = [numbers(one, which) for one in chain]
    widening = sum(one["kernel_size"] > 1 or one["stride"] > 1 for one in every)
    level: Level = "easy" if widening <= 2 else "medium" if widening <= 4 else "hard"
    return Point(level, number, tuple(_step(one, which) for one in chain), numbered(chain, which, SHOWN))


def stem(subject: AskedNetwork, chain: Sequence[Place], words: str, shown: Sequence[str]) -> Text:
    """A stem about a chain from the input on, with those arguments in its table, which names the axis if it has to."""
    which, along = axis_of(subject, chain), axis(subject, chain)
    rows = tuple((one.name, one.kind, *cells(one, which, shown)) for one in chain)
    start = described(subject, subject.input, first="", from_input=True)
    table = Table(("Layer", "Type", *shown), rows, "The layers from the input on")
    way, more = chain[-1].way, called_again(chain)
    met = MET if way and way.crossed else ""
    asked = words.replace(ANY, f"the {along}") if along else words
    template = asked.rstrip().replace("{described}", start.template).replace("{met}", met) + of_one(along)
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


def _figures(subject: AskedNetwork, chain: Sequence[Place]) -> tuple[Figure, ...]:
    """Squares on an image; signals and volumes have none, and fields that differ along the axes are none."""
    if subject.axes != len(SIDES) or apart(subject, chain):
        return ()
    return (nested_fields(steps(chain, axis_of(subject, chain)), [one.name for one in chain]),)
