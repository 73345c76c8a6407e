"""The learnable parameters of a layer of the network, of a block of it, or of all its layers.

The reader knows what of a layer's arguments counts, and that only some layers learn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from quizgen import oracle
from quizgen.asking.facts import Fact
from quizgen.formulas.parameters import (
    conv_parameters,
    grouped_parameters,
    linear_parameters,
    rectangular_parameters,
)
from quizgen.layers import (
    BatchNorm,
    Conv2d,
    Convolution,
    Linear,
    Network,
    Transposed,
    axis,
)
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.math.rewrites import indexed
from quizgen.math.tree import Expr, Op
from quizgen.misconceptions import group_parameters, networks
from quizgen.misconceptions import parameters as mistakes
from quizgen.misconceptions.kinds import Instead, Misconception, Shape
from quizgen.model import Level
from quizgen.of_network import parameter_words as texts
from quizgen.of_network.about_one import identified
from quizgen.of_network.family import (
    LAYER,
    NetworkFamily,
    Point,
    instead,
    levels,
    only,
    placed,
    where_possible,
)
from quizgen.of_network.parameter_formulas import TREES, cubic_parameters
from quizgen.of_network.places import AskedNetwork, Place
from quizgen.of_network.printed import READERS, reaching, read_by
from quizgen.space import Params

DEEP = "dhw"
"""The axes of a volume."""
MOST, ROWS = 10, 24
"""Layers that learn, and rows of a table, in a question about several layers."""


def _alone(like: Misconception, form: str, text: str) -> Instead:
    """A mistake about one layer of a kind."""
    return instead(like, lambda shape: (read(text),) if shape == (form,) else None)


MISCONCEPTIONS = (
    *where_possible(
        mistakes.ONE_CHANNEL,
        mistakes.ONE_FILTER,
        mistakes.ONE_WEIGHT,
        mistakes.KERNEL_ONCE,
        mistakes.KERNEL_DOUBLED,
        mistakes.KERNEL_SQUARED_TWICE,
        mistakes.KERNEL_CUBED,
        mistakes.ADDS_CHANNELS,
        mistakes.OUT_TWICE,
        mistakes.IN_TWICE,
        mistakes.HEIGHT_TWICE,
        mistakes.WIDTH_TWICE,
        mistakes.ADDS_SIDES,
        mistakes.FORGETS_BIAS,
        mistakes.ADDS_BIAS,
        mistakes.BIAS_PER_INPUT,
        mistakes.BIAS_PER_KERNEL,
        mistakes.BIAS_PER_TAP,
    ),
    *(
        only(one, "grouped")
        for one in where_possible(
            group_parameters.UNGROUPED,
            group_parameters.TIMES_GROUPS,
            group_parameters.ONE_GROUP,
            group_parameters.ONE_CHANNEL_A_GROUP,
            group_parameters.GROUPS_AS_WIDTH,
            group_parameters.BIAS_DIVIDED,
        )
    ),
    mistakes.BIAS_PER_POSITION,
    mistakes.WEIGHTS_PER_POSITION,
    mistakes.PADDED_KERNEL,
    mistakes.STRIDE_THINS,
    mistakes.FLAT_KERNEL,
    _alone(networks.LINEAR_BIAS_PER_INPUT, "linear", "features_in*features_out + bias*features_in"),
    _alone(networks.ONE_BIAS_A_LAYER, "linear", "features_in*features_out + bias"),
)


def family(subject: AskedNetwork) -> NetworkFamily:
    """Asks about each layer that learns, and about each block, and the whole, with two to ten of them."""
    single = {
        place.number: (place,) for place in subject.places if _form(place) not in {"", "norm"} and not place.again
    }
    several = {len(subject.places) + number: group for number, group in _groups(subject) if _short(group)}
    asked = {**single, **several}

    def group(p: Params) -> tuple[Place, ...]:
        return asked[p[LAYER]]

    return NetworkFamily(
        module=__name__,
        slug="network-learned-parameters",
        about="parameters",
        weight="core",
        **identified(subject),
        title=f"{subject.title}: parameters",
        asks="parameters",
        levels=levels([_point(number, one) for number, one in asked.items()]),
        formulas=(conv_parameters, rectangular_parameters, grouped_parameters, linear_parameters, cubic_parameters),
        compose=lambda _, shape: (_tree(shape),),
        misconceptions=MISCONCEPTIONS,
        stem=lambda p: texts.stem(subject, p, group(p)),
        solution=lambda p, key: texts.solution(p, _learning(group(p)), _counts(p), key),
        network=lambda p: Network(subject.input, tuple(one.layer for one in group(p))),
        measure=lambda p: (oracle.parameters([one.layer for one in group(p)]),),
        givens=lambda p: placed(subject, group(p)) | {"input": list(subject.given[0])},
        tells=lambda p: _told(subject, group(p)),
        examples=(),
    )


def _told(subject: AskedNetwork, group: Sequence[Place]) -> tuple[Fact, ...]:
    """The map that a single layer is given; of several layers their arguments alone."""
    readers = (place for place in group if isinstance(place.layer, READERS))
    return reaching(subject, group[0]) if len(group) == 1 else read_by(subject, readers)


def _groups(subject: AskedNetwork) -> list[tuple[int, tuple[Place, ...]]]:
    """All layers, and those of each block with branches, by a number for each."""
    innermost = tuple(place for place in subject.places if not (place.inside or place.again))
    blocks = [(place.number + 1, _counted(_within(place))) for place in subject.places if place.inside]
    return [*([(0, innermost)] if subject.whole else []), *blocks]


def _counted(block: tuple[Place, ...]) -> tuple[Place, ...]:
    """The layers of a block, each once, however often it is called there.

    There are none where one is frozen, or was called before the block, too: whose its parameters are can be disputed.
    """
    found = tuple(place for place in block if not (place.again and _form(place)))
    names = {place.name for place in found}
    again = (place for place in block if place.again and _form(place))
    return found if all("#" in one.name and one.name.rpartition("#")[0] in names for one in again) else ()


def _within(place: Place) -> tuple[Place, ...]:
    if not place.inside:
        return (place,)
    return tuple(one for path in place.inside for inner in path for one in _within(inner))


def _short(group: Sequence[Place]) -> bool:
    return 2 <= len(_learning(group)) <= MOST and len(group) <= ROWS and not any(_unknown(place) for place in group)


def _learning(group: Sequence[Place]) -> list[Place]:
    """The layers that have parameters."""
    return [place for place in group if _form(place) and not place.again]


def _unknown(place: Place) -> bool:
    """Whether a layer learns something that no question is made of."""
    return not _form(place) and oracle.parameters((place.layer,)) > 0


def _form(place: Place) -> str:
    """The formula that counts a layer's parameters, or nothing."""
    layer = place.layer
    match layer:
        case Linear():
            return "linear"
        case BatchNorm(affine=True):
            return "norm"
        case Convolution() | Transposed():
            if place.type:
                return "line" if layer.groups == 1 else "grouped line"
            return _deep(layer) if layer.axes == len(DEEP) else _flat(layer)
        case _:
            return ""


