"""What a family is called, from where its file stands and what its file says."""

from __future__ import annotations

import inspect
import sys
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, kw_only=True)
class OfModule:
    """Something that a module holds.

    ``module`` is its ``__name__``: the file gives the id, its folder the topic, its docstring the description.
    """

    module: str

    @property
    def id(self) -> str:
        """The file's name with ``-``."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def topic(self) -> str:
        """The folder's name with ``-``."""
        return self.module.split(".")[-2].replace("_", "-")

    @property
    def authored(self) -> bool:
        """Items follow from points, and each point can be asked in every kind."""
        return False

    @property
    def description(self) -> str:
        """The file's docstring: what the family tests."""
        return inspect.cleandoc(sys.modules[self.module].__doc__ or "")
