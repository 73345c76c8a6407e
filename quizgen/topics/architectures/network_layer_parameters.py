"""The learnable parameters of a convolution of a published network, or of two or three consecutive ones.

The reader finds in the row before what a convolution reads. Easy asks for one convolution, whose filters see all input
channels; in medium there are two, the second of which reads what the first one gives, and their normalisation counts;
in hard some of three have groups, so that a filter sees only the channels of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.stages import normalized_parameters, summed
from quizgen.layers import Conv2d, Network, axis
from quizgen.misconceptions import stages
from quizgen.model import Level
from quizgen.space import Concat, Mask, Params, Rows, concat
from quizgen.text import Table, Text
from quizgen.topics.architectures.shared import paths, published, sums, widths
from quizgen.topics.architectures.shared.paths import OnPath
from quizgen.topics.architectures.shared.published import MORE_LEARNED, NETWORKS, UNEVEN, Levels
from quizgen.topics.architectures.shared.widths import PUBLISHED, WIDTHS
from quizgen.tracing.costs import parameters

DEPTH: dict[Level, int] = {"easy": 1, "medium": 2, "hard": 3}
MOST: dict[Level, int] = {"easy": 300_000, "medium": 2_000_000, "hard": 8_000_000}
"""Parameters of a layer that can still be worked out on paper, and with a calculator."""
SIDE = 32
STEM = """
The table lists {which} of {title}.{main}{rest}{width}

{layers}

