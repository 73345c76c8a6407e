"""Which of torch's functions a reader meets as a step of a forward, and what each is called.

A function is a step where it makes numbers of what comes from the input. Not so: questions (``size``, ``dim``), parts
(``x[:, 0]``, ``chunk``, ``split``, ``unbind``), axes of one that come or are repeated as they are (``unsqueeze``,
``expand``), copies and other types of numbers (``clone``, ``contiguous``, ``float``). Axes in another order are a step
(``permute``, ``transpose``), and so are others in their place (``flatten``, ``view``) if the shape differs afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quizgen.oracle.running import loaded

SYMBOLS = {
    "add": "+",
    "radd": "+",
    "iadd": "+",
    "sub": "-",
    "rsub": "-",
    "isub": "-",
    "subtract": "-",
    "mul": "*",
    "rmul": "*",
    "imul": "*",
    "multiply": "*",
    "div": "/",
    "divide": "/",
    "true_divide": "/",
    "truediv": "/",
    "rdiv": "/",
    "rtruediv": "/",
    "itruediv": "/",
    "idiv": "/",
    "pow": "**",
    "rpow": "**",
    "matmul": "@",
    "rmatmul": "@",
    "neg": "-",
    "negative": "-",
}
WORDS = {"+": "add", "-": "sub", "*": "mul", "/": "div", "**": "pow", "@": "matmul"}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTS = _names("""
    getitem chunk split split_with_sizes tensor_split hsplit vsplit dsplit unbind narrow select unsqueeze expand
    expand_as broadcast_to broadcast_tensors unsafe_chunk unsafe_split alias detach data real view_as_real
    view_as_complex atleast_1d atleast_2d atleast_3d imag diagonal
""")
"""Views that are no step: they share the memory of the tensor they look at."""
COPIES = _names("""
    bfloat16 bool byte char clone contiguous cpu cuda double float half int long pin_memory positive requires_grad
    requires_grad_ retain_grad short to type type_as resolve_conj resolve_neg
    lift_fresh
""")
"""The same numbers again."""
ARRANGED = _names("flatten ravel reshape reshape_as squeeze unflatten view view_as")
MADE = _names("""
    empty_like full_like new new_empty new_full new_ones new_tensor new_zeros ones_like rand_like randn_like zeros_like
""")
"""New tensors, of which only the shape is told by another."""
WRITTEN = _names("setitem copy set index_put fill zero index_copy")
"""Values are written into a tensor, as they are."""
LEAVING = _names("numpy array")
"""From here on a forward does without torch."""
ASKED = _names("""
    size shape dim ndim ndimension numel nelement stride dtype device layout is_contiguous len is_floating_point
    is_complex element_size item tolist data_ptr storage_offset get_device names is_cuda requires_grad grad is_sparse
    is_quantized is_meta is_leaf grad_fn is_nested result_type is_tensor is_same_size get bool int float index repr
    format hash
""")
"""Questions about a tensor. Comparisons and reductions that a forward asks about are steps all the same."""
UNTOLD = ASKED | PARTS | COPIES | MADE | WRITTEN


def word(function: Callable[..., Any]) -> str:
    """The bare name of a function: ``add`` for ``x + y``, ``x.add_(y)`` and ``torch.add``, and ``T`` for ``x.T``."""
    name = getattr(function, "__name__", "") or str(function)
    if name == "__get__":
        name = getattr(getattr(function, "__self__", None), "__name__", name)
    name = name.rpartition("::")[2].partition(".")[0].removesuffix("_with_indices")
    return name.strip("_") or name


def writes(function: Callable[..., Any], options: dict[str, Any]) -> bool:
    """Whether a function changes its first tensor where it is."""
    name = getattr(function, "__name__", "")
    if name.startswith("__"):
        return name in {"__setitem__", "__iadd__", "__isub__", "__imul__", "__itruediv__", "__idiv__", "__ipow__"}
    return (name.endswith("_") and name != "requires_grad_") or options.get("inplace") is True


def step(function: Callable[..., Any]) -> tuple[str, str]:
    """The word of a function for its name, and its type as it is written: ``F.relu``, ``torch.cat``, ``+``."""
    bare = word(function)
    symbol = SYMBOLS.get(bare)
    if symbol:
        return ("neg" if bare in {"neg", "negative"} else WORDS[symbol]), symbol
    torch = loaded()
    name = getattr(function, "__name__", bare)
    module = getattr(function, "__module__", None) or ""
    if getattr(torch.nn.functional, name, None) is function:
        return bare, f"F.{name.removesuffix('_with_indices')}"
    if getattr(torch, bare, None) is not None and callable(getattr(torch, bare)):
        return bare, f"torch.{bare}"
    if module.startswith("torch._C._"):
        room = module.removeprefix("torch._C._")
        return bare, f"torch.{room}.{bare.removeprefix(f'{room}_')}"
    if module.startswith("torch._ops."):
        return bare, f"{module.removeprefix('torch._ops.')}.{bare}"
    return bare, f"Tensor.{bare}" if hasattr(torch.Tensor, bare) else bare
