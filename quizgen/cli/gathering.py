"""Several options that a command takes as one value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


def gathered(
    function: F,
    name: str,
    made: Callable[..., object],
    parameters: Sequence[str],
    options: Sequence[Callable[[Any], Any]],
) -> F:
    """The command with these options, in this order in its help, whose values are ``parameters``.

    ``made`` takes them, and the command what it gives as ``name``.
    """

    @wraps(function)
    def command(*arguments: Any, **given: Any) -> Any:
        own = {parameter: given.pop(parameter) for parameter in parameters}
        return function(*arguments, **{name: made(**own)}, **given)

    for option in reversed(options):
        command = option(command)
    return command  # type: ignore[return-value]  # a command of the same name
