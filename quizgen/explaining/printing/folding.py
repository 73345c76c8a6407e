"""Which layers are counted in the row of the layer before them: activations, normalisations and dropout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizgen.explaining.table import Line

_KEEPING = frozenset(
    {
        *("relu", "relu6", "leakyrelu", "prelu", "rrelu", "elu", "selu", "celu", "gelu", "quickgelu", "silu", "swish"),
        *("mish", "hardswish", "hardsigmoid", "hardtanh", "sigmoid", "logsigmoid", "tanh", "tanhshrink", "softplus"),
        *("softsign", "softshrink", "hardshrink", "threshold", "softmax", "softmin", "logsoftmax", "identity"),
        *("stochasticdepth", "droppath"),
    }
)
_KEEPING_ENDS = ("norm", "dropout")
_WORDS = {
    "batchnorm": "bn",
    "syncbatchnorm": "bn",
    "instancenorm": "in",
    "groupnorm": "gn",
    "layernorm": "ln",
    "leakyrelu": "lrelu",
    "droppath": "drop path",
    "stochasticdepth": "drop path",
}
"""The words of a line of layers, where they are not the name in small letters."""
_AXES = re.compile(r"[123]d$")


def word(kind: str) -> str:
    """What a type of layers or functions (``F.relu``) is called beside another one; nothing where it stands alone."""
    name = _AXES.sub("", kind.rpartition(".")[2].lower().replace("_", ""))
    return _WORDS.get(name, name) if name in _KEEPING or name.endswith(_KEEPING_ENDS) else ""


def folds(lines: Sequence[Line], before: int, place: int) -> bool:
    """Whether the line at a place may be counted with the one before, whose output it reads and whose shape it keeps.

    All that the row then says has to be true of both.
    """
    host, line = lines[before], lines[place]
    if host.kind == "other" or line.kind == "other" or not word(line.type):
        return False
    reads = not line.sources or line.sources == (before,)
    return reads and host.output_shape is not None and _seen(host) == _seen(line)


def _seen(line: Line) -> tuple[object, ...]:
    return line.output_shape, line.receptive_field, line.jump, line.start, line.whole, line.through
