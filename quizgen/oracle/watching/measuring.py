"""Somebody's own module, run once: the shapes, parameters and operations of its calls.

Values do not matter, and so it is run on none (``blanks``). Where a forward does not stand that, it is run on zeros.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching.blanks import LARGE, blank
from quizgen.oracle.watching.counting import Count, counted
from quizgen.oracle.watching.events import Call, Listener, Run, Stopped, observed
from quizgen.oracle.watching.failing import failed
from quizgen.oracle.watching.flow import tensors
from quizgen.oracle.watching.inputs import Wanted, bound
from quizgen.oracle.watching.owning import others, sizes
from quizgen.oracle.watching.rows import ModuleCall, Other, Watched, main, without_batch

UNSEEN = "code"


def watched(module: Any, shape: Sequence[int] | Sequence[Wanted]) -> Watched:
    """The module run in evaluation on one sample: of one input of ``shape``, or of several.

    Raises UsageError, naming what ran last, where an input is missing or the forward fails.
    """
    wanted = wanted_of(shape)
    args, options = bound(module, wanted)
    with _products_seen():
        try:
            rows, run = _once(module, args, options, sparing=True)
        except Stopped:
            try:
                rows, run = _once(module, args, options, sparing=False)
            except Stopped as stop:
                raise failed(module, wanted, stop) from stop.error
    return _watched(module, rows, run)


def wanted_of(shape: Sequence[int] | Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Inputs; the shape of the only one stands for it."""
    if all(isinstance(one, Wanted) for one in shape) and shape:
        return tuple(one for one in shape if isinstance(one, Wanted))
    return (Wanted(tuple(length for length in shape if isinstance(length, int))),)


@contextmanager
def _products_seen() -> Iterator[None]:
    """Attention takes the way that torch's operators can be seen on, not one that is all in one."""
    mha = loaded().backends.mha
    before = mha.get_fastpath_enabled()
    mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        mha.set_fastpath_enabled(before)


def _once(module: Any, args: Sequence[Any], options: Any, *, sparing: bool) -> tuple[_Rows, Run]:
    def fresh(value: Any) -> Any:
        if not isinstance(value, loaded().Tensor):
            return value
        spare = sparing and value.is_floating_point() and value.numel() >= LARGE
        return blank(value.shape, value.dtype) if spare else loaded().zeros(value.shape, dtype=value.dtype)

    rows = _Rows(Count(sparing=sparing), frozenset(map(id, (*module.parameters(), *module.buffers()))))
    with counted()(rows.count):
        run = observed(module, rows, [fresh(one) for one in args], {key: fresh(one) for key, one in options.items()})
    rows.unseen(run.calls, "")
    return rows, run


@dataclass(slots=True)
class _Rows(Listener):
    """The rows of a run, made as calls end; only shapes are kept of tensors."""

    count: Count
    constants: frozenset[int]
    calls: list[ModuleCall] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def rests(self, *, on: bool) -> None:
        self.count.paused += 1 if on else -1

    def begins(self, call: Call) -> None:
        self.unseen(call.place, call.path if call.kind == "function" else call.path.rpartition(".")[0])

    def unseen(self, before: int, path: str) -> None:
        """Operations since the last call, of code that torch does not tell of."""
        macs, unknown = self.count.taken()
        if macs or unknown:
            name = f"{path}.{UNSEEN}" if path else UNSEEN
            self.unknown += [(one, name) for one in unknown]
            self.others.append(Other(name, UNSEEN, 0, 0, None if unknown else macs, before))

    def ends(self, call: Call) -> None:
        macs, unknown = self.count.taken()
        self.unknown += [(one, call.name) for one in unknown]
        parts = list(call.what.parameters()) if call.kind == "module" else []
        own = [part for part in parts if id(part) in self.constants - self.counted]
        self.counted.update(map(id, own))
        parameters, trainable = sizes(own)
        second = getattr(call.what, "batch_first", True) is False
        output = main(tensors(call.output))
        given = {id(one): one for one in call.inputs if id(one) not in self.constants}.values()
        self.calls.append(
            ModuleCall(
                name=call.name,
                type=call.type,
                output_shape=None if output is None else without_batch(output, second=second),
                parameters=parameters,
                macs=None if unknown else macs,
                again=call.again,
                kind=call.kind,
                trainable=trainable,
                input_shapes=tuple(without_batch(one, second=second) for one in given),
                output_bytes=None if output is None else output.numel() * output.element_size(),
                sources=call.sources,
                shape=None if output is None else tuple(output.shape),
            )
        )


def _watched(module: Any, rows: _Rows, run: Run) -> Watched:
    beside, unread = others(module, rows.counted, run.reads, run.calls)
    parts = {id(part): part for part in module.parameters()}.values()
    notes = []
    if rows.unknown:
        operator, name = rows.unknown[0]
        more = len({one for _, one in rows.unknown}) - 1
        where = f"{name} and {more} more" if more else name
        notes.append(f"there is no total of MACs: nobody counts the products of {operator} in {where}")
    if run.left:
        notes.append(f"there is no total of MACs: its forward leaves torch by {run.left}()")
    if unread:
        where = unread[0] if len(unread) == 1 else f"{unread[0]} and {len(unread) - 1} more"
        notes.append(f"the total holds parameters that this forward does not use: {where}")
    if run.strangers:
        notes.append(
            f"its forward uses {len(run.strangers)} parameters that are not its own, as of layers in a plain list"
        )
    counts = [*(one.macs for one in rows.calls), *(one.macs for one in rows.others)]
    total = None if run.left or None in counts else sum(one for one in counts if one is not None)
    every = sorted((*rows.others, *beside), key=lambda one: one.before)
    return Watched(tuple(rows.calls), tuple(every), *sizes(parts), total, tuple(notes))


__all__ = ["watched"]
