"""Somebody's own module, run once: the shapes, parameters and operations of its calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quizgen.oracle.watching.counting import Counted
from quizgen.oracle.watching.events import Call, Run
from quizgen.oracle.watching.flow import tensors
from quizgen.oracle.watching.inputs import Wanted
from quizgen.oracle.watching.once import once
from quizgen.oracle.watching.owning import others, sizes
from quizgen.oracle.watching.rows import ModuleCall, Other, Watched, main, without_batch

UNSEEN = "code"


def watched(module: Any, shape: Sequence[int] | Sequence[Wanted]) -> Watched:
    """The module run in evaluation on one sample: of one input of ``shape``, or of several.

    Raises UsageError, naming what ran last, where an input is missing or the forward fails.
    """
    constants = frozenset(map(id, (*module.parameters(), *module.buffers())))
    rows, run = once(module, wanted_of(shape), lambda count: _Rows(count, constants))
    rows.unseen(run.calls, "")
    return _watched(module, rows, run)


def wanted_of(shape: Sequence[int] | Sequence[Wanted]) -> tuple[Wanted, ...]:
    """Inputs; the shape of the only one stands for it."""
    if all(isinstance(one, Wanted) for one in shape) and shape:
        return tuple(one for one in shape if isinstance(one, Wanted))
    return (Wanted(tuple(length for length in shape if isinstance(length, int))),)


@dataclass(slots=True)
class _Rows(Counted):
    """The rows of a run, made as calls end; only shapes are kept of tensors."""

    constants: frozenset[int]
    calls: list[ModuleCall] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)
    counted: set[int] = field(default_factory=set)
    unknown: list[tuple[str, str]] = field(default_factory=list)

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
    return Watched(tuple(rows.calls), tuple(every), *sizes(parts), total, tuple(notes), rows.count.groups)


__all__ = ["watched"]
