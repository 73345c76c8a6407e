"""Somebody's own ``torch.nn.Module``, imported and run in a process of its own: only what is told of it comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from inspect import signature
from typing import TYPE_CHECKING, Any

from quizgen.catalog.foreign import foreign, hushed, said
from quizgen.cli.contained import contained
from quizgen.cli.own_places import Place, imported, place
from quizgen.errors import QuizgenError, UsageError
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

    with _ready(net) as module:
        return by_running(module, f"{type_name(module)} of {place(net).source}", inputs)


def _followed(net: str, inputs: Sequence[Wanted]) -> Followed:
    from quizgen.of_network.of_module import of_module

    with _ready(net) as module:
        return of_module(module, net, inputs)


@contextmanager
def _ready(net: str) -> Iterator[Any]:
    """The module at a place, to be run at home within the block, as foreign code; raises as ``_imported`` does."""
    from quizgen.oracle.watching import at_home

    with at_home():
        module = _imported(net)
        with foreign(f"'{net}'"), printing_once(module):
            yield module


def _imported(net: str) -> Any:
    """The module at a place; whatever else is there is called for one.

    Raises UsageError for what is not there or no module, QuizgenError where its code fails.
    """
    from quizgen.oracle.watching import built, is_module

    where = place(net)
    with foreign(f"the module '{where.source}'"):
        found = _found(imported(where), where.source, where.attribute)
        if not is_module(found) and callable(found):
            found = _called(lambda: built(found), where, found)
        if not is_module(found):
            raise UsageError(f"'{net}' is of the type {type(found).__name__}; a torch.nn.Module is needed")
    return found


@contextmanager
def printing_once(module: Any) -> Iterator[None]:
    """Within the block what a forward prints is shown when it runs for the first time, and not again."""
    with ExitStack() as stack:

        def ran(*_: Any) -> None:
            handle.remove()
            stack.enter_context(hushed())

        handle = module.register_forward_hook(ran)
        stack.callback(handle.remove)
        yield


def _found(module: Any, name: str, attribute: str) -> Any:
    found = module
    for part in attribute.split("."):
        if not hasattr(found, part):
            raise UsageError(f"'{name}' has no '{part}'; {advice(part, _networks(found))}")
        found = getattr(found, part)
    return found


def _networks(holder: Any) -> list[str]:
    """The names of what may be a network: modules, their classes and functions of the file; else all that there are."""
    from quizgen.oracle.watching import is_module

    every = {one: getattr(holder, one) for one in dir(holder) if one[0] != "_"}
    source = getattr(holder, "__name__", "")
    own = [
        one
        for one, value in every.items()
        if is_module(value) or (callable(value) and getattr(value, "__module__", "") == source)
    ]
    return own or list(every)


def _called(make: Callable[[], Any], where: Place, maker: Any) -> Any:
    """What a class or function makes.

    Raises UsageError where it needs arguments, QuizgenError where its code fails.
    """
    name = f"{where.source}:{where.attribute}"
    try:
        return make()
    except Exception as error:
        if needs := _needs(maker):
            advice = f"write a function that calls it with {needs}, and name that"
            raise UsageError(f"'{name}' cannot be called without arguments: {said(error)}; {advice}") from error
        raise QuizgenError(f"'{name}' fails when it is called: {where.told(error)}; mend it") from error


def _needs(maker: Any) -> str:
    """The arguments that a class or function cannot do without."""
    try:
        found = signature(maker).parameters.values()
    except (TypeError, ValueError):
        return ""
    return ", ".join(
        one.name for one in found if one.default is one.empty and one.kind not in {one.VAR_POSITIONAL, one.VAR_KEYWORD}
    )
