"""The learnable parameters of a whole stage of a published network, from its convolutions and how often each comes.

The reader multiplies by the repetitions and adds unlike convolutions, of which some are dilated or transposed. Easy
stages are a few convolutions in a row; in medium those of branches or shortcuts count too, or normalisation behind
each; in hard some have groups, so that a filter sees only the channels of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.inception import inception
from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.layers import ConvTranspose2d, layer_json
from quizgen.misconceptions import stages
from quizgen.misconceptions.kinds import Shape
from quizgen.model import Figure, Level, Values
from quizgen.space import Concat, Mask, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import published, stage_rows, sums, widths
from quizgen.topics.architectures.shared.published import NETWORKS, Levels
from quizgen.topics.architectures.shared.stages import BRANCHES, STAGES
from quizgen.topics.architectures.shared.sums import Filters
from quizgen.topics.architectures.shared.widths import PUBLISHED, WIDTHS
from quizgen.tracing.costs import parameters

FEW = 3
"""So many convolutions of an easy stage differ at most."""
STEM = """
The table lists the {sort} of {title} from `{first}` to `{last}`{branches}.{often}{width}

{layers}

All have square kernels{arguments}. How many learnable parameters do they have in all{norms}?
"""
OFTEN = " Of identical ones only the first is listed; `times` says how often it occurs."
NORMS = (
    ", without the normalisation layers after them",
    ", counting the `BatchNorm2d` layer with `affine=True` that follows each of them",
)
SORTS = ("convolutions", "transposed convolutions")
ALSO = (
    "Dilation spreads the weights of a kernel and adds none.\n",
    "A transposed convolution has as many weights as a convolution between the same numbers of channels.\n",
)
"""What a solution says of layers with holes, and of transposed ones."""


def _rows_of(p: Params) -> tuple[tuple[str, Filters, int], ...]:
    return stage_rows.rows(p["stage"], p["width"])


def _layers(p: Params) -> list[Filters]:
    return [layer for _, layer in stage_rows.convolutions(p["stage"], p["width"])]


@cache
def _level(level: Level) -> Concat:
    """One sub-space for each sequence of single and repeated rows."""
    found: dict[Shape, list[tuple[int, ...]]] = {}
    for stage in range(len(STAGES)):
        for width in WIDTHS:
            rows = stage_rows.rows(stage, width)
            points = [one for one in _points(stage, width) if _level_of(rows, norm=one[3] == 1) == level]
            if points:
                found.setdefault(tuple(stage_rows.form(layer, times) for _, layer, times in rows), []).extend(points)
    return concat(*(_space(shape, points) for shape, points in found.items()), real=_real)


def _real(c: Any) -> Mask:
    places = zip(c.stage.tolist(), c.width.tolist(), strict=True)
    return np.asarray(
        [sums.published(layer for _, layer, _ in stage_rows.rows(*place)) for place in places], dtype=np.bool_
    )


def _level_of(rows: Sequence[tuple[str, Filters, int]], *, norm: bool) -> Level:
    if any(layer.groups != 1 for _, layer, _ in rows):
        return "hard"
    return "medium" if norm or len(rows) > FEW else "easy"


def _points(stage: int, width: int) -> Iterator[tuple[int, ...]]:
    """Stage, width, bias, whether normalisation counts, and the numbers of each row; nothing for no such width."""
    rows = stage_rows.rows(stage, width)
    if not rows:
        return
    numbers = [
        number for _, layer, times in rows for number in (*stage_rows.numbers(layer), *stage_rows.more(layer, times))
    ]
    bias = rows[0][1].bias
    for norm in (0,) if bias else (0, 1):
        yield stage, width, int(bias), norm, *numbers


def _space(shape: Shape, points: list[tuple[int, ...]]) -> Rows:
    names = ["stage", "width", "bias", "norm"]
    for number, form in enumerate(shape, 1):
        names += [f"{name}_{number}" for name in (*stage_rows.NUMBERS, *stage_rows.MORE.get(form, ()))]
    return Rows(tuple(names), lambda: points, shape)


def _stem(p: Params) -> Text:
    network, first, last = STAGES[p["stage"]]
    rows = _rows_of(p)
    grouped = any(layer.groups != 1 for _, layer, _ in rows)
    holes = ("dilation",) if "dilated" in p.shape else ()
    show = ("kernel_size", "in_channels", "out_channels", *holes, *(("groups",) if grouped else ()))
    often = "many" in p.shape
    cells = tuple(
        (name, *(str(getattr(layer, argument)) for argument in show), *((str(times),) if often else ()))
        for name, layer, times in rows
    )
    within = stage_rows.common(p["stage"])
    table = Table(
        (f"{within}*" if within else "Layer", *show, *(("times",) if often else ())),
        cells,
        "The convolutions of the stage",
    )
    parts = {
        "sort": SORTS[_transposed(p)],
        "branches": BRANCHES.get(network, ""),
        "often": OFTEN if often else "",
        "width": widths.widened(p),
        "arguments": _arguments(p, grouped=grouped),
        "norms": _norms(p),
    }
    words = reduce(lambda stem, part: stem.replace(f"{{{part[0]}}}", part[1]), parts.items(), STEM)
    title = published.architecture(NETWORKS.index(network)).title
    return Text(words, {"title": title, "first": first, "last": last, "layers": table})


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


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    first = [words for words, told in zip(ALSO, ("dilated" in p.shape, _transposed(p)), strict=True) if told]
    return sums.sum_solution(p, [name for name, *_ in _rows_of(p)], key[0], "".join(first))


def _transposed(p: Params) -> bool:
    return isinstance(_layers(p)[0], ConvTranspose2d)


def _example(stage: tuple[str, str, str], rows: str, key: int, source: str, *, norm: bool = False) -> Example:
    """A published sum, either with biases or with normalisation; a row is kernel size and channels in and out.

    Behind them stand the dilation or how often it comes: ``3/64/64``, ``3/2048/256/d6``, ``3/512/512/x3``.
    """
    values = {"stage": STAGES.index(stage), "width": PUBLISHED, "bias": int(not norm), "norm": int(norm)}
    shape: list[str] = []
    for number, row in enumerate(rows.split(), 1):
        kernel_size, reads, gives, *more = row.split("/")
        numbers = (int(kernel_size), int(reads), int(gives), 1)
        values |= dict(zip((f"{name}_{number}" for name in stage_rows.NUMBERS), numbers, strict=True))
        shape.append({"x": "many", "d": "dilated"}[more[0][0]] if more else "one")
        values |= {f"{name}_{number}": int(more[0][1:]) for name in stage_rows.MORE.get(shape[-1], ())}
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
    solution=_solution,
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
        _example(
            ("vgg16", "conv5_1", "conv5_3"),
            "3/512/512/x3",
            7_079_424,
            f"{KERAS}, model summary: block5_conv1 to block5_conv3, 2,359,808 each",
        ),
        _example(
            ("vgg16", "conv1_1", "conv5_3"),
            "3/3/64 3/64/64 3/64/128 3/128/128 3/128/256 3/256/256/x2 3/256/512 3/512/512/x5",
            14_714_688,
            f"{KERAS} without its top, model summary",
        ),
        _example(
            ("deeplabv3-head", "0.convs.0", "1"),
            "1/2048/256/x2 3/2048/256/d6 3/2048/256/d12 3/2048/256/d18 1/1280/256 3/256/256",
            16_125_440,
            "torchvision, num_params of deeplabv3_resnet101, 60,996,202, less those of ResNet-101 without its last "
            "layer (42,500,160), of the auxiliary head (2,365,205) and of the last convolution (5,397)",
            norm=True,
        ),
        _example(
            ("dcgan-generator", "conv1", "conv4"),
            "4/100/512 4/512/256 4/256/128 4/128/64",
            3_573_632,
            "torchsummary's table of the generator of PyTorch's DCGAN tutorial (Phan, Cat Generator With DCGANs): "
            "3,576,704 less the 3,072 of the last layer",
            norm=True,
        ),
    ),
)
