"""Max unpooling, which puts each value of a small map to the place that it had in its window."""

from __future__ import annotations

from quizgen.oracle.probing.calls import Call, Made, Result, See, function
from quizgen.oracle.probing.rules.windows import per
from quizgen.oracle.probing.seen import Seen, merged
from quizgen.oracle.probing.sliding import stamped

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
    padding = per(call["padding"] or 0, axes)
    front = one.dim() - axes
    windows = list(zip(one.shape[front:], kernel, stride, padding, strict=True))
    exact = [(length - 1) * move - 2 * room + size for length, size, move, room in windows]
    sizes = [int(size) for size in (call["output_size"] or exact)][-axes:]

    def seen(see: See, _: int) -> Seen:
        found = merged([see(one), see(indices)])
        for axis, (_, size, move, room) in enumerate(windows):
            if found.shape[1 + front + axis] > 1:
                found = stamped(found, front + axis, range(size), (move, room), sizes[axis])
        return found

    return Made((*one.shape[:front], *sizes), call.each(seen), one.dtype)
