"""Where the receptive field of the first unit of a layer of the network has its centre.

The reader adds half of each kernel's gaps, less its padding, times the strides before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen import oracle
from quizgen.formulas.centres import centred, later_centre
from quizgen.layers import Network, Padding
from quizgen.math.whole import whole_if_so
from quizgen.misconceptions.centres import CENTRES as MISCONCEPTIONS
from quizgen.model import Level
from quizgen.of_network import fields
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import told
from quizgen.of_network.family import LAYER, NetworkFamily, Point, levels, placed
from quizgen.of_network.fields import axis_of
from quizgen.of_network.places import AskedNetwork, Place, numbered, numbers, windows_from_input
from quizgen.space import Params
from quizgen.text import Text
from quizgen.text.nodes import Filling

MOST, UNIT, LONGEST = 6, 12, 1_600
"""Layers on the way; units that a row has before the one by which the first one's field is found, padding aside."""
SHOWN = ("kernel_size", "stride", "padding")
STEM = """
{described} It goes through these layers, from top to bottom; layers without a window, such as activations, leave the
receptive field as it is and are left out.{met}

{layers}

Along one axis, where does the receptive field of the first unit of the output of `{name}` have its centre? (Pixel 0 has
its centre at 0, pixel 1 at 1, and positions in the padding are negative; the whole receptive field counts, padding
included. All layers have `dilation=1`.)
"""
VOLUME = STEM.replace("(Pixel", "(Position").replace("pixel 1", "position 1")
LINE = VOLUME.replace("Along one axis, where", "Where")
STEMS = {1: LINE, 2: STEM, 3: VOLUME}
WORDS = """
The first one of the input has its centre at 0, and neighbouring ones are 1 apart. A layer with kernel size
$kernel_size$, stride $stride$ and padding $padding$ whose inputs are $jump$ apart moves the centre $c$ of the first
unit by

$$((kernel_size - 1)/2 - padding)*jump$$

and turns the distance into $jump*stride$. Layer by layer this gives
"""
STEP = """
$$c_{0} == {{c_{1}}} + (({{kernel_size_{0}}} - 1)/2 - {{padding_{0}}})*{{j_{1}}} == {{c_{0}}}$$
"""


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks after each layer that only windows without holes precede, where the centre is not at the first pixel's."""
    every = {place.number: windows_from_input(place, MOST) for place in subject.places}
    asked = {number: chain for number, chain in every.items() if _tells(subject, chain)}

    def chain(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-field-start",
        about="receptive-field",
        weight="special",
        **identified(subject),
        title=f"{subject.title}: centres of receptive fields",
        asks="start",
        unit=2,
        signed=True,
        numerical_only="most foreseen wrong values are larger than the key, so that its place would tell it",
        levels=levels([_point(number, one, axis_of(subject, one)) for number, one in asked.items()]),
        formulas=(later_centre,),
        compose=lambda trees, shape: (centred(trees[0], shape),),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: fields.stem(subject, chain(p), STEMS[subject.axes], SHOWN),
        solution=lambda p, _: (_worked(p, chain(p), axis_of(subject, chain(p))),),
        network=lambda p: Network(subject.input, tuple(one.layer for one in chain(p))),
        measure=lambda p: (_measured(chain(p), axis_of(subject, chain(p))),),
        givens=lambda p: placed(subject, chain(p)) | told(fields.axis(subject, chain(p))),
        examples=(),
    )


def _tells(subject: AskedNetwork, chain: Sequence[Place]) -> bool:
    """Two layers or more without holes, whose centre is as measured and not 0."""
    which = axis_of(subject, chain)
    if len(chain) < 2 or not fields.walked(subject, chain) or _padded(chain[-1]):
        return False
    moves = [numbers(one, which) for one in chain]
    centre, jump = _states(moves)[-1]
    plain = all(one["dilation"] == 1 for one in moves)
    room = (_inner(moves) + 2) * jump + fields.needed(fields.steps(chain, which)) + 2 * abs(centre)
    seen, at = chain[-1].seen, fields.measured_at(subject, chain)
    return plain and centre != 0 and room < LONGEST and seen is not None and seen.start[at] == centre


def _padded(place: Place) -> bool:
    """Whether a layer that only pads stands before it."""
    return place.way is not None and any(isinstance(one.layer, Padding) for one in place.way.places)


def _states(moves: Sequence[dict[str, int]]) -> list[tuple[Fraction, int]]:
    """Centre and jump before the first layer and after each one."""
    found = [(Fraction(0), 1)]
    for one in moves:
        centre, jump = found[-1]
        step = (Fraction(one["kernel_size"] - 1, 2) - one["padding"]) * jump
        found.append((centre + step, jump * one["stride"]))
    return found


def _point(number: int, chain: Sequence[Place], which: int) -> Point:
    level: Level = "easy" if len(chain) == 2 else "medium" if len(chain) == 3 else "hard"
    return Point(level, number, ("conv",) * len(chain), numbered(chain, which, SHOWN))


def _worked(p: Params, chain: Sequence[Place], which: int) -> Text:
    values: dict[str, Filling] = {**p.values}
    for number, (centre, jump) in enumerate(_states([numbers(one, which) for one in chain])):
        values |= {f"c_{number}": whole_if_so(centre), f"j_{number}": jump}
    return Text(WORDS + "".join(STEP.format(number, number - 1) for number in range(1, len(chain) + 1)), values)


def _measured(chain: Sequence[Place], which: int) -> int | Fraction:
    """The field of a unit that sees no border, moved back by as many jumps as the unit's number says."""
    layers, moves = [one.layer for one in chain], [numbers(one, which) for one in chain]
    jump, unit = _states(moves)[-1][1], _inner(moves)
    first, last = oracle.range_seen(layers, LONGEST, unit, which)
    return whole_if_so(Fraction(first + last, 2) - unit * jump)


def _inner(moves: Sequence[dict[str, int]]) -> int:
    """A unit far enough behind all padding, of which some networks have more than their fields are wide."""
    states = _states(moves)
    padded = sum(one["padding"] * jump for one, (_, jump) in zip(moves, states, strict=False))
    return UNIT + -(-padded // states[-1][1])
