"""The picture of a grouped convolution beside one without groups, of the first such layer of a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizgen.errors import UsageError
from quizgen.layers import Conv2d, Layer, Parallel, Residual, branches

if TYPE_CHECKING:
    from quizgen.cli.networks import Subject


def groups(subject: Subject) -> tuple[str, str, str]:
    """The drawing as SVG, its title, and what is to be seen; raises UsageError where no layer has groups."""
    from quizgen import figures
    from quizgen.figures.connectivity import connectivity
    from quizgen.text.speech import SPEECH

    every = () if subject.network is None else subject.network.layers
    for layer in _convolutions(every):
        if layer.groups and layer.groups > 1 and layer.out_channels:
            figure = connectivity(layer.in_channels, layer.out_channels, layer.groups)
            return figures.svg(figure), f"A convolution with {layer.groups} groups", SPEECH.text(figure.alt)
    raise UsageError(
        f"{subject.title} has no convolution with groups that quizgen knows: write a line with one, such as "
        "'conv 8->8 k3 p1 g4' with --input 8x16x16"
    )


def _convolutions(layers: Sequence[Layer]) -> Iterator[Conv2d]:
    for layer in layers:
        if isinstance(layer, Conv2d):
            yield layer
        elif isinstance(layer, Residual | Parallel):
            for path in branches(layer):
                yield from _convolutions(path)
