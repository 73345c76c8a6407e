"""Somebody's own ``torch.nn.Module``, imported and run in a process of its own: only what is told of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import signature
from typing import TYPE_CHECKING, Any

from quizgen.catalog.foreign import foreign, said
from quizgen.cli.contained import contained
from quizgen.cli.own_places import imported, place
from quizgen.errors import UsageError
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.explaining import Explanation
    from quizgen.of_network import Followed
    from quizgen.oracle.watching import Wanted


def table(net: str, inputs: Sequence[Wanted]) -> Explanation:
    """The table of the module at ``module:attribute`` or ``file.py:attribute``, given those inputs.

    Raises UsageError for what is not there, is no module or takes no such input, QuizgenError where its code fails.
    """
    return contained(f"'{net}'", _table, net, inputs)


def followed(net: str, inputs: Sequence[Wanted]) -> Followed:
    """The calls of a module, with what is measured at each; raises as ``table`` does."""
    from quizgen.oracle.running import loaded

    loaded()  # this process verifies items later, and a fork inherits it
    return contained(f"'{net}'", _followed, net, inputs)


def _table(net: str, inputs: Sequence[Wanted]) -> Explanation:
    from quizgen.explaining import by_running
    from quizgen.oracle.watching import type_name

    module = _imported(net)
    with foreign(f"'{net}'"):
        return by_running(module, f"{type_name(module)} of {place(net).source}", inputs)


def _followed(net: str, inputs: Sequence[Wanted]) -> Followed:
    from quizgen.of_network.of_module import of_module

    module = _imported(net)
    with foreign(f"'{net}'"):
        return of_module(module, net, inputs)


def _imported(net: str) -> Any:
    """The module at a place; whatever else is there is called for one.

    Raises UsageError for what is not there or no module, QuizgenError where its code fails.
    """
    from quizgen.oracle.watching import built, is_module

    where = place(net)
    with foreign(f"the module '{where.source}'"):
        found = _found(imported(where), where.source, where.attribute)
        if not is_module(found) and callable(found):
            found = _called(lambda: built(found), net, found)
        if not is_module(found):
            raise UsageError(f"'{net}' is of the type {type(found).__name__}; a torch.nn.Module is needed")
    return found


def _found(module: Any, name: str, attribute: str) -> Any:
    found = module
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise UsageError(f"'{name}' has no '{part}'; {advice(part, [one for one in dir(found) if one[0] != '_'])}")
        found = getattr(found, part)
    return found


def _called(make: Callable[[], Any], name: str, maker: Any) -> Any:
    try:
        return make()
    except Exception as error:
        needs = _needs(maker)
        advice = f"; write a function that calls it with {needs}, and name that" if needs else ""
        raise UsageError(f"'{name}' cannot be called without arguments: {said(error)}{advice}") from error


def _needs(maker: Any) -> str:
    """The arguments that a class or function cannot do without."""
    try:
        found = signature(maker).parameters.values()
    except (TypeError, ValueError):
        return ""
    return ", ".join(
        one.name for one in found if one.default is one.empty and one.kind not in {one.VAR_POSITIONAL, one.VAR_KEYWORD}
    )
