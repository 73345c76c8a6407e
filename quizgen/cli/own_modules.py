"""Somebody's own ``torch.nn.Module``, imported and run in a process of its own: only what is told of it comes back."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.catalog.foreign import foreign, said
from quizgen.cli.contained import contained
from quizgen.errors import QuizgenError, UsageError
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.explaining import Explanation
    from quizgen.explaining.table import Line
    from quizgen.of_network import Followed
    from quizgen.oracle.author import Call

HERE = "call quizgen in the folder that holds it, and write the name without '.py'"


def table(net: str, shape: tuple[int, ...]) -> Explanation:
    """The table of the module at ``module:attribute``.

    Raises UsageError for what is not there, is no module or takes no such input, QuizgenError where its code fails.
    """
    return contained(f"'{net}'", _table, net, shape)


def followed(net: str, shape: tuple[int, ...]) -> Followed:
    """The calls of the module at ``module:attribute``, with what is measured at each; raises as ``table`` does."""
    from quizgen.oracle.running import loaded

    loaded()  # this process verifies items later, and a fork inherits it
    return contained(f"'{net}'", _followed, net, shape)


def _table(net: str, shape: tuple[int, ...]) -> Explanation:
    from quizgen.explaining import by_running

    module = _imported(*net.split(":"))
    with foreign(f"'{net}'"):
        return by_running(module, net, shape)


def _followed(net: str, given: Sequence[int] | Sequence[Wanted]) -> Followed:
    from quizgen.explaining import by_running
    from quizgen.of_network import Followed
    from quizgen.oracle.author import followed, title
    from quizgen.oracle.watching import wanted_of
    from quizgen.oracle.watching.inputs import bound

    module, wanted = _imported(*net.split(":")), wanted_of(given)
    with foreign(f"'{net}'"):
        told = {line.name: line for line in by_running(module, net, given).lines}
        calls = followed(module, *bound(module, wanted))
    calls = tuple(_with_fields(call, told.get(call.name)) for call in calls)
    parameters = sum(part.numel() for part in module.parameters())
    return Followed(title(module, net), tuple(one.shape for one in wanted), calls, parameters)


def _with_fields(call: Call, line: Line | None) -> Call:
    """A call with what its units see, where that is known and nothing else makes them depend on more."""
    from quizgen.oracle.author import Seen

    if line is None or line.whole or line.through or line.output_shape != call.after:
        return call
    if line.receptive_field is None or line.jump is None or line.start is None:
        return call
    jump, start = (tuple(map(Fraction, values)) for values in (line.jump, line.start))
    return replace(call, seen=Seen(tuple(map(int, line.receptive_field)), jump, start))


def _imported(name: str, attribute: str) -> Any:
    """The module at ``name:attribute``; whatever else is there is called for one.

    Raises UsageError for what is not there or no module, QuizgenError where its code fails.
    """
    from quizgen.oracle.watching import is_module

    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    with foreign(f"the module '{name}'"):
        found = _found(_module(name), name, attribute)
        if not is_module(found) and callable(found):
            found = _called(found, f"{name}:{attribute}")
        if not is_module(found):
            raise UsageError(f"'{name}:{attribute}' is of the type {type(found).__name__}; a torch.nn.Module is needed")
    return found


def _module(name: str) -> Any:
    try:
        return import_module(name)
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and f"{name}.".startswith(f"{error.name}."):
            raise UsageError(f"there is no module '{error.name}' in this folder, nor installed: {HERE}") from error
        raise QuizgenError(f"the module '{name}' cannot be imported: {said(error)}") from error


def _found(module: Any, name: str, attribute: str) -> Any:
    found = module
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise UsageError(f"'{name}' has no '{part}'; {advice(part, [one for one in dir(found) if one[0] != '_'])}")
        found = getattr(found, part)
    return found


def _called(maker: Any, name: str) -> Any:
    try:
        return maker()
    except Exception as error:
        raise UsageError(f"'{name}' cannot be called without arguments: {said(error)}") from error
