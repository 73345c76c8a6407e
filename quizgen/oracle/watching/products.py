"""How many products each of torch's operators takes: multiply-accumulates of convolutions, matrices and attention.

Nothing counts for biases, normalization, activations, pooling, resizing and single factors. An operator that may
multiply and is not known here is never taken for none: its name is given instead of a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any, TypeAlias

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.flow import tensors

Rule: TypeAlias = Callable[[Sequence[Any], Any], int]
Groups: TypeAlias = tuple[int, int, int]
"""Input channels, output channels, and how many groups they fall into."""


def base(function: Any) -> str:
    """An operator's name without its overload: ``add`` for ``aten.add_.Tensor``, ``torchvision.nms`` for others."""
    space, _, name = str(function.name()).partition("::")
    name = name.partition(".")[0]
    name = name if name.startswith("__") else name.rstrip("_")
    return name if space == "aten" else f"{space}.{name}"


def products(function: Any, args: Sequence[Any], options: Mapping[str, Any], output: Any) -> int | None:
    """The products of one operator on its tensors; None where nobody knows them."""
    name = base(function)
    if name in COUNTED:
        return COUNTED[name]([*args, *options.values()], output)
    torch = loaded()
    if name in PLAIN or getattr(function, "is_view", False) or torch.Tag.pointwise in function.tags:
        return 0
    numbers = [one for one in tensors([*args, *options.values()]) if one.is_floating_point() or one.is_complex()]
    if not numbers or name.startswith(HARMLESS):
        return 0
    mixing = len(numbers) > 1 or "." in name or name.startswith(MIXING)
    return None if mixing else 0


def in_groups(function: Any, args: Sequence[Any], output: Any) -> Groups | None:
    """The channels of a convolution with groups, transposed or not, on any axes; None of any other operator."""
    if base(function) not in CONVOLVING or args[8] == 1:
        return None
    return int(args[0].shape[1]), int(output.shape[1]), int(args[8])


def _convolved(args: Sequence[Any], output: Any) -> int:
    signal, weight, transposed = args[0], args[1], args[6]
    places = signal if transposed else output
    return int(signal.shape[0] * prod(places.shape[2:]) * weight.numel())


def _multiplied(first: int) -> Rule:
    """Of matrices, or of batches of them, the first of which is the argument ``first``."""
    return lambda args, _: int(args[first].numel() * args[first + 1].shape[-1])


def _with_vector(first: int) -> Rule:
    return lambda args, _: int(args[first].numel())


def _outer(args: Sequence[Any], output: Any) -> int:
    del output
    return int(args[1].numel() * args[2].numel())


def _attended(args: Sequence[Any], output: Any) -> int:
    """Queries times keys, and their weights times values."""
    del output
    query, key, value = args[:3]
    return int(prod(query.shape[:-1]) * key.shape[-2] * (query.shape[-1] + value.shape[-1]))


def _stepped(args: Sequence[Any], output: Any) -> int:
    """A recurrent layer in one direction: two matrices at each step."""
    del output
    return int(prod(args[0].shape[:-1]) * (args[1].numel() + args[2].numel()))


def _by_kernels(args: Sequence[Any], output: Any) -> int:
    """Each weight at each place and for each sample."""
    weight = args[1]
    return int(output.numel() // weight.shape[0] * weight.numel())


def _over_time(args: Sequence[Any], output: Any) -> int:
    return int(prod(output.shape[:2]) * args[1].numel())


CONVOLVING = ("convolution", "_convolution")
COUNTED: Mapping[str, Rule] = {
    **dict.fromkeys(CONVOLVING, _convolved),
    "mm": _multiplied(0),
    "bmm": _multiplied(0),
    "addmm": _multiplied(1),
    "baddbmm": _multiplied(1),
    "addbmm": _multiplied(1),
    "_addmm_activation": _multiplied(1),
    "_int_mm": _multiplied(0),
    "addr": _outer,
    "mv": _with_vector(0),
    "addmv": _with_vector(1),
    "dot": _with_vector(0),
    "vdot": _with_vector(0),
    "conv_tbc": _over_time,
    "mkldnn_rnn_layer": _stepped,
    "_scaled_dot_product_flash_attention_for_cpu": _attended,
    "_scaled_dot_product_flash_attention": _attended,
    "_scaled_dot_product_efficient_attention": _attended,
    "_scaled_dot_product_cudnn_attention": _attended,
    "torchvision.deform_conv2d": _by_kernels,
}
PLAIN = frozenset(
    name
    for names in (
        "cat stack copy _to_copy _copy_from clone where index_put _index_put_impl _unsafe_index_put",
        "scatter scatter_add",
        "scatter_reduce gather index_add index_copy index_reduce slice_scatter select_scatter diagonal_scatter put",
        "as_strided_scatter masked_scatter masked_select masked_fill embedding _embedding_bag embedding_renorm",
        "searchsorted bucketize equal allclose isclose is_same_size _prelu_kernel glu hardswish log_sigmoid_forward",
        "native_batch_norm _native_batch_norm_legit _native_batch_norm_legit_no_training native_layer_norm",
        "native_group_norm _fused_rms_norm grid_sampler_2d grid_sampler_3d _grid_sampler_2d_cpu_fallback",
        "unique_consecutive quantile nanquantile histogram torchvision.nms torchvision.roi_align torchvision.roi_pool",
        "torchvision.ps_roi_align torchvision.ps_roi_pool block_diag set",
        "_pad_packed_sequence _pack_padded_sequence",
        "broadcast_tensors lift_fresh result_type _assert_async complex polar _foreach_copy _weight_norm_interface",
        "atan2",
        "affine_grid_generator tensor_split max_unpool2d max_unpool3d col2im eq ne ge gt le lt rsub copysign heaviside",
        "index index_fill index_select _unsafe_index _unsafe_masked_index max min median nanmedian mode sort topk take",
        "kthvalue isin fill floor_divide linspace logspace bernoulli normal rrelu_with_noise dist segment_reduce",
        "mse_loss smooth_l1_loss huber_loss nll_loss_forward nll_loss2d_forward soft_margin_loss multi_margin_loss",
        "binary_cross_entropy binary_cross_entropy_with_logits multilabel_margin_loss_forward lcm gcd",
        "_batch_norm_with_update _batch_norm_no_update",
        "_thnn_fused_lstm_cell _embedding_bag_forward_only fractional_max_pool2d",
    )
    for name in names.split()
)
"""Operators on several tensors in which no products of them are added up, or only as weighted means of neighbours."""
HARMLESS = ("upsample_", "_upsample_", "_foreach_", "linalg_vector_norm")
MIXING = (
    "_fft_",
    "linalg_",
    "_linalg_",
    "cholesky",
    "_cholesky",
    "inverse",
    "matrix_",
    "lu_",
    "lstsq",
    "svd",
    "_svd",
    "_pdist",
    "triangular_solve",
    "geqrf",
    "ormqr",
    "logdet",
    "slogdet",
)
"""Operators on one tensor that multiply its numbers with each other, or with many constants."""
