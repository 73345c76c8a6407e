"""Where somebody's own network stands: an attribute of a Python file, or of a module in the working folder."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from msgspec import Struct

from quizgen.catalog.blame import unread
from quizgen.catalog.foreign import said
from quizgen.errors import QuizgenError, UsageError
from quizgen.reading import files

MODULE = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*")
SCRIPT = re.compile(r".+\.py:[A-Za-z_][\w.]*", re.DOTALL)
HERE = "call quizgen in the folder that holds it, or name the file, as in code/nets.py:Net"
PACKAGE = "__init__.py"


class Place(Struct, frozen=True):
    """``attribute`` in a file, whose path ``source`` is, or in a module of that name."""

    source: str
    attribute: str

    @property
    def is_file(self) -> bool:
        """Whether a file is named, not a module."""
        return self.source.endswith(".py")

    def does(self, sizes: Sequence[object]) -> str:
        """What running it means, in one sentence: what is imported, called and run."""
        given = " and ".join(map(str, sizes))
        return (
            f"--run imports {self.source}, takes {self.attribute} from it, calls that if it is a class or a function, "
            f"and runs the network on {given}."
        )

    def told(self, error: BaseException) -> str:
        """What its code raised, after file and line of the last step there, or of what Python could not read."""
        steps = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__) if self._holds(frame)]
        if unread(error) or not steps:
            return said(error)
        return "{}, line {}: {}".format(*steps[-1], said(error))

    def _holds(self, frame: FrameType) -> bool:
        """Whether code stands in the folder of the file, or in the package of the module."""
        if self.is_file:
            file = Path(frame.f_code.co_filename)
            return file.is_file() and file.resolve().is_relative_to(Path(self.source).resolve().parent)
        return str(frame.f_globals.get("__name__")).partition(".")[0] == self.source.partition(".")[0]


def place(net: str) -> Place:
    """``code/nets.py:CNN`` or ``nets:CNN``; raises UsageError where there is no such file."""
    source, _, attribute = net.rpartition(":")
    if source.endswith(".py") and not files.is_regular(Path(source)):
        raise UsageError(f"{files.missing(Path(source))}; write FILE.py:NAME, such as nets.py:Net")
    return Place(source, attribute)


def classes(path: Path) -> list[str]:
    """The classes of a file that may be networks, in their order, found without running it; none where it is broken."""
    try:
        tree = ast.parse(files.text(path))
    except (OSError, QuizgenError, SyntaxError, ValueError):
        return []
    found: list[str] = []
    for node in tree.body:
        bases = [ast.unparse(base).rpartition(".")[2] for base in getattr(node, "bases", ())]
        if isinstance(node, ast.ClassDef) and any(base in {"Module", "Sequential", *found} for base in bases):
            found.append(node.name)
    return found


def imported(where: Place) -> Any:
    """The module that holds it, run; modules beside it can be imported, too.

    Raises UsageError where there is none, QuizgenError where its code fails.
    """
    _reachable(Path.cwd())
    try:
        return _of_file(Path(where.source).resolve()) if where.is_file else import_module(where.source)
    except Exception as error:
        missing = isinstance(error, ModuleNotFoundError) and not where.is_file
        if missing and f"{where.source}.".startswith(f"{getattr(error, 'name', '')}."):
            name = getattr(error, "name", where.source)
            raise UsageError(f"there is no module '{name}' in this folder, nor installed: {HERE}") from error
        raise QuizgenError(f"the module '{where.source}' cannot be imported: {where.told(error)}") from error


def _reachable(folder: Path) -> None:
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def _of_file(path: Path) -> Any:
    """A file in a package as its part, so that it may import what is beside it; any other by its own name."""
    folder, names = path.parent, [path.stem]
    while (folder / PACKAGE).is_file() and folder.parent != folder:
        names.insert(0, folder.name)
        folder = folder.parent
    _reachable(folder)
    if len(names) > 1 and all(name.isidentifier() for name in names):
        return import_module(".".join(names))
    name = path.stem if path.stem.isidentifier() and path.stem not in sys.modules else f"{path.stem} of {path.parent}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UsageError(f"{path} is no Python file")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
