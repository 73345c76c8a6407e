"""The network that an argument stands for, and the shape of its input."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from inspect import Parameter, signature
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.python.telling import told
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from torch.nn import Module

    from quizgen.layers import Network as Layers
    from quizgen.oracle.watching.inputs import Numbers, Wanted

Network: TypeAlias = "Module | str"
"""A module, the name of a published network, a line of layers, or a path that ends in ``.toml``."""
Shape: TypeAlias = "Sequence[int] | str"
Size: TypeAlias = "Shape | Mapping[str, Shape]"
"""The shape of one sample, or of each of several inputs by the name that it has in the forward.

``"int:16"`` is one of 16 whole numbers, ``"bool:16"`` of truths.
"""
NUMBERS: Mapping[str, Numbers] = {"": "float", "float": "float", "int": "int", "bool": "bool"}
MOST_NUMBERS = 1 << 25
"""Of an input on which a module is run."""
LISTED = "the published ones stand in quizgen.python.networks.published()"
NO_INPUT = "say how large the input is, such as input=(3, 224, 224): channels, height, width"
_IMPORTED = re.compile(r"[\w./\\]+(\.py)?:[A-Za-z_][\w.]*")
_WORD = re.compile(r"[^\s,():|]*")
_INPUT = re.compile(r"[1-9]\d{0,8}(x[1-9]\d{0,8})*", re.ASCII)


class Named(Struct, frozen=True):
    """A network of known layers, with a name for each row of its table, or none."""

    title: str
    network: Layers
    names: tuple[str, ...]


def published() -> tuple[str, ...]:
    """The names of the published networks.

    >>> "resnet18" in published()
    True
    """
    from quizgen import architectures

    return tuple(architectures.names())


def named(model: str, size: Size | None) -> Named:
    """The network of a name, a path or a line; raises UsageError in one sentence where there is none."""
    from quizgen import architectures
    from quizgen.reading import files

    if model in architectures.names():
        return _published(architectures.load(model), size)
    if model.endswith(".toml"):
        path = Path(model)
        if not files.is_regular(path):
            raise UsageError(files.missing(path))
        return _published(architectures.parse(files.text(path), model), size)
    if _IMPORTED.fullmatch(model):
        raise UsageError(f"'{model}' is Python code: import it, and give the module itself, as in explain(Net(), ...)")
    return _line(model, size)


def _published(found: Any, size: Size | None) -> Named:
    from msgspec.structs import replace

    network = found.network if size is None else replace(found.network, input=maps(size))
    return Named(found.title, network, found.names)


def _line(line: str, size: Size | None) -> Named:
    from quizgen import architectures
    from quizgen.architectures import notation
    from quizgen.layers import Network as Layers

    if _WORD.fullmatch(line.strip()) and not notation.is_word(line):
        known = (*architectures.names(), *notation.WORDS)
        raise UsageError(f"there is no network or layer '{line}'; {advice(line, known, LISTED)}")
    if size is None:
        raise UsageError(NO_INPUT)
    shape = maps(size)
    found = notation.read(line, shape)
    return Named("your network", Layers(shape, found.layers), found.names)


def maps(size: Size) -> tuple[int, ...]:
    """Channels and one to three axes, or features; raises UsageError for anything else."""
    shape = one(size)
    if len(shape) > 4:
        raise UsageError(f"input: {_shown(shape)} is no input of such layers; give channels, height and width")
    return shape


def one(size: Size) -> tuple[int, ...]:
    """The shape of the only input; raises UsageError for what is none, or too large to be run."""
    if isinstance(size, Mapping):
        raise UsageError("input: several inputs are for a module; give one shape, such as (3, 224, 224)")
    return fitting([_shape(size, "input")])[0]


def wanted(size: Size) -> tuple[Wanted, ...]:
    """The inputs of a module; raises UsageError for what is none, or too large to be run."""
    from quizgen.oracle.watching import Wanted

    if not isinstance(size, Mapping):
        return (Wanted(one(size)),)
    if not size:
        raise UsageError(
            "input: no input is given; give each by its name, such as {'x': (3, 224, 224), 'ids': 'int:16'}"
        )
    found = [_named_input(name, given) for name, given in size.items()]
    fitting([each.shape for each in found])
    return tuple(found)


def require_all(module: Module, size: Size) -> None:
    """Raises UsageError where the module's forward needs more inputs than are given."""
    if isinstance(size, Mapping):
        return
    found = signature(module.forward).parameters.values()
    places = {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}
    needed = [one.name for one in found if one.kind in places and one.default is Parameter.empty]
    if len(needed) > 1:
        such = ", ".join(f"'{name}': (3, 224, 224)" for name in needed[:2])
        raise UsageError(
            f"{type(module).__name__} needs {len(needed)} inputs, {alternatives(needed, 'and')}: give them by name, as "
            f"input={{{such}}}, or 'int:16' for whole numbers"
        )


def _named_input(name: str, given: Shape) -> Wanted:
    from quizgen.oracle.watching import Wanted

    where = f"input '{name}'"
    if not isinstance(given, str):
        return Wanted(_shape(given, where), name)
    numbers, _, shape = given.rpartition(":")
    if numbers not in NUMBERS:
        raise UsageError(f"{where}: '{numbers}' are no numbers; write float, int or bool, such as 'int:16'")
    return Wanted(_shape(shape, where), name, NUMBERS[numbers])


def _shape(size: Shape, where: str) -> tuple[int, ...]:
    if isinstance(size, str):
        if _INPUT.fullmatch(size.strip()) is None:
            wrong = f"{where}: {told(size)} is no input"
            raise UsageError(f"{wrong}; write channels and the length of each axis, as 3x224x224")
        return tuple(map(int, size.strip().split("x")))
    if not _is_shape(size):
        if hasattr(size, "shape"):
            raise UsageError(f"{where} is an array: give the shape of one sample, such as {_sample(size)}")
        raise UsageError(
            f"{where}: {told(size)} is no input; give channels and the length of each axis, as (3, 224, 224)"
        )
    return tuple(map(int, size))


def _sample(array: Any) -> str:
    """How to write the shape of a sample of a batch."""
    shape = tuple(map(int, array.shape))
    return f"{shape} or, of a batch, {shape[1:]}" if len(shape) > 1 else "(3, 224, 224)"


def _is_shape(size: object) -> bool:
    return isinstance(size, Sequence) and bool(size) and all(_is_length(length) for length in size)


def _is_length(length: object) -> bool:
    return isinstance(length, int) and not isinstance(length, bool) and length > 0


def fitting(shapes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The shapes; raises UsageError where they are too large to be run."""
    if sum(map(prod, shapes)) > MOST_NUMBERS:
        given = " and ".join(map(_shown, shapes))
        raise UsageError(f"input: {given} is too large to be run; {MOST_NUMBERS:,} numbers are the most in all")
    return shapes


def _shown(shape: Sequence[int]) -> str:
    return "x".join(map(str, shape))
