"""Learnable parameters of classifiers behind adaptive average pooling, and what this saves against flattening."""

from __future__ import annotations

from quizgen.math.reader import formula, read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr

NIN = "Lin et al. (2014), Network in network, section 3.2"
PYTORCH = "PyTorch documentation, torch.nn"


@formula(source=f"{NIN}: one value for each map; {PYTORCH}.Linear")
def pooled_parameters(channels: int, features_out: int, bias: int) -> int:
    """One weight for each pair of a channel and an output, and a bias for each output."""
    return channels * features_out + bias * features_out


@formula(source=f"{PYTORCH}.AdaptiveAvgPool2d and {PYTORCH}.Linear")
def hidden_parameters(channels: int, hidden: int, features_out: int, bias: int) -> int:
    """Two linear layers behind global average pooling."""
    return channels * hidden + bias * hidden + hidden * features_out + bias * features_out


@formula(source=f"{PYTORCH}.AdaptiveAvgPool2d and {PYTORCH}.Linear")
def grid_parameters(channels: int, mid_channels: int, cells: int, features_out: int, bias: int) -> int:
    """A 1x1 convolution, pooling to a square of ``cells`` a side, and a linear layer on it."""
    return channels * mid_channels + bias * mid_channels + mid_channels * cells**2 * features_out + bias * features_out


@formula(source=f"{NIN}: global average pooling in place of fully connected layers")
def pooling_saves(channels: int, n_h: int, n_w: int, cells: int, features_out: int) -> int:
    """Weights of a linear layer on the flattened map, less those of one behind the pooling to ``cells`` a side."""
    return channels * n_h * n_w * features_out - channels * cells**2 * features_out


def behind_pooling(tree: Expr, shape: tuple[str, ...]) -> Expr:
    """The ``tree`` in ``n_h`` and ``n_w`` as it is where max pooling halves both sides first (``pooled``)."""
    sides = {name: read(f"floor({name}/2)") for name in ("n_h", "n_w")}
    return substitute(tree, sides) if shape == ("pooled",) else tree
