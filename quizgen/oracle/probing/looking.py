"""One run of a module on marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from quizgen.oracle.probing.calls import Made, Probe, Untold
from quizgen.oracle.probing.marked import kind, marked, seen_of
from quizgen.oracle.probing.profiling import Profiler, Sight, beside_each_other
from quizgen.oracle.probing.seen import ENDLESS, nothing, start
from quizgen.oracle.probing.writing import writing
from quizgen.oracle.running import loaded
from quizgen.oracle.watching.events import Call, Listener, Stopped, observed
from quizgen.oracle.watching.flow import tensors


class Looked(Struct):
    """What the calls of a run see, by name; a text says why it cannot be told.

    ``reason`` says why the run stopped before its end; ``ratios``, ``decided`` and ``uneven`` are as in ``Probe``.
    """

    calls: dict[str, Sight | str] = field(default_factory=dict)
    reason: str = ""
    ratios: Sequence[tuple[int, int]] = ()
    decided: Sequence[tuple[bool, ...]] = ()
    uneven: bool = False

    @property
    def too_large(self) -> bool:
        """Whether something is lost because a tensor is too large, which a smaller input may mend."""
        lost = any(isinstance(sight, str) and " so large " in sight for sight in self.calls.values())
        return lost or "allocate memory" in self.reason

    @property
    def refused(self) -> bool:
        """Whether the forward does not take so long an input."""
        return bool(self.reason) and "allocate memory" not in self.reason


def beside(runs: Sequence[Looked]) -> Looked:
    """What the first run tells along the first axis, the second along the second, and so on, as one run."""
    calls: dict[str, Sight | str] = {}
    for name, first in runs[0].calls.items():
        every = [run.calls.get(name, "its calls differ") for run in runs]
        calls[name] = next((one for one in every if isinstance(one, str)), first)
        sights = [one for one in every if isinstance(one, Sight)]
        if len(sights) == len(runs):
            calls[name] = beside_each_other(sights)
    decided = tuple(
        tuple(one[which] for which, one in enumerate(each))
        for each in zip(*(run.decided for run in runs), strict=False)
    )
    return Looked(calls, "", runs[0].ratios, decided, any(run.uneven for run in runs))


def blind(args: Sequence[Any], options: Mapping[str, Any]) -> str:
    """The reason of a call that sees nothing of what is marked: the first input, and those of its size."""
    several = sum(1 for _ in tensors([list(args), dict(options)])) > 1
    return (
        "it sees nothing of the first input, of which fields are parts" if several else "it sees nothing of the input"
    )


class _Notes(Listener):
    def __init__(self, probe: Probe, found: Looked, nothing_seen: str) -> None:
        self._probe, self._found, self._nothing_seen = probe, found, nothing_seen
        self._profiler = Profiler()

    def ends(self, call: Call) -> None:
        for gate in self._probe.gates:
            gate.name = call.name
        self._probe.gates.clear()
        self._found.calls[call.name] = self._told(call)

    def _told(self, call: Call) -> Sight | str:
        main = next(tensors(call.output), None)
        if main is None:
            return "it gives no tensor"
        if not isinstance(main, kind()):
            return self._nothing_seen
        seen = seen_of(main)
        if main.lost or seen is None:
            return f"it comes after {main.lost}"
        return self._profiler.sight(seen, tuple(main.shape), tuple(gate.name for gate in main.gates))


def looked(  # noqa: PLR0913, PLR0917 - what is run, and what is known of it
    module: Any,
    args: Sequence[Any],
    options: Mapping[str, Any],
    factors: Sequence[int | Fraction] = (),
    first: Looked | None = None,
    forced: Sequence[tuple[bool, ...]] = (),
    *,
    endless: bool = False,
) -> Looked:
    """The module run on marks in place of its inputs, of which tensors are examples of each with a batch of one.

    Maps are so many times as long along each axis as ``factors`` say; ``first`` is the run on the input as it was
    given, ``forced`` is as in ``Probe``. An ``endless`` input is taken to go on beyond its ends.
    """
    main = next(tensors([list(args), dict(options)]))
    axes = _axes(main)
    probe = Probe(axes, first.ratios if first else None, forced=forced, factors=factors or (1,) * axes)
    found = Looked()
    border = ENDLESS if endless else 0
    given = [_marks(one, main, probe, border) for one in args]
    named = {name: _marks(one, main, probe, border) for name, one in options.items()}
    with writing()(probe):
        try:
            observed(module, _Notes(probe, found, blind(args, options)), given, named)
        except Stopped as stopped:
            error = stopped.error
            said = " ".join(str(error).split()) or type(error).__name__
            found.reason = f"the function {error}" if isinstance(error, Untold) else said
    found.ratios, found.decided, found.uneven = probe.ratios, probe.decided, probe.uneven
    return found


def _axes(main: Any) -> int:
    """Axes of positions: those after the batch, and after the channels where there are any."""
    return int(main.dim()) - (2 if main.is_floating_point() else 1)


def _marks(one: Any, main: Any, probe: Probe, border: int) -> Any:
    """Marks in place of an input; one of another size than the first one sees nothing of it."""
    if not isinstance(one, loaded().Tensor):
        return one
    front = int(main.dim()) - probe.axes
    shape = tuple(one.shape)
    if len(shape) == main.dim():
        shape = (*shape[:front], *(int(a * b) for a, b in zip(shape[front:], probe.factors, strict=True)))
    if one.dim() == main.dim() and one.shape[front:] == main.shape[front:]:
        seen = tuple(start(len(shape), front + which, shape[front + which], border) for which in range(probe.axes))
    else:
        seen = (nothing(len(shape)),) * probe.axes
    return marked(Made(shape, seen, one.dtype), probe)
