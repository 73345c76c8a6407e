"""Torch's functions heard as a forward calls them, whatever tensors they are called with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from quizgen.oracle.running import loaded
from quizgen.oracle.watching import functions
from quizgen.oracle.watching.calls import Run
from quizgen.oracle.watching.flow import tensors


@cache
def hearing() -> Callable[[Run], Any]:
    """The context in which ``run`` hears of every function; torch is imported late."""
    mode = loaded().overrides.TorchFunctionMode

    class Hearing(mode):  # type: ignore[misc, valid-type]  # torch is imported late
        def __init__(self, run: Run) -> None:
            super().__init__()
            self._run = run

        def __torch_function__(
            self, function: Any, types: object, args: Sequence[Any] = (), options: dict[str, Any] | None = None
        ) -> Any:
            del types
            return _heard(self._run, function, tuple(args), options or {})

    return Hearing


def _heard(run: Run, function: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    written = _written(function, args, options)
    if run.inside:
        run.changed += written
        return function(*args, **options)
    bare, inputs = functions.word(function), tuple(tensors((args, options)))
    for one in inputs:
        if id(one) in run.flow.constants:
            run.reads.setdefault(id(one), run.calls)
        elif isinstance(one, loaded().nn.Parameter):
            run.strangers.add(id(one))
    fed = run.flow.fed(inputs)
    if fed and bare in functions.LEAVING:
        run.left = run.left or bare
    if bare in run.untold or not fed:
        return _between(run, function, args, options, fed=fed)
    call = run.call("function", functions.step(function), function, (args, options))
    shape = _shape(call.inputs)
    run.begin(call, written)
    output = function(*args, **options)
    found = tuple(tensors(output))
    if (found or written) and (bare not in functions.ARRANGED or _shape(found) != shape):
        return run.end(call, output)
    run.drop()
    return _passed(run, output, bare, call.inputs)


def _written(function: Any, args: tuple[Any, ...], options: dict[str, Any]) -> list[Any]:
    """The tensors that a function changes where they are."""
    first = [part for part in args[:1] if isinstance(part, loaded().Tensor)]
    found = first if first and functions.writes(function, options) else []
    return [*found, *tensors(options.get("out"))]


def _shape(inputs: tuple[Any, ...]) -> tuple[int, tuple[int, ...]] | None:
    """The axes of the first tensor without the batch."""
    return (inputs[0].dim(), tuple(inputs[0].shape[1:])) if inputs else None


def _between(run: Run, function: Any, args: tuple[Any, ...], options: dict[str, Any], *, fed: bool) -> Any:
    """A function that is no step: what it gives comes from where its tensors do."""
    given = tuple(tensors((args, options)))
    if fed:
        output = function(*args, **options)
    else:
        run.listener.rests(on=True)
        try:
            output = function(*args, **options)
        finally:
            run.listener.rests(on=False)
    for one in _written(function, args, options):
        run.flow.write(one, run.flow.places(given))
    return _passed(run, output, functions.word(function), given)


def _passed(run: Run, output: Any, bare: str, given: tuple[Any, ...]) -> Any:
    places = () if bare in functions.MADE else run.flow.places(given)
    for one in tensors(output):
        if any(one is part for part in given):
            continue
        if bare in functions.PARTS and given:
            run.flow.share(one, given[0])
        if run.flow.origin(one) is None or bare not in functions.PARTS:
            run.flow.set(one, places)
    return output