{reads}{arguments} {question}
"""
READS = "`{first}` is given a map with {in_channels_1} channels. "
IMAGE = "`{first}` is given the image, which has {in_channels_1} channels. "
GREY = "`{first}` is given the image, which has 1 channel. "
REST = " Activations and pooling between them are left out."
UNNORMALISED = " Activations, normalisation and pooling between them are left out."
MAIN = {
    "Residual": " Of a residual block it shows the main path.",
    "Parallel": " Of {block} it shows one branch.",
}
NUMBERS = ("kernel_size", "in_channels", "out_channels", "groups")


@cache
def _convolutions(network: int) -> tuple[OnPath, ...]:
    """Those of the main path, as long as either all have biases or none has."""
    path = () if NETWORKS[network] in MORE_LEARNED else paths.windows(network)
    found = [(one, one.layer) for one in path if isinstance(one.layer, Conv2d)]
    return tuple(one for one, layer in takewhile(lambda pair: pair[1].bias == found[0][1].bias, found))


@lru_cache(maxsize=256)
def _chain(network: int, first: int, depth: int, width: int) -> tuple[Conv2d, ...]:
    """Convolutions of a network of another width of which each reads what the one before it gives, else nothing."""
    found: list[Conv2d] = []
    given = published.architecture(network).network.input[0]
    for _, layer, _ in _convolutions(network)[first : first + depth]:
        wide = widths.scaled(layer, width, given) if isinstance(layer, Conv2d) else None
        if not isinstance(wide, Conv2d) or (found and wide.in_channels != found[-1].out_channels):
            return ()
        found.append(wide)
    return tuple(found)


def _layers(p: Params) -> tuple[Conv2d, ...]:
    return _chain(p["network"], p["first"], len(p.shape), p["width"])


@cache
def _level(level: Level) -> Concat:
    depth = DEPTH[level]
    names = [f"{name}_{place}" for place in range(1, depth + 1) for name in NUMBERS]
    rows = Rows(("network", "first", "width", "bias", "norm", *names), lambda: _points(level), ("one",) * depth)
    return concat(rows, real=_real)


def _real(c: Any) -> Mask:
    places = zip(c.network.tolist(), c.first.tolist(), c.width.tolist(), strict=True)
    return np.asarray([sums.published(_chain(*place[:2], len(c.shape), place[2])) for place in places], dtype=np.bool_)


def _points(level: Level) -> Iterator[tuple[int, ...]]:
    """Chains whose numbers differ, those of published width first."""
    seen = set()
    for width in sorted(WIDTHS, key=lambda width: abs(width - PUBLISHED)):
        for network in range(len(NETWORKS)):
            for first in range(len(_convolutions(network))):
                chain = _chain(network, first, DEPTH[level], width)
                if len(chain) < DEPTH[level] or not _shown(network, first, width, level) or not _fits(chain, level):
                    continue
                norm = level != "easy" and not chain[0].bias
                if norm and NETWORKS[network] in UNEVEN:
                    continue
                content = (int(chain[0].bias), int(norm), *(number for layer in chain for number in _numbers(layer)))
                if content not in seen and sums.counted(chain, norm=norm) <= MOST[level]:
                    seen.add(content)
                    yield network, first, width, *content


def _shown(network: int, first: int, width: int, level: Level) -> bool:
    """Whether the stem can say what the first convolution reads: a single one has its predecessor in the table."""
    return level != "easy" or first == 0 or bool(_chain(network, first - 1, 2, width))


def _fits(chain: Sequence[Conv2d], level: Level) -> bool:
    """Whether there are groups in hard, and none before."""
    return any(layer.groups != 1 for layer in chain) == (level == "hard")


def _numbers(layer: Conv2d) -> tuple[int, int, int, int]:
    return axis(layer.kernel_size, 0), layer.in_channels, layer.out_channels or 0, layer.groups or 1


def _names(p: Params) -> tuple[str, ...]:
    return tuple(one.name for one in _convolutions(p["network"])[p["first"] : p["first"] + len(p.shape)])


def _stem(p: Params) -> Text:
    before = 1 if len(p.shape) == 1 and p["first"] else 0
    first, depth = p["first"] - before, len(p.shape) + before
    chain = _chain(p["network"], first, depth, p["width"])
    placed = _convolutions(p["network"])[first : first + depth]
    names = [one.name for one in placed]
    grouped = any(layer.groups != 1 for layer in chain)
    show = ("out_channels", "kernel_size", *(("groups",) if grouped else ()))
    rows = tuple(
        (name, *(str(getattr(layer, argument)) for argument in show)) for name, layer in zip(names, chain, strict=True)
    )
    words = STEM.replace("{width}", widths.widened(p)).replace("{reads}", "" if before else _reads(p))
    words = words.replace("{main}", paths.main_path(placed, p["network"], MAIN))
    words = words.replace("{which}", "consecutive convolutions" if depth > 1 else "the first convolution")
    rest = REST if p["bias"] or p["norm"] else UNNORMALISED
    words = words.replace("{rest}", rest if depth > 1 else "")
    words = words.replace("{arguments}", _arguments(p, grouped=grouped, alone=depth == 1))
    words = words.replace("{question}", _question(p))
    table = Table(("Layer", *show), rows, "The convolutions in their order" if depth > 1 else "The first convolution")
    return Text(words, {**p.values, "title": published.title(p), "layers": table, "first": names[0], "last": names[-1]})


def _reads(p: Params) -> str:
    if p["first"]:
        return READS
    return GREY if p["in_channels_1"] == 1 else IMAGE


def _arguments(p: Params, *, grouped: bool, alone: bool) -> str:
    bias, subject = f"`bias={p['bias'] == 1}`", "`{first}` has a square kernel" if alone else "All have square kernels"
    words = f"{subject} and {bias}" if grouped else f"{subject}, `groups=1` and {bias}"
    behind = "it" if alone else "each of them"
    return f"{words}; a `BatchNorm2d` layer with `affine=True` follows {behind}." if p["norm"] else f"{words}."


def _question(p: Params) -> str:
    if len(p.shape) == 1:
        together = " together with the normalisation after it" if p["norm"] else ""
        return f"How many learnable parameters does `{{last}}` have{together}?"
    together = ", counting the normalisation after them" if p["norm"] else ""
    number = {2: "two", 3: "three"}[len(p.shape)]
    return f"How many learnable parameters do these {number} convolutions have in all{together}?"


def _network(p: Params) -> Network:
    layers = sums.learning(_layers(p), norm=p["norm"] == 1)
    return Network((p["in_channels_1"], SIDE, SIDE), layers)


def _givens(p: Params) -> dict[str, Any]:
    return {"architecture": NETWORKS[p["network"]], "names": list(_names(p)), "width": WIDTHS[p["width"]]}


def _example(network: str, first: int, numbers: tuple[int, int, int, int], key: int, source: str) -> Example:
    values = dict(zip((f"{name}_1" for name in NUMBERS), numbers, strict=True))
    place = {"network": NETWORKS.index(network), "first": first, "width": PUBLISHED}
    return Example({**values, **place, "bias": 1, "norm": 0}, (key,), source, ("one",))


LENET = "LeCun et al. (1998), Gradient-based learning applied to document recognition, section II.B"
FAMILY = Family(
    module=__name__,
    title="Parameters of layers of a published network",
    weight="core",
    asks="parameters",
    levels=Levels(_level),
    formulas=(normalized_parameters,),
    compose=lambda trees, shape: (summed(enumerate(shape, 1), trees[0]),),
    misconceptions=(*stages.ALL, *stages.SEVERAL, *stages.ALONE),
    numerical_only="layers of one network share their channels, and the wrong products tell which one is right",
    stem=_stem,
    solution=lambda p, key: sums.sum_solution(p, _names(p), key[0]),
    network=_network,
    givens=_givens,
    measure=lambda p: (oracle.parameters(_network(p).layers),),
    recount=(
        Check("filter by filter", lambda p: (sums.counted(_layers(p), norm=p["norm"] == 1),)),
        Check("table of the network", lambda p: (sum(parameters(layer, 0) for layer in _network(p).layers),)),
    ),
    examples=(
        _example("lenet5", 0, (5, 1, 6, 1), 156, f"{LENET}, layer C1"),
        _example("lenet5", 2, (5, 16, 120, 1), 48_120, f"{LENET}, layer C5"),
    ),
)
