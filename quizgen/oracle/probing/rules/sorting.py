"""Operations whose units hold whatever is largest or next along an axis: each may come from anywhere there."""

from __future__ import annotations

from quizgen.oracle.probing.calls import Call, Made, Result, rule
from quizgen.oracle.probing.rules.reductions import dims
from quizgen.oracle.probing.seen import together
from quizgen.oracle.running import loaded


@rule("sort", "topk", "argsort", mixing=True)
def _sorted(call: Call) -> Result:
    one, whole = call["self"], loaded().int64
    along = dims(call.get("dim", -1), one.dim())
    count = call.get("k")
    shape = tuple(count if count is not None and dim in along else size for dim, size in enumerate(one.shape))
    seen = call.each(lambda see, _: together(see(one), along))
    return (
        Made(shape, seen, whole) if call.name == "argsort" else [Made(shape, seen, one.dtype), Made(shape, seen, whole)]
    )
