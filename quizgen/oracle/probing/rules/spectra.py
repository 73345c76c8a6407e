"""Fourier transforms: every number of a spectrum sees all along the axes that are transformed."""

from __future__ import annotations

from typing import Any

from quizgen.oracle.probing.calls import Call, Made, Result, rule
from quizgen.oracle.probing.rules.reductions import dims
from quizgen.oracle.probing.seen import together
from quizgen.oracle.running import loaded


@rule("_fft_r2c", "_fft_c2r", "_fft_c2c", mixing=True)
def _transformed(call: Call) -> Result:
    one = call["self"]
    along = dims(call["dim"], one.dim())
    last, sizes = call["dim"][-1] % one.dim(), list(one.shape)
    if call.name == "_fft_r2c" and call["onesided"]:
        sizes[last] = sizes[last] // 2 + 1
    if call.name == "_fft_c2r":
        sizes[last] = call["last_dim_size"]
    seen = call.each(lambda see, _: together(see(one), along))
    return Made(tuple(sizes), seen, _kind(call.name, one.dtype))


def _kind(name: str, before: Any) -> Any:
    torch = loaded()
    if name == "_fft_r2c":
        return torch.complex128 if before == torch.float64 else torch.complex64
    if name == "_fft_c2r":
        return torch.float64 if before == torch.complex128 else torch.float32
    return before
