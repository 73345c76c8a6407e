"""Arithmetic on marks: how far the units of a map see along one axis of the input, carried through a module's forward.

Marks are a tensor of the form that the module's own maps have, with three samples: the last input position that a unit
sees, the first one negated, and 1 where it sees padding or would see something beyond the ends, 0 where not. All three
are minus infinity where a unit sees nothing. So a unit that reads others has the largest of their marks, whatever the
weights are, and maximum is the only arithmetic there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizgen.oracle.running import loaded

NOTHING = float("-inf")
BORDER = 2


@dataclass(slots=True)
class Probe:
    """One run of a module on marks along the input's axis ``which``, of ``axes`` in all.

    ``lost`` says from where on the marks mean nothing any more. ``ratios`` are the sizes before and after each layer
    with a fixed output size, in their order; ``first`` are those of the run on the input as it was given.
    """

    which: int
    axes: int
    first: Sequence[tuple[int, int]] | None = None
    ratios: list[tuple[int, int]] = field(default_factory=list)
    lost: str = ""

    def lose(self, reason: str) -> None:
        """Remembers the first reason."""
        self.lost = self.lost or reason

    def fixed(self, before: int, after: int) -> tuple[int, int]:
        """Notes the sizes around a layer with a fixed output size; gives those of the first run."""
        self.ratios.append((before, after))
        if self.first is None:
            return before, after
        return self.first[len(self.ratios) - 1]


def start(shape: Sequence[int], which: int) -> Any:
    """The marks of an input of ``shape`` (channels first, no batch): each position sees itself."""
    torch = loaded()
    length = shape[1 + which]
    places = torch.arange(length, dtype=torch.float32).reshape(
        [-1 if one == which else 1 for one in range(len(shape) - 1)]
    )
    places = places.expand(1, *shape[1:])
    return torch.stack([places, -places, torch.zeros_like(places)]).expand(3, *shape)


def extended(probe: Probe, marks: Any, which: int, before: int, after: int) -> Any:
    """The marks with positions added at both ends of an axis: nothing is seen there but padding on the probed axis."""
    if not before and not after:
        return marks
    torch = loaded()
    shape = list(marks.shape)
    parts = []
    for count in (before, after):
        shape[2 + which] = count
        part = torch.full(shape, NOTHING)
        if which == probe.which:
            part[BORDER] = 1
        parts.append(part)
    return torch.cat([parts[0], marks, parts[1]], 2 + which)


def slid(probe: Probe, marks: Any, which: int, taps: Sequence[int], move: tuple[int, int]) -> Any:
    """After a window whose unit ``o`` reads the positions ``stride * o + tap``; ``move`` is the stride and how many."""
    stride, count = move
    reach = stride * (count - 1) + 1
    length = marks.shape[2 + which]
    before = max(0, -min(taps))
    marks = extended(probe, marks, which, before, max(0, reach + max(taps) - length))
    found = None
    for tap in taps:
        place = [slice(None)] * (2 + which) + [slice(tap + before, tap + before + reach, stride)]
        read = marks[tuple(place)]
        found = read if found is None else loaded().maximum(found, read)
    return found


def stamped(probe: Probe, marks: Any, which: int, taps: Sequence[int], move: tuple[int, int, int]) -> Any:
    """After a transposed window that stamps position ``i`` onto ``stride * i + tap - padding``.

    ``move`` is the stride, the padding and how many units there are.
    """
    stride, padding, count = move
    length = marks.shape[2 + which]
    more = -(-(max(taps) + stride + max(0, count - stride * length)) // stride)
    marks = extended(probe, marks, which, more, more)
    shape = list(marks.shape)
    shape[2 + which] = stride * (length + 2 * more)
    spread = loaded().full(shape, NOTHING)
    spread[(slice(None),) * (2 + which) + (slice(None, None, stride),)] = marks
    return slid(probe, spread, which, [padding + stride * more - tap for tap in taps], (1, count))


def adapted(probe: Probe, marks: Any, which: int, count: int) -> Any:
    """After adaptive pooling to ``count`` units; a longer input than the first keeps the first one's window."""
    length = marks.shape[2 + which]
    before, after = probe.fixed(length, count)
    if (before, after) != (length, count) and after > 1:
        if before % after:
            probe.lose("adaptive pooling with windows of different sizes")
            return marks
        window = before // after
        return slid(probe, marks, which, range(window), (window, length // window))
    if length == count:
        return marks
    windows = [range(unit * length // count, -(-(unit + 1) * length // count)) for unit in range(count)]
    return loaded().stack([marks.narrow(2 + which, w[0], len(w)).amax(2 + which) for w in windows], 2 + which)


def joined(marks: Any, groups: int) -> Any:
    """One channel for each group of channels: what any of its channels sees; one in all where they are alike."""
    if marks.shape[1] == 1 or marks.stride(1) == 0:
        return marks[:, :1]
    if groups == 1:
        return marks.amax(1, keepdim=True)
    return marks.unflatten(1, (groups, -1)).amax(2)


def fanned(marks: Any, channels: int) -> Any:
    """As many channels as a layer gives, from one for each group."""
    shape = (3, channels, *marks.shape[2:])
    return marks.expand(shape) if marks.shape[1] == 1 else marks.repeat_interleave(channels // marks.shape[1], 1)


def merged(parts: Sequence[Any]) -> Any:
    """What any of some tensors sees, with torch's broadcasting; what is alike in all channels stays one channel."""
    torch = loaded()
    shape = torch.broadcast_shapes(*(part.shape for part in parts))
    alike = all(part.dim() == len(shape) and (part.shape[1] == 1 or part.stride(1) == 0) for part in parts)
    slim = [part[:, :1] for part in parts] if len(shape) > 1 and alike else parts
    found = slim[0]
    for part in slim[1:]:
        found = torch.maximum(found, part)
    return found.expand(shape)
