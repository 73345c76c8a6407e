"""What a family is called, from where its file stands and what its file says."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass
from functools import cached_property

from quizgen.errors import QuizgenError


@dataclass(frozen=True, eq=False, kw_only=True)
class OfModule:
    """Something that a module holds.

    ``module`` is its ``__name__``: the file gives the id, its folder the topic, its docstring the description.
    """

    module: str

    @cached_property
    def id(self) -> str:
        """The file's name with ``-``."""
        return id_of(self.module)

    @cached_property
    def topic(self) -> str:
        """The folder's name with ``-``; raises QuizgenError for a module that stands in none."""
        return topic_of(self.module)

    @property
    def authored(self) -> bool:
        """Items follow from points, and each point can be asked in every kind."""
        return False

    @property
    def description(self) -> str:
        """The file's docstring: what the family tests."""
        return inspect.cleandoc(sys.modules[self.module].__doc__ or "")


def id_of(module: str) -> str:
    """The id of what a module holds: the file's name with ``-``."""
    return module.rpartition(".")[2].replace("_", "-")


def topic_of(module: str) -> str:
    """The topic: the folder's name with ``-``; raises QuizgenError for a module that stands in none."""
    folder = module.rpartition(".")[0].rpartition(".")[2]
    if not folder:
        raise QuizgenError(f"the module '{module}' stands in no package; its folder is the family's topic")
    return folder.replace("_", "-")
