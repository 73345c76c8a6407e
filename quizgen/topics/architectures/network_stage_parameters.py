"""The learnable parameters of a whole stage of a published network, from its convolutions and how often each comes.

The reader multiplies by the repetitions and adds unlike convolutions. Easy stages are a few convolutions in a row; in
medium those of branches or shortcuts count too, or normalisation behind each; in hard some have groups, so that a
filter sees only the channels of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.inception import inception
from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.layers import Conv2d, axis, layer_json
from quizgen.misconceptions import stages
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure, Level, Values
from quizgen.space import Concat, Mask, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import published, sums, widths
from quizgen.topics.architectures.shared.published import NETWORKS, Levels
from quizgen.topics.architectures.shared.stages import BRANCHES, STAGES
from quizgen.topics.architectures.shared.widths import PUBLISHED, WIDTHS
from quizgen.tracing.costs import parameters

FEW = 3
"""So many convolutions of an easy stage differ at most."""
STEM = """
The table lists the convolutions of {title} from `{first}` to `{last}`{branches}.{often}{width}

{layers}

All have square kernels{arguments}. How many learnable parameters do they have in all{norms}?
"""
OFTEN = " Of identical ones only the first is listed; `times` says how often it occurs."
NORMS = (
    ", without the normalisation layers after them",
    ", counting the `BatchNorm2d` layer with `affine=True` that follows each of them",
)
NUMBERS = ("kernel_size", "in_channels", "out_channels", "groups")


@cache
def _convolutions(stage: int, width: int) -> tuple[tuple[str, Conv2d], ...]:
    """Name and layer of each convolution, none if the network cannot have this width."""
    network, first, last = STAGES[stage]
    layers = [(name, layer) for name, layer in published.every(NETWORKS.index(network)) if isinstance(layer, Conv2d)]
    names = [name for name, _ in layers]
    found = []
    for name, layer in layers[names.index(first) : names.index(last) + 1]:
        wide = widths.scaled(layer, width)
        if wide is None:
            return ()
        found.append((name, wide))
    return tuple(found)


@cache
def _rows(stage: int, width: int) -> tuple[tuple[str, Conv2d, int], ...]:
    """The first of equal convolutions, by its name within the stage, and how many there are."""
    layers = _convolutions(stage, width)
    times = Counter(layer for _, layer in layers)
    first = {layer: name for name, layer in reversed(layers)}
    outer = len(_stage_name(stage))
    return tuple((first[layer][outer:], layer, count) for layer, count in times.items())


@cache
def _stage_name(stage: int) -> str:
    """What all names of the stage begin with, such as ``layer1.``, or nothing."""
    _, first, last = STAGES[stage]
    pairs = zip(first.split(".")[:-1], last.split(".")[:-1], strict=False)
    return "".join(f"{one}." for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _rows_of(p: Params) -> tuple[tuple[str, Conv2d, int], ...]:
    return _rows(p["stage"], p["width"])


def _layers(p: Params) -> list[Conv2d]:
    return [layer for _, layer in _convolutions(p["stage"], p["width"])]


@cache
def _level(level: Level) -> Concat:
    """One sub-space for each sequence of single and repeated rows."""
    found: dict[Shape, list[tuple[int, ...]]] = {}
    for stage in range(len(STAGES)):
        for width in WIDTHS:
            rows = _rows(stage, width)
            points = [one for one in _points(stage, width) if _level_of(rows, norm=one[3] == 1) == level]
            if points:
                found.setdefault(tuple("many" if times > 1 else "one" for *_, times in rows), []).extend(points)
    return concat(*(_space(shape, points) for shape, points in found.items()), real=_real)


def _real(c: Any) -> Mask:
    places = zip(c.stage.tolist(), c.width.tolist(), strict=True)
    return np.asarray([sums.published(layer for _, layer, _ in _rows(*place)) for place in places], dtype=np.bool_)


def _level_of(rows: Sequence[tuple[str, Conv2d, int]], *, norm: bool) -> Level:
    if any(layer.groups != 1 for _, layer, _ in rows):
        return "hard"
    return "medium" if norm or len(rows) > FEW else "easy"


def _points(stage: int, width: int) -> Iterator[tuple[int, ...]]:
    """Stage, width, bias, whether normalisation counts, and the numbers of each row; nothing for no such width."""
    rows = _rows(stage, width)
    if not rows:
        return
    numbers = [number for _, layer, times in rows for number in (*_numbers(layer), *((times,) if times > 1 else ()))]
    bias = rows[0][1].bias
    for norm in (0,) if bias else (0, 1):
        yield stage, width, int(bias), norm, *numbers


def _numbers(layer: Conv2d) -> tuple[int, int, int, int]:
    return axis(layer.kernel_size, 0), layer.in_channels, layer.out_channels or 0, layer.groups or 1


def _space(shape: Shape, points: list[tuple[int, ...]]) -> Rows:
    names = ["stage", "width", "bias", "norm"]
    for number, form in enumerate(shape, 1):
        names += [f"{name}_{number}" for name in (*NUMBERS, *(("times",) if form == "many" else ()))]
    return Rows(tuple(names), lambda: points, shape)


def _stem(p: Params) -> Text:
    network, first, last = STAGES[p["stage"]]
    rows = _rows_of(p)
    grouped = any(layer.groups != 1 for _, layer, _ in rows)
    show = ("kernel_size", "in_channels", "out_channels", *(("groups",) if grouped else ()))
    often = "many" in p.shape
    cells = tuple(
        (name, *(str(getattr(layer, argument)) for argument in show), *((str(times),) if often else ()))
        for name, layer, times in rows
    )
    within = _stage_name(p["stage"])
    table = Table(
        (f"{within}*" if within else "Layer", *show, *(("times",) if often else ())),
        cells,
        "The convolutions of the stage",
    )
    words = _words(
        BRANCHES.get(network, ""),
        often=often,
        width=widths.widened(p),
        arguments=_arguments(p, grouped=grouped),
        norms=_norms(p),
    )
    title = published.architecture(NETWORKS.index(network)).title
    return Text(words, {"title": title, "first": first, "last": last, "layers": table})


def _words(branches: str, *, often: bool, width: str, arguments: str, norms: str) -> str:
    words = STEM.replace("{branches}", branches).replace("{often}", OFTEN if often else "")
    return words.replace("{width}", width).replace("{arguments}", arguments).replace("{norms}", norms)


def _arguments(p: Params, *, grouped: bool) -> str:
    bias = f"`bias={p['bias'] == 1}`"
    return f" and {bias}" if grouped else f", `groups=1` and {bias}"


def _norms(p: Params) -> str:
    return "" if p["bias"] else NORMS[p["norm"]]


def _givens(p: Params) -> dict[str, Any]:
    """The stage's convolutions, for which there is no single line of layers: they stand in branches and shortcuts."""
    layers = [layer_json(layer) | {"times": times} for _, layer, times in _rows_of(p)]
    network, first, last = STAGES[p["stage"]]
    place = {"architecture": network, "names": [first, last], "width": WIDTHS[p["width"]]}
    norm = {"normalization": True, "affine": True} if p["norm"] == 1 else {"normalization": False}
    return {"convolutions": layers, **norm, **place}


