"""The arguments of PyTorch's modules in their order, and which of them change nothing that a table shows."""

from __future__ import annotations

from collections.abc import Mapping

CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding")
NORM = ("num_features", "eps", "momentum", "affine", "track_running_stats")
SIGNATURES: Mapping[str, tuple[str, ...]] = {
    "Conv": (*CONV, "dilation", "groups", "bias", "padding_mode"),
    "ConvTranspose": (*CONV, "output_padding", "groups", "bias", "dilation", "padding_mode"),
    "MaxPool": ("kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"),
    "AvgPool": ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"),
    "AvgPool1d": ("kernel_size", "stride", "padding", "ceil_mode", "count_include_pad"),
    "MaxUnpool": ("kernel_size", "stride", "padding"),
    "AdaptiveAvgPool": ("output_size",),
    "AdaptiveMaxPool": ("output_size", "return_indices"),
    "ZeroPad": ("padding",),
    "ReflectionPad": ("padding",),
    "ReplicationPad": ("padding",),
    "CircularPad": ("padding",),
    "BatchNorm": NORM,
    "InstanceNorm": NORM,
    "GroupNorm": ("num_groups", "num_channels", "eps", "affine"),
    "LayerNorm": ("normalized_shape", "eps", "elementwise_affine", "bias"),
    "Linear": ("in_features", "out_features", "bias"),
    "Flatten": ("start_dim", "end_dim"),
    "Unflatten": ("dim", "unflattened_size"),
    "Upsample": ("size", "scale_factor", "mode", "align_corners", "recompute_scale_factor"),
    "PixelShuffle": ("upscale_factor",),
    "PixelUnshuffle": ("downscale_factor",),
    "ChannelShuffle": ("groups",),
    "SqueezeExcitation": ("input_channels", "squeeze_channels", "activation", "scale_activation"),
    "LeakyReLU": ("negative_slope", "inplace"),
    "PReLU": ("num_parameters", "init"),
    "ELU": ("alpha", "inplace"),
    "CELU": ("alpha", "inplace"),
    "GELU": ("approximate",),
    "Hardtanh": ("min_val", "max_val", "inplace"),
    "Softplus": ("beta", "threshold"),
    "Softmax": ("dim",),
    "LogSoftmax": ("dim",),
    "Dropout": ("p", "inplace"),
    "AlphaDropout": ("p", "inplace"),
    "StochasticDepth": ("p", "mode"),
    "Sigmoid": (),
    "LogSigmoid": (),
    "Tanh": (),
    "Softsign": (),
    "Identity": (),
}
"""By the name, or by that without the number of axes."""
NUMBERED = {f"LayerNorm{axes}d": ("num_channels", "eps") for axes in (1, 2, 3)}
INPLACE = ("ReLU", "ReLU6", "SELU", "SiLU", "Mish", "Hardswish", "Hardsigmoid")
"""Modules with the one argument ``inplace``."""
PLACED = ("device", "dtype")
"""Arguments, by name alone, of modules that learn: where their numbers stand, and of which type they are."""
LEARNING = ("Conv", "ConvTranspose", "BatchNorm", "InstanceNorm", "GroupNorm", "LayerNorm", "Linear", "PReLU")
HARMLESS = frozenset(
    {
        *("eps", "momentum", "track_running_stats", "inplace", "init", "approximate", "beta", "threshold", "min_val"),
        *("max_val", "count_include_pad", "divisor_override", "recompute_scale_factor", *PLACED),
    }
)
"""Arguments that change neither a shape nor what is learned, costs or is seen."""
ONLY: Mapping[str, tuple[object, ...]] = {
    "return_indices": (False,),
    "elementwise_affine": (True,),
    "start_dim": (1,),
    "end_dim": (-1, 3),
    "bias": (True,),
    "dim": (1,),
}
"""Arguments of which these values alone can be told, where the layer's value has none of that name."""
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Conv": ("out_channels", "kernel_size"),
    "ConvTranspose": ("out_channels", "kernel_size"),
    "MaxPool": ("kernel_size",),
    "AvgPool": ("kernel_size",),
    "MaxUnpool": ("kernel_size",),
    "AdaptiveAvgPool": ("output_size",),
    "AdaptiveMaxPool": ("output_size",),
    "Linear": ("out_features",),
    "GroupNorm": ("num_groups", "num_channels"),
    "LayerNorm": ("normalized_shape",),
    **dict.fromkeys(NUMBERED, ("num_channels",)),
    "Unflatten": ("unflattened_size",),
    "PixelShuffle": ("upscale_factor",),
    "PixelUnshuffle": ("downscale_factor",),
    "ChannelShuffle": ("groups",),
    "SqueezeExcitation": ("input_channels", "squeeze_channels"),
}
"""Arguments without a default."""
COUNTS = frozenset(
    {
        *("in_channels", "out_channels", "groups", "in_features", "out_features", "num_features", "num_channels"),
        *("num_groups", "normalized_shape", "unflattened_size", "input_channels", "squeeze_channels", "num_parameters"),
    }
)
"""Arguments that count channels or features."""


def signature(kind: str) -> tuple[str, ...] | None:
    """The arguments of the module of a name, in their order; None where there is none of that name."""
    if kind in NUMBERED:
        return NUMBERED[kind]
    if kind in INPLACE:
        return ("inplace",)
    return SIGNATURES.get(kind, SIGNATURES.get(stem_of(kind)))


def by_name(kind: str) -> tuple[str, ...]:
    """The arguments that the module of a name takes beside those of its signature, by their names alone."""
    return PLACED if stem_of(kind) in LEARNING else ()


def stem_of(kind: str) -> str:
    """The name without the number of axes; that of a normalization over channels stays, for there is another one."""
    return kind[:-2] if kind[-2:] in {"1d", "2d", "3d"} and kind not in NUMBERED else kind
