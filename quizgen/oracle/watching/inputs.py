"""What somebody's module is given: inputs by their place or by their names in its forward, for one sample."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.oracle.running import loaded
from quizgen.oracle.watching.innermost import type_name

Numbers: TypeAlias = Literal["float", "int", "bool"]


class Wanted(Struct, frozen=True):
    """One input: its shape without the batch, its name in the forward ("" where its place tells), and its numbers.

    Numbers that are floats are of the type that the module's own parameters have.
    """

    shape: tuple[int, ...]
    name: str = ""
    numbers: Numbers = "float"

    def __str__(self) -> str:
        """As it is written on a command line."""
        size = "x".join(map(str, self.shape))
        numbers = "" if self.numbers == "float" else self.numbers + (":" if size else "")
        return f"{self.name}={numbers}{size}" if self.name else f"{numbers}{size}"


def bound(module: Any, wanted: Sequence[Wanted]) -> tuple[list[Any], dict[str, Any]]:
    """Zeros for a module's forward, by place and by name; a batch of one sample stands in front of every shape.

    Raises UsageError naming the inputs that the forward has and does not get, or does not have.
    """
    kind = float_type(module)
    args = [_zeros(one, kind) for one in wanted if not one.name]
    options = {one.name: _zeros(one, kind) for one in wanted if one.name}
    names, needed, every = _takes(module)
    title = type_name(module)
    if unknown := [name for name in options if name not in names and not every]:
        raise UsageError(f"{title} has no input '{unknown[0]}'; its forward takes {_listed(names)}")
    missing = [name for name in needed if name not in options][len(args) :]
    if missing:
        asked = " ".join(f"--input {name}=SIZE" for name in missing)
        more = "another input" if len(missing) == 1 else "more inputs"
        raise UsageError(f"{title} needs {more}: add {asked} (or {missing[0]}=int:16 for whole numbers)")
    return args, options


def float_type(module: Any) -> Any:
    """The type of the floats that a module reckons with."""
    found = (one.dtype for one in module.parameters() if one.is_floating_point())
    return next(found, loaded().get_default_dtype())


def _zeros(one: Wanted, kind: Any) -> Any:
    """One sample, that takes no memory."""
    torch = loaded()
    dtype = {"float": kind, "int": torch.int64, "bool": torch.bool}[one.numbers]
    return torch.zeros((), dtype=dtype).expand(1, *one.shape)


def _takes(module: Any) -> tuple[list[str], list[str], bool]:
    """The names of a forward's inputs, of those that it cannot do without, and whether it takes any other name."""
    try:
        found = inspect.signature(module.forward).parameters.values()
    except (TypeError, ValueError):
        return [], [], True
    sorts = inspect.Parameter
    named = [
        one for one in found if one.kind in {sorts.POSITIONAL_OR_KEYWORD, sorts.KEYWORD_ONLY, sorts.POSITIONAL_ONLY}
    ]
    needed = [one.name for one in named if one.default is sorts.empty]
    return [one.name for one in named], needed, any(one.kind is sorts.VAR_KEYWORD for one in found)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) if names else "none"
