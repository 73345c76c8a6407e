"""Max unpooling, which puts each value of a small map to the place that it had in its window."""

from __future__ import annotations

from quizgen.oracle.probing.calls import Call, Lost, Made, Result, See, function
from quizgen.oracle.probing.rules.windows import per
from quizgen.oracle.probing.seen import Seen, merged
from quizgen.oracle.probing.sliding import extended

ARGUMENTS = "input indices kernel_size stride padding output_size"


@function("max_unpool1d", ARGUMENTS)
@function("max_unpool2d", ARGUMENTS)
@function("max_unpool3d", ARGUMENTS)
def _unpooled(call: Call) -> Result:
    """Every unit of a window may hold the one value of it; which does, the indices say."""
    one, indices = call["input"], call["indices"]
    axes = int(call.name[-2])
    kernel = per(call["kernel_size"], axes)
    stride = per(call["stride"] or kernel, axes)
    if stride != kernel or any(per(call["padding"] or 0, axes)):
        raise Lost("max unpooling with windows that overlap")
    front = one.dim() - axes
    exact = [length * size for length, size in zip(one.shape[front:], kernel, strict=True)]
    sizes = [int(size) for size in (call["output_size"] or exact)][-axes:]

    def seen(see: See, _: int) -> Seen:
        found = merged([see(one), see(indices)])
        for axis, size in enumerate(kernel):
            dim = front + axis
            if found.shape[1 + dim] > 1:
                found = found.repeat(size, 1 + dim)
                found = extended(found, dim, 0, sizes[axis] - exact[axis])
                found = found.take(range(sizes[axis]), 1 + dim)
        return found

    return Made((*one.shape[:front], *sizes), call.each(seen), one.dtype)