def _measure(p: Params) -> Values:
    return (oracle.parameters(sums.learning(_layers(p), norm=p["norm"] == 1)),)


def _traced(p: Params) -> Values:
    """One layer after the other, repeated ones again and again, as in the table of the whole network."""
    every = sums.learning(_layers(p), norm=p["norm"] == 1)
    return (sum(parameters(layer, 0) for layer in every),)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The branches of an Inception block; the other stages are no single block."""
    if STAGES[p["stage"]][0] != "googlenet":
        return ()
    layers = _layers(p)
    labels = [f"{layer.kernel_size} × {layer.kernel_size} conv, {layer.out_channels}" for layer in layers]
    first, three_reduced, three, five_reduced, five, pooled = labels
    branches = ([first], [three_reduced, three], [five_reduced, five], ["max pooling", pooled])
    channels = sum(layers[place].out_channels or 0 for place in (0, 2, 4, 5))
    return (inception(branches, f"{channels} channels"),)


def _example(stage: int, rows: str, key: int, source: str) -> Example:
    """A published sum; ``rows`` are kernel size, channels in and out, and how often: ``3/64/64``, ``3/512/512/3``."""
    values = {"stage": stage, "width": PUBLISHED, "bias": 1, "norm": 0}
    shape: list[str] = []
    for number, row in enumerate(rows.split(), 1):
        kernel_size, reads, gives, *times = map(int, row.split("/"))
        values |= dict(zip((f"{name}_{number}" for name in NUMBERS), (kernel_size, reads, gives, 1), strict=True))
        values |= {f"times_{number}": count for count in times}
        shape.append("many" if times else "one")
    return Example(values, (key,), source, tuple(shape))


KERAS = "Keras documentation (2023), keras.applications, VGG16"
FAMILY = Family(
    module=__name__,
    title="Parameters of a stage of a published network",
    weight="special",
    asks="stage_parameters",
    levels=Levels(_level),
    formulas=(normalized_parameters,),
    compose=lambda trees, shape: (summed(enumerate(shape, 1), trees[0]),),
    misconceptions=(*stages.ALL, *stages.SEVERAL, stages.EACH_ONCE),
    stem=_stem,
    solution=lambda p, key: sums.sum_solution(p, [name for name, *_ in _rows_of(p)], key[0]),
    network=None,
    numerical_only="stages are so alike, mostly of 3 x 3 kernels, that the ratios between options give the key away",
    givens=_givens,
    measure=_measure,
    figures=_figures,
    recount=(
        Check("filter by filter", lambda p: (sums.counted(_layers(p), norm=p["norm"] == 1),)),
        Check("layer by layer", _traced),
    ),
    examples=(
        _example(10, "3/512/512/3", 7_079_424, f"{KERAS}, model summary: block5_conv1 to block5_conv3, 2,359,808 each"),
        _example(
            11,
            "3/3/64 3/64/64 3/64/128 3/128/128 3/128/256 3/256/256/2 3/256/512 3/512/512/5",
            14_714_688,
            f"{KERAS} without its top, model summary",
        ),
    ),
)
