"""Where paths from one input meet again, and gates that look at whole maps."""

from __future__ import annotations

from quizgen.layers.bases import Layer


class Joining(Layer, frozen=True):
    """Paths from a common input to where their outputs meet; an empty one passes the input on."""


class Residual(Joining, frozen=True):
    """What ``body`` makes of the input, plus the input itself, or what ``shortcut`` makes of it, of the same shape."""

    body: tuple[Layer, ...]
    shortcut: tuple[Layer, ...] = ()


class Parallel(Joining, frozen=True):
    """Branches that are all given the same input; their outputs are concatenated along the channels.

    An empty branch passes the input on.
    """

    branches: tuple[tuple[Layer, ...], ...]


class Sum(Joining, frozen=True):
    """Branches whose outputs are added; one of a single position, or of a single channel, counts for all of them."""

    branches: tuple[tuple[Layer, ...], ...]


class Product(Joining, frozen=True):
    """Branches whose outputs are multiplied, as gates are; a single position or channel counts for all of them."""

    branches: tuple[tuple[Layer, ...], ...]


class SqueezeExcitation(Layer, frozen=True):
    """torchvision's ``SqueezeExcitation``: every channel times a number that is worked out from the means of all.

    Global average pooling, a 1x1 convolution to ``squeeze_channels``, ``activation``, a 1x1 convolution back and
    ``scale_activation`` make these numbers.
    """

    input_channels: int
    squeeze_channels: int
    activation: str = "ReLU"
    scale_activation: str = "Sigmoid"
    bias: bool = True


def branches(layer: Joining) -> tuple[tuple[Layer, ...], ...]:
    """The paths from the common input to where they meet; a residual's shortcut is the second."""
    if isinstance(layer, Residual):
        return layer.body, layer.shortcut
    if isinstance(layer, Parallel | Sum | Product):
        return layer.branches
    raise TypeError(f"{type(layer).__name__} has no branches")
