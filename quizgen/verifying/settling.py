"""A problem with everything that its answer needs, or Doubtful: layers as code, and the input."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizgen.verifying.inputs import sides
from quizgen.verifying.problem import Axes, Doubtful, Part, Problem
from quizgen.verifying.taking import put

_POOLS = {"MaxPool", "AvgPool"}
_MOST = 10**8
"""Weights of all layers together, and values of a map."""


class Settled(Struct, frozen=True):
    """Layers of which each setting is known; ``known`` says whether channels are, which are 1 otherwise."""

    parts: tuple[Part, ...]
    dims: int
    channels: int
    sides: Axes | None
    batch: int
    known: bool


def settled(problem: Problem) -> Settled:
    """Fills in what follows from elsewhere in the stem; raises Doubtful for what nothing tells."""
    dims = _dims(problem)
    found = sides(problem, dims)
    parts: list[Part] = []
    for part in problem.parts:
        if part.copies > 50:
            raise Doubtful
        parts += [replace(part, copies=1) for _ in range(part.copies)]
    channels, known = _channels(problem, parts)
    for part in parts:
        _fill(part, problem, dims)
    layout = Settled(tuple(parts), dims, channels, found, problem.batch or 1, known)
    _small(layout)
    return layout


def _dims(problem: Problem) -> int:
    """The number of axes of maps, as names of layers, sizes of kernels or the input tell."""
    told = {part.dims for part in problem.parts if part.dims}
    told |= {len(part.kernel) for part in problem.parts if part.kernel and len(part.kernel) > 1}
    if len(told) > 1:
        raise Doubtful
    if told:
        return told.pop()
    if problem.given and len(problem.given) == 1:
        return 1
    if problem.given or problem.wanted in {"size", "field"}:
        return 2
    if all(part.kind == "Linear" or part.plain for part in problem.parts):
        return 0
    raise Doubtful


def _channels(problem: Problem, parts: Sequence[Part]) -> tuple[int, bool]:
    """Gives each layer its channels, 1 where none are told; the first one's, and whether all are known."""
    known, before = True, problem.channels
    for part in parts:
        if part.plain:
            continue
        if before is not None and part.kind != "Linear":
            put(part, "inputs", before)
        if part.kind in _POOLS:
            before = part.inputs if part.inputs is not None else before
            continue
        known &= part.inputs is not None and part.outputs is not None
        before = part.outputs
    if problem.channels is None and parts[0].kind not in _POOLS:
        problem.channels = parts[0].inputs
    return problem.channels or 1, known and problem.channels is not None


def _fill(part: Part, problem: Problem, dims: int) -> None:
    if part.plain:
        return
    if part.kind == "Linear":
        part.bias = True if part.bias is None and problem.pytorch else part.bias
        if part.inputs is None or part.outputs is None:
            raise Doubtful
        return
    if part.kernel is None:
        raise Doubtful
    if problem.pytorch:
        part.stride = part.stride or (part.kernel if part.kind in _POOLS else (1,))
        part.padding = part.padding or (None if part.same else (0,))
        part.bias = True if part.bias is None else part.bias
    if part.kind in _POOLS and part.padding is None and not part.same:
        part.padding = (0,)
    part.inputs, part.outputs = part.inputs or 1, part.outputs or 1
    part.dilation, part.groups = part.dilation or (1,), part.groups or 1
    part.output_padding = part.output_padding or (0,)
    for name in ("kernel", "stride", "padding", "dilation", "output_padding"):
        value = getattr(part, name)
        if value is not None and len(value) not in {1, dims}:
            raise Doubtful
    if part.same and (part.padding is not None or part.kind != "Conv" or set(part.stride or ()) != {1}):
        raise Doubtful


def _small(layout: Settled) -> None:
    """Raises Doubtful for what is too large to be run."""
    total = max(layout.sides or (1,)) ** max(layout.dims, 1) * layout.channels
    for part in layout.parts:
        total += (part.inputs or 1) * (part.outputs or 1) * max(part.kernel or (1,)) ** max(layout.dims, 1)
    if total > (_MOST if layout.dims in {0, 2} else _MOST // 10):
        raise Doubtful
