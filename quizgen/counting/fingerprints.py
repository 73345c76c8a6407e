"""The second step of fingerprints: a level's table, and the code that makes decks and counts of it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quizgen.asking.computed import Computed
from quizgen.asking.source import Source
from quizgen.asking.which_layer import WhichFamily
from quizgen.memory.syntax import code, digest, dump
from quizgen.model import Level

ASKING = "quizgen.asking."
_DEALING = ("decks/*.py", "space/keyed.py")
"""What makes decks from tables."""


def of_table(source: Source, level: Level) -> str | None:
    """What the level's counts follow from, or None for a source that counts in a way of its own.

    A which-layer family's tasks do not depend on how their layers look, so that ``given`` and the space are enough.
    """
    if not isinstance(source, Computed) or not type(source).__module__.startswith(ASKING):
        return None
    given = source.given if isinstance(source, WhichFamily) else ()
    words = (*source.kinds, "", *given, "", _dealing(), _counting(type(source).__mro__))
    return digest(*(word.encode() for word in words), *_numbers(source, level))


def _numbers(source: Computed, level: Level) -> Iterator[bytes]:
    table = source.table(level)
    yield f"{table.scale.unit} {table.scale.signed}".encode()
    yield from (_array(array) for array in (table.key, table.wrong, table.exact))
    for part in source.levels[level].parts:
        yield " ".join([*part.shape, "/", *part.columns]).encode()
        yield from (_array(column) for column in part.columns.values())


def _array(array: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> bytes:
    """The shape and the values, in the same order of bytes on every machine."""
    return repr(array.shape).encode() + array.astype("<i8" if array.dtype == np.int64 else np.bool_).tobytes()


@cache
def _dealing() -> str:
    """The code that decks are made by."""
    house = Path(__file__).parents[1]
    files = [path for pattern in _DEALING for path in sorted(house.glob(pattern))]
    return digest(*(code(path.read_bytes(), path.suffix).encode() for path in files))


@cache
def _counting(kinds: tuple[type, ...]) -> str:
    """The code of ``count``, and of every method that it calls on its way, of a class and those that it extends."""
    bodies = [_methods(one) for one in kinds if one.__module__.startswith(ASKING)]
    seen, waiting = set[str](), ["count"]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        called = {other for methods in bodies if name in methods for other in _own_names(methods[name])}
        waiting += sorted(called - seen - set(waiting))
    return digest(*(dump(methods[name]).encode() for methods in bodies for name in sorted(seen & methods.keys())))


def _methods(kind: type) -> dict[str, ast.stmt]:
    tree = ast.parse(Path(inspect.getfile(kind)).read_bytes())
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__]
    return {node.name: node for node in found.body if isinstance(node, ast.FunctionDef)}


def _own_names(method: ast.stmt) -> set[str]:
    """Everything that the method asks of ``self``."""
    found = (node for node in ast.walk(method) if isinstance(node, ast.Attribute))
    return {node.attr for node in found if isinstance(node.value, ast.Name) and node.value.id == "self"}
