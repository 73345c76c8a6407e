"""What the docstrings of the API show is what happens."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import quizgen
from quizgen import python

MODULES = ("quizgen", *(one.name for one in pkgutil.walk_packages(python.__path__, "quizgen.python.")))


@pytest.mark.parametrize("module", MODULES)
def test_examples_are_true(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


def test_every_function_shows_an_example_and_says_what_it_raises() -> None:
    for name in ("check", "draw", "explain", "families", "receptive_field", "quiz"):
        words = getattr(quizgen, name).__doc__
        assert ">>>" in words, name
        assert "Raises UsageError" in words or name == "quiz", name
