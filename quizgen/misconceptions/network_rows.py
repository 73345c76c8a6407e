"""Mistakes in single rows of a network's table, in the names of ``quizgen.formulas.network_rows``."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from quizgen.formulas import network_rows as rows
from quizgen.math.reader import read
from quizgen.misconceptions import (
    group_parameters,
    head_parameters,
    networks,
    norm_layers,
    norm_parameters,
    parameters,
    receptive_field,
    sizes,
)
from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Shape, Trees


def _as(mistake: Instead, formula: str) -> Instead:
    """A known mistake, made in one row."""
    return replace(mistake, formula=formula)


# The shape of the output.
def _on_map(step: str, mistakes: Iterable[Misconception]) -> tuple[Instead, ...]:
    """Mistakes about one axis, made on both."""
    return tuple(_both(step, one) for one in mistakes)


def _both(step: str, mistake: Misconception) -> Instead:
    def wrong(shape: Shape) -> Trees | None:
        found = mistake.wrong((rows.SIDES[step],), shape)
        return found and (rows.channels(step), *rows.both(found[0]))

    return Instead(mistake.id, wrong, mistake.feedback, concept=mistake.concept)


def _channels(step: str, slug: str, formula: str, feedback: str, *, concept: str) -> Instead:
    """Another number of channels on a map of the right size."""
    trees = (read(formula), *rows.both(rows.SIDES[step]))
    return Instead(slug, lambda _: trees, feedback, concept=concept)


def _map(slug: str, shape: tuple[str, str, str], feedback: str, *, concept: str) -> Instead:
    """Another shape altogether."""
    trees = tuple(map(read, shape))
    return Instead(slug, lambda _: trees, feedback, concept=concept)


_WINDOW = (
    *(sizes.NO_PLUS_ONE, sizes.ROUNDS_UP, sizes.PAD_ONCE, sizes.IGNORES_PADDING),
    *(sizes.IGNORES_STRIDE, sizes.FORGETS_KERNEL, sizes.KEEPS_SIZE),
)


def _convolved(step: str, *more: Misconception) -> tuple[Instead, ...]:
    kept = _channels(
        step,
        "convolution-keeps-input-channels",
        "in_channels",
        "A convolution gives `out_channels` channels, however many its input has.",
        concept="output-channels-are-filters",
    )
    return (*_on_map(step, (*_WINDOW, *more)), kept)


_HALVED = _channels(
    "pool",
    "pooling-drops-channels",
    "in_channels/2",
    "Pooling works on each channel by itself, so that it gives as many channels as it is given.",
    concept="pooling-keeps-channels",
)
_EARLIER = _map(
    "shape-before-convolution",
    ("below_in_channels", "below_n_h", "below_n_w"),
    "That is what reached the convolution before; this layer is given what the convolution made, and keeps its shape.",
    concept="leaves-out-a-layer",
)
_RELU_HALVES = _map(
    "relu-halves-map",
    ("in_channels", "floor(n_h/2)", "floor(n_w/2)"),
    "`ReLU` sets negative values to zero and leaves out none, so that height and width stay.",
    concept="layer-changes-size",
)
_NORM_AVERAGES = _map(
    "normalisation-averages-map",
    ("in_channels", "1", "1"),
    "Mean and variance are taken over the whole map, but every position of it is normalised and given on.",
    concept="layer-changes-size",
)
_NORM_DOUBLES = _map(
    "normalisation-pairs-channels",
    ("2*in_channels", "n_h", "n_w"),
    "The scale and the shift of a channel work on one and the same map, so that the number of channels stays.",
    concept="scale-and-shift",
)
_FLATTENED = {one.id: one for one in head_parameters.FLATTENED}
SHAPE: dict[str, tuple[Misconception, ...]] = {
    "conv": _convolved("conv"),
    "dilated": _convolved("dilated", *sizes.OF_HOLES),
    "grouped": _convolved("grouped"),
    "pool": (*_on_map("pool", (*_WINDOW[:-1], sizes.DIVIDES_BY_KERNEL)), _HALVED),
    "relu": (_EARLIER, _RELU_HALVES),
    "norm": (_EARLIER, _NORM_AVERAGES, _NORM_DOUBLES),
    "flatten": (
        _as(_FLATTENED["counts-side-of-map-once"], "in_channels*n_h"),
        _as(_FLATTENED["adds-sides-of-map"], "in_channels*(n_h + n_w)"),
        _as(_FLATTENED["flattens-one-channel"], "n_h*n_w"),
        _as(_FLATTENED["one-value-a-channel"], "in_channels"),
        _as(_FLATTENED["adds-channels-to-positions"], "in_channels + n_h*n_w"),
    ),
}
"""By the kind of layer, what goes wrong with the shape of its output."""

# The learnable parameters.
_CONVOLUTION = (parameters.FORGETS_BIAS, parameters.ADDS_BIAS, parameters.ONE_BIAS, parameters.KERNEL_ONCE)
PARAMETERS: dict[str, tuple[Misconception, ...]] = {
    "conv": (
        *_CONVOLUTION,
        *(parameters.ONE_CHANNEL, parameters.ADDS_CHANNELS, parameters.OUT_TWICE),
        _as(networks.DEPTH_FROM_INPUT, "kernel_size**2*image_channels*out_channels + bias*out_channels"),
    ),
    "dilated": (
        *_CONVOLUTION,
        *(parameters.ONE_CHANNEL, parameters.ADDS_CHANNELS, parameters.OUT_TWICE),
        replace(parameters.DILATED_KERNEL, instead={"kernel_size": "dilation*(kernel_size - 1) + 1"}),
    ),
    "grouped": (
        *_CONVOLUTION,
        *(
            group_parameters.UNGROUPED,
            group_parameters.ONE_GROUP,
            group_parameters.TIMES_GROUPS,
            group_parameters.GROUPS_AS_WIDTH,
        ),
        *(group_parameters.ONE_CHANNEL_A_GROUP, group_parameters.BIAS_DIVIDED),
    ),
    "norm": (
        _as(norm_parameters.ONLY_SCALE, "in_channels"),
        _as(norm_layers.FOUR_EACH, "4*in_channels"),
        _as(norm_parameters.ONE_PAIR, "2"),
        Misreading(
            "pairs-of-earlier-channels",
            {"in_channels": "below_in_channels"},
            "`BatchNorm2d` has a pair for each channel that reaches it, not for those that the convolution read.",
            concept="two-numbers-per-channel",
        ),
    ),
    "linear": (
        _as(_FLATTENED["forgets-bias-of-linear"], "features_in*features_out"),
        _as(_FLATTENED["linear-bias-per-input"], "features_in*features_out + features_in"),
        _as(_FLATTENED["linear-bias-on-both-sides"], "features_in*features_out + features_in + features_out"),
        _as(networks.ONE_BIAS_A_LAYER, "features_in*features_out + 1"),
        _as(_FLATTENED["one-value-a-channel"], "in_channels*features_out + features_out"),
        _as(_FLATTENED["flattened-length"], "features_in"),
    ),
}
"""By the kind of layer, what goes wrong with its learnable parameters."""

# The receptive field.
_STEP = "dilation*(kernel_size - 1)"
_FIRST = (
    _as(receptive_field.FROM_ZERO, _STEP),
    _as(receptive_field.ADDS_KERNEL, "dilation*(kernel_size - 1) + 2"),
    _as(receptive_field.OWN_STRIDE, f"1 + {_STEP}*stride"),
    _as(receptive_field.AREA, f"({_STEP} + 1)**2"),
)
_LATER = (
    _as(receptive_field.IGNORES_JUMP, f"receptive_field + {_STEP}"),
    _as(receptive_field.OWN_STRIDE, f"receptive_field + {_STEP}*jump*stride"),
    _as(receptive_field.ADDS_KERNEL, f"receptive_field + ({_STEP} + 1)*jump"),
    _as(receptive_field.PRODUCT, f"receptive_field*({_STEP} + 1)"),
    _as(receptive_field.LAST_KERNEL, f"{_STEP} + 1"),
    _as(receptive_field.STRIDE_BELOW, f"receptive_field + {_STEP}*below_stride"),
)
_HOLES = (
    _as(receptive_field.IGNORES_DILATION, "receptive_field + (kernel_size - 1)*jump"),
    _as(receptive_field.DILATES_TAPS, "receptive_field + (dilation*kernel_size - 1)*jump"),
    _as(receptive_field.ONE_HOLE_MORE, "receptive_field + (dilation + 1)*(kernel_size - 1)*jump"),
)
_OWN_INPUT = Instead(
    "field-on-own-input",
    "1",
    "This layer reads a single value of its own input, but that value sees a larger part of the network's input.",
    concept="field-on-own-input",
)
_AGAIN = Instead(
    "widens-field-again",
    "receptive_field + below_dilation*(below_kernel_size - 1)*below_jump",
    "This layer has no window of its own, so that nothing widens the receptive field once more.",
    concept="what-enlarges-field",
)
_WIDER = Instead(
    "strides-widen-without-window",
    "receptive_field*below_stride",
    "Strides move the windows of later layers apart, and a layer without a window adds nothing to the field.",
    concept="stride-multiplies-everything",
)
_EVALUATED = Instead(
    "normalisation-sees-whole-map",
    "image",
    "In evaluation mean and variance are fixed numbers, so that no other position has a say.",
    concept="running-in-evaluation",
)
_POINTWISE = (_OWN_INPUT, _AGAIN, _WIDER)
FIELD: dict[str, tuple[Misconception, ...]] = {
    "conv": _LATER,
    "grouped": _LATER,
    "dilated": (*_LATER, *_HOLES),
    "pool": (_as(receptive_field.SKIPS_POOLS, "receptive_field"), *_LATER),
    "relu": _POINTWISE,
    "norm": (*_POINTWISE, _EVALUATED),
}
"""By the kind of layer, what goes wrong with the receptive field of a unit of its output."""


def of_field(step: str, place: int) -> tuple[Misconception, ...]:
    """What goes wrong with the receptive field at a place, counted from 1: before the first layer there is none yet."""
    return _FIRST if place == 1 else FIELD[step]
