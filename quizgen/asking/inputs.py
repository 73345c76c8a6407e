"""What the items of a level follow from, as one fingerprint: its numbers, and the code that makes choices of them."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from quizgen.memory import places
from quizgen.memory.files import dealing
from quizgen.memory.packing import Array
from quizgen.memory.syntax import code, digest, dump

ASKING = "quizgen.asking."
_ROOTS = ("count", "makers")


def fingerprint(kind: type, words: Iterable[str], arrays: Iterable[Array | npt.NDArray[np.bool_]]) -> str:
    """What a level of a family of that kind follows from.

    ``words`` say how it is asked, ``arrays`` are its points and all numbers that belong to them.
    """
    told = (*words, "", _dealing(), _methods_behind(kind.__mro__))
    return digest(*(word.encode() for word in told), *map(_bytes, arrays))


def _bytes(array: npt.NDArray[Any]) -> bytes:
    """The shape and the values, in the same order of bytes on every machine."""
    kind = np.bool_ if array.dtype == np.bool_ else np.dtype("<i8")
    return repr(array.shape).encode() + array.astype(kind).tobytes()


@cache
def _dealing() -> str:
    """The code that makes choices of tables."""
    files = [places.ROOT / name for name in dealing()]
    return digest(*(code(path.read_bytes(), path.suffix).encode() for path in files))


@cache
def _methods_behind(kinds: tuple[type, ...]) -> str:
    """The code of ``count`` and ``makers``, and of every method that they call on their way.

    Of a class and those that it extends.
    """
    bodies = [_methods(one) for one in kinds if is_ours(one)]
    seen, waiting = set[str](), [*_ROOTS]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        called = {other for methods in bodies if name in methods for other in _own_names(methods[name])}
        waiting += sorted(called - seen - set(waiting))
    return digest(*(dump(methods[name]).encode() for methods in bodies for name in sorted(seen & methods.keys())))


def is_ours(kind: type) -> bool:
    """Whether a family's kind is one that stands here; what items of a plug-in's own kind follow from nobody knows."""
    return kind.__module__.startswith(ASKING)


def _methods(kind: type) -> dict[str, ast.stmt]:
    tree = ast.parse(Path(inspect.getfile(kind)).read_bytes())
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == kind.__name__]
    return {node.name: node for node in found.body if isinstance(node, ast.FunctionDef)}


def _own_names(method: ast.stmt) -> set[str]:
    """Everything that the method asks of ``self``."""
    found = (node for node in ast.walk(method) if isinstance(node, ast.Attribute))
    return {node.attr for node in found if isinstance(node.value, ast.Name) and node.value.id == "self"}