def _flat(layer: Convolution | Transposed) -> str:
    """The formula of a layer on maps."""
    square = axis(layer.kernel_size, 0) == axis(layer.kernel_size, 1)
    if layer.groups != 1:
        return "grouped" if square else ""
    return "placed" if square and isinstance(layer, Conv2d) else "rectangular"


def _deep(layer: Convolution | Transposed) -> str:
    """The formula of a layer on volumes."""
    cubic = len({axis(layer.kernel_size, which) for which in range(layer.axes)}) == 1
    if layer.groups != 1:
        return "grouped cube" if cubic else ""
    return "cube" if cubic else "box"


def _point(number: int, group: Sequence[Place]) -> Point:
    learning = _learning(group)
    shape = tuple(_form(place) for place in learning)
    if len(group) == 1:
        level: Level = "easy" if shape[0] in {"placed", "line", "linear", "norm", "cube"} else "medium"
        return Point(level, number, shape, _values(group[0], ""))
    values: dict[str, int] = {}
    for place, one in enumerate(learning, 1):
        values |= _values(one, f"_{place}")
    return Point("hard", number, shape, values)


def _values(place: Place, end: str) -> dict[str, int]:
    layer = place.layer
    match layer:
        case Linear():
            found = {"features_in": layer.in_features or place.before[0], "features_out": layer.out_features}
            found["bias"] = int(layer.bias)
        case BatchNorm():
            found = {"channels": place.before[0]}
        case Convolution() | Transposed():
            found = _kernel(layer, place)
        case _:
            raise TypeError(f"{place.name} learns nothing")
    return {f"{name}{end}": value for name, value in found.items()}


def _kernel(layer: Convolution | Transposed, place: Place) -> dict[str, int]:
    sides = [axis(layer.kernel_size, which) for which in range(layer.axes)]
    found = {"in_channels": layer.in_channels, "out_channels": layer.out_channels or 0, "bias": int(layer.bias)}
    match _form(place):
        case "line":
            return found | {"kernel_size": sides[1]}
        case "grouped line":
            return found | {"kernel_size": sides[1], "groups": layer.groups or 1}
        case "rectangular" | "box":
            return found | {f"kernel_size_{name}": side for name, side in zip(DEEP[-len(sides) :], sides, strict=True)}
        case "cube":
            return found | {"kernel_size": sides[0]}
        case "grouped" | "grouped cube":
            return found | {"kernel_size": sides[0], "groups": layer.groups or 1}
        case _:
            moves = {"stride": axis(layer.stride, 0), "padding": axis(layer.padding, 0)}
            return found | {"kernel_size": sides[0], "n": place.before[1], **moves}


def _tree(shape: Shape) -> Expr:
    if len(shape) == 1:
        return TREES[shape[0]]
    return reduce(lambda left, right: Op("+", left, right), _trees(shape))


def _trees(shape: Shape) -> list[Expr]:
    return [indexed(TREES[form], place) for place, form in enumerate(shape, 1)]


def _counts(p: Params) -> list[int]:
    """Each layer's parameters, of several."""
    return [int(evaluate(tree, p.values)) for tree in _trees(p.shape)] if len(p.shape) > 1 else []
