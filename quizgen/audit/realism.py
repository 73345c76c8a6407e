"""``banks/REALISM.md``: how many of the layers that items show stand in published networks, by family and level.

Read from what an item's JSON says, and not from what a space says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, groupby, islice
from typing import Any

from msgspec import Struct

from quizgen.answers import Numerical
from quizgen.asking.source import Source
from quizgen.catalog import shipped_families
from quizgen.formats.protocol import File
from quizgen.layers import AvgPool2d, Conv2d, ConvTranspose2d, Layer, MaxPool2d, layer_json
from quizgen.layers.channels import is_pair
from quizgen.layers.schedules import is_repeated
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS, Kind, Level, Question
from quizgen.templating import MARKDOWN, Templates

PAGE = "REALISM.md"
DRAWN = 60
LARGE = 7
LEAST: Mapping[Level, Fraction] = {"easy": Fraction(6, 10), "medium": Fraction(6, 10), "hard": Fraction(3, 10)}
WINDOWS: Mapping[str, type[Conv2d | ConvTranspose2d | MaxPool2d | AvgPool2d]] = {
    "Conv1d": Conv2d,
    "Conv2d": Conv2d,
    "MaxPool2d": MaxPool2d,
    "AvgPool2d": AvgPool2d,
    "ConvTranspose1d": ConvTranspose2d,
    "ConvTranspose2d": ConvTranspose2d,
}
"""Layers with a window; one of one axis is judged as if it had two alike."""
_ONE = {"in_channels": 1, "out_channels": 1}
"""The channels of a layer that shows none."""
MOST_LARGE: Mapping[Level, Fraction] = {"easy": Fraction(0), "medium": Fraction(0), "hard": Fraction(1, 10)}


class Realism(Struct, frozen=True):
    """What a level's items show: shares of real layers, of items with real layers alone, and of large strange kernels.

    A layer is real if its window is that of a published network and its channels, where they are shown, are too. Layers
    of a stack whose dilations make a schedule are real if they follow each other in such a network; 1 x 1 convolutions
    between them, as WaveNet has them, do not part them.
    """

    layers: Fraction
    items: Fraction
    large: Fraction

    def faults(self, level: Level) -> Iterator[str]:
        """What is beyond the limits."""
        if self.layers < LEAST[level]:
            yield f"{float(self.layers):.0%} of the layers are real, at least {float(LEAST[level]):.0%} are wanted"
        if self.large > MOST_LARGE[level]:
            yield (
                f"{float(self.large):.0%} of the layers have a kernel above {LARGE} that no published network has, "
                f"at most {float(MOST_LARGE[level]):.0%} may"
            )


def realism(source: Source, level: Level, kind: Kind) -> Realism | None:
    """The realism of the level's first items; None where they show no layer with a window."""
    drawn = islice(source.draw(level, kind, "realism"), DRAWN)
    shown = [(question, layers) for question in drawn if (layers := list(_windows(question)))]
    if not shown:
        return None
    real = [_which_real(question, layers) for question, layers in shown]
    return Realism(
        _share([*chain(*real)]),
        _share([all(one) for one in real]),
        _share([_is_large(layer) for _, layers in shown for layer in layers]),
    )


def _which_real(question: Question, layers: Sequence[Layer]) -> list[bool]:
    """Which of the layers that a question shows are real."""
    stacked = not any(isinstance(option.value, Layer) for option in question.options)
    found: list[bool] = []
    for plain, some in groupby(layers, _is_plain):
        run = [*some]
        wide = [layer for layer in run if isinstance(layer, Conv2d) and layer.kernel_size != 1]
        if stacked and plain and _is_schedule(wide):
            follow = is_repeated([(one.kernel_size, one.dilation) for one in wide])
            found += [follow if layer in wide else _is_real(layer) for layer in run]
        else:
            found += map(_is_real, run)
    return found


def _is_plain(layer: Layer) -> bool:
    """Whether a layer has a square kernel, stride 1 and no padding: a number of such layers can be a schedule."""
    return isinstance(layer, Conv2d) and layer.stride == 1 and layer.padding == 0 and isinstance(layer.dilation, int)


def _is_schedule(run: Sequence[Layer]) -> bool:
    return len(run) > 1 and any(isinstance(layer, Conv2d) and layer.dilation != 1 for layer in run)


def _share(hits: Sequence[bool]) -> Fraction:
    return Fraction(sum(hits), len(hits))


def _is_real(layer: Layer) -> bool:
    if isinstance(layer, Conv2d | ConvTranspose2d) and not is_pair(layer.in_channels, layer.out_channels):
        return False
    return bool(is_real(layer))


def _is_large(layer: Layer) -> bool:
    size = getattr(layer, "kernel_size", 0)
    return max(size if isinstance(size, tuple) else (size,)) > LARGE and not is_real(layer)


def _windows(question: Question) -> Iterator[Layer]:
    """The layers with a window that the question shows, as options too; the asked argument has the key's value."""
    answer = question.parts[0].answer
    key = answer.key if isinstance(answer, Numerical) else None
    shown = [layer_json(option.value) for option in question.options if isinstance(option.value, Layer)]
    same = "same" in question.params
    for found in _nested([question.params, shown]):
        if kind := WINDOWS.get(found["type"]):
            names = [name for name in kind.__struct_fields__ if name in found]
            given = {name: _value(found[name], key) for name in names}
            if same:
                given["padding"] = _half(given["kernel_size"], given["dilation"])
            if "kernel_size" in given:
                own = kind.__struct_fields__
                yield kind(**{name: value for name, value in (_ONE | given).items() if name in own})


def _half(kernel_size: Any, dilation: Any) -> tuple[int, ...]:
    """What `same` padding puts on each side of an axis, or on the side that gets less."""
    sizes, rates = ((one if isinstance(one, tuple) else (one, one)) for one in (kernel_size, dilation))
    return tuple(rate * (size - 1) // 2 for size, rate in zip(sizes, rates, strict=True))


def _nested(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every layer without layers of its own in a piece of JSON."""
    if isinstance(value, Mapping):
        inner = list(_nested(list(value.values())))
        if not inner and "type" in value:
            yield value
        yield from inner
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _nested(part)


def _value(value: Any, key: Any) -> Any:
    return key if value is None else tuple(value) if isinstance(value, list) else value


def _usual(source: Source, level: Level) -> Realism | None:
    return realism(source, level, source.usual(level))


def page() -> File:
    """The table of all families that show layers, each level as it is asked by default."""
    every = ((source, [_usual(source, level) for level in LEVELS]) for source in shipped_families())
    rows = [(source, found) for source, found in every if any(found)]
    return File(PAGE, Templates(MARKDOWN).stream("realism.md.j2", rows=rows, levels=LEVELS))
