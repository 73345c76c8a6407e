"""Which inputs reach which outputs, found by sending one-hot or marked inputs through real layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from quizgen.layers import SHAPELESS, SPATIAL, Layer, axis
from quizgen.oracle.completeness import complete
from quizgen.oracle.marks import Marks
from quizgen.oracle.running import fits, loaded, passed


def reach(layers: Sequence[Layer], rows: Any, which: int = 0) -> npt.NDArray[np.bool_]:
    """Which of some inputs, one a row, reach which output positions: a row for each input, a column for each output.

    An input is zero but for the positions that are looked at. There is no column where it is too short for a layer.
    """
    with loaded().inference_mode():
        signal = through(layers, rows.unsqueeze(1), which)
    if signal is None:
        return np.zeros((len(rows), 0), dtype=np.bool_)
    hits: npt.NDArray[np.bool_] = np.not_equal(signal[:, 0, :].numpy(), 0)
    return hits


def through(layers: Sequence[Layer], signal: Any, which: int) -> Any | None:
    """One axis of the layers, one after the other; None where the input is too short for one of them."""
    for layer in layers:
        signal = passed(layer, signal, which)
        if signal is None:
            return None
    return signal


def one_hot(length: int) -> Any:
    """A row for each position of an input, with a one there."""
    torch = loaded()
    return torch.eye(length, dtype=torch.float64)


def receptive_field(layers: Sequence[Layer], length: int, which: int = 0) -> tuple[int, int]:
    """Span of the input that reaches one output position, and the shift between neighbouring positions, per axis.

    ``length`` is where the search starts: the input is doubled until two neighbouring outputs see no padding in any
    layer, so that nothing is cut off. Without padding the span and the shift together are long enough.
    """
    while (found := _probed(layers, length, which)) is None:
        length *= 2
    return found


def receptive_fields(layers: Sequence[Layer], length: int, which: int = 0) -> tuple[int, ...]:
    """Span of the input that reaches one position after each of the layers, which are all probed in one run.

    ``length`` is where the search starts, as in ``receptive_field``.
    """
    while (found := _grown(layers, length, which)) is None:
        length *= 2
    return found


def _grown(layers: Sequence[Layer], length: int, which: int) -> tuple[int, ...] | None:
    torch = loaded()
    with torch.inference_mode():
        marks, whole = Marks.on(layers, length, which), torch.ones(1, 1, length, dtype=torch.float64)
        signal, found = marks.rows, []
        for layer in layers:
            signal = passed(layer, signal, which)
            if signal is None:
                return None
            whole = complete(layer, whole, which)
            if not whole.any():
                return None
            first, last = marks.ends(signal, int(whole[0, 0].argmax()))
            found.append(last - first + 1)
    return tuple(found)


def _probed(layers: Sequence[Layer], length: int, which: int) -> tuple[int, int] | None:
    unit = _first_whole(layers, length, which) if _reaches_out(layers, which) else 0
    if unit is None:
        return None
    ends = ends_seen(layers, length, unit, unit + 1, which=which)
    if ends is None:
        return None
    (first, last), (next_first, _) = ends
    return last - first + 1, next_first - first


def ends_seen(layers: Sequence[Layer], length: int, *units: int, which: int = 0) -> list[tuple[int, int]] | None:
    """The first and the last of ``length`` positions that each of some units sees; None where there is no such unit."""
    marks = Marks.on(layers, length, which)
    with loaded().inference_mode():
        signal = through(layers, marks.rows, which)
    if signal is None or signal.shape[-1] <= max(units):
        return None
    return [marks.ends(signal, unit) for unit in units]


def _reaches_out(layers: Sequence[Layer], which: int) -> bool:
    """Whether a layer reads padding, or a window that hangs over the end, or branches that may do so."""
    return any(
        not isinstance(layer, SHAPELESS)
        and (not isinstance(layer, SPATIAL) or axis(layer.padding, which) > 0 or getattr(layer, "ceil_mode", False))
        for layer in layers
    )


def _first_whole(layers: Sequence[Layer], length: int, which: int) -> int | None:
    """The first output that sees, as the next one does, no padding in any layer and nothing beyond the end."""
    torch = loaded()
    with torch.inference_mode():
        whole = torch.ones(1, 1, length, dtype=torch.float64)
        for layer in layers:
            if not fits(layer, whole, which):
                return None
            whole = complete(layer, whole, which)
        seen = whole[0, 0].numpy()
    pairs = np.flatnonzero(seen[:-1] * seen[1:])
    return int(pairs[0]) if len(pairs) else None


def depth_for_span(before: Sequence[Layer], layer: Layer, target: int) -> int:
    """How many copies of ``layer`` after ``before`` it takes until one output sees ``target`` positions or more.

    No layer may be padded: then the first output sees the first input. It sees far enough as soon as anything from
    position ``target`` on reaches it too. The input is doubled while it is too short for that many layers.
    """
    length = 2 * target
    while (depth := _depth(before, layer, target, length)) is None:
        length *= 2
    return depth


def _depth(before: Sequence[Layer], layer: Layer, target: int, length: int) -> int | None:
    torch = loaded()
    with torch.inference_mode():
        signal = torch.zeros(2, 1, length, dtype=torch.float64)
        signal[0, 0, 0] = 1
        signal[1, 0, target - 1 :] = 1
        stack = [*before]
        depth = 0
        while True:
            for added in stack:
                signal = passed(added, signal)
                if signal is None:
                    return None
            near, far = signal[:, 0, 0].tolist()
            if near and far:
                return depth
            stack, depth = [layer], depth + 1
