"""``import quizgen`` is quick: it imports nothing, and what is called imports what it needs."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import quizgen
from quizgen import resources

HEAVY = ("torch", "numpy", "sympy", "jinja2", "click", "msgspec", "networkx", "typst", "ipywidgets", "pandas")
FUNCTIONS = ("check", "draw", "explain", "families", "quiz", "receptive_field")


def loaded(program: str) -> set[str]:
    """The modules that a program of its own has after its last line."""
    code = f"{program}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_importing_the_package_imports_nothing_else_of_it_and_nothing_heavy() -> None:
    found = loaded("import quizgen")
    assert found - loaded("") <= {"quizgen", "__future__"}
    assert found.isdisjoint(HEAVY)


def test_naming_a_type_or_the_version_imports_no_torch_and_no_numpy() -> None:
    assert loaded("from quizgen import *\n__version__").isdisjoint(
        {"torch", "sympy", "click", "typst", "ipywidgets", "pandas"}
    )


@pytest.mark.parametrize("call", ["families()", "families('cost')"])
def test_listing_imports_neither_torch_nor_sympy(call: str) -> None:
    assert loaded(f"import quizgen\nquizgen.{call}").isdisjoint({"torch", "sympy", "click"})


def test_no_room_has_the_name_of_a_function() -> None:
    rooms = {module.name for module in pkgutil.iter_modules(quizgen.__path__)}
    assert rooms.isdisjoint(quizgen.__all__)
    before = {name: getattr(quizgen, name) for name in FUNCTIONS}
    for room in rooms - {"__main__"}:
        import_module(f"quizgen.{room}")
    for module in pkgutil.walk_packages(import_module("quizgen.python").__path__, "quizgen.python."):
        import_module(module.name)
    assert {name: getattr(quizgen, name) for name in FUNCTIONS} == before
    assert all(map(callable, before.values()))


def test_all_that_is_offered_is_there() -> None:
    for name in quizgen.__all__:
        assert getattr(quizgen, name) is not None
    assert set(dir(quizgen)) == set(quizgen.__all__)
    assert quizgen.__version__ == resources.version()
    assert issubclass(quizgen.UsageError, quizgen.QuizgenError)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = quizgen.nothing  # type: ignore[attr-defined]  # as somebody mistypes it
