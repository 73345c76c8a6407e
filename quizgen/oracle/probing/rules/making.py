"""Tensors made for another's shape, and questions that have an answer."""

from __future__ import annotations

from quizgen.oracle.probing.calls import Call, Made, Result, rule
from quizgen.oracle.probing.seen import nothing


@rule("empty_like", "full_like", "ones_like", "rand_like", "randn_like", "zeros_like", "zero", "fill", "randint_like")
@rule("bernoulli", "normal", "uniform", "random", "exponential")
def _like(call: Call) -> Result:
    """A tensor of that shape in which no unit sees anything."""
    one = call["self"]
    return Made(tuple(one.shape), (nothing(one.dim()),) * call.probe.axes, call.get("dtype") or one.dtype)


@rule("new_empty", "new_full", "new_ones", "new_zeros", "new_empty_strided")
def _new(call: Call) -> Result:
    size = tuple(call["size"])
    return Made(size, (nothing(len(size)),) * call.probe.axes, call.get("dtype") or call["self"].dtype)


@rule("_fused_sdp_choice")
def _plainly(call: Call) -> Result:
    """Attention by products and softmax, which have rules."""
    del call
    return 0
