"""What ``import quizgen`` offers to programs and notebooks: values to look at, and how they show themselves.

Functions stand in ``quizgen/__init__.py``, which imports from here when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quizgen.python.auditing import Audit
    from quizgen.python.drawing import Seed
    from quizgen.python.fields import ReceptiveField
    from quizgen.python.items import Item, Items
    from quizgen.python.listing import Families, Family
    from quizgen.python.networks import Network, Size
    from quizgen.python.quizzing import Quiz
    from quizgen.python.tables import Table
    from quizgen.python.verdicts import Verdict

__all__ = [
    "Audit",
    "Families",
    "Family",
    "Item",
    "Items",
    "Network",
    "Quiz",
    "ReceptiveField",
    "Seed",
    "Size",
    "Table",
    "Verdict",
]

_PLACES = {
    "Audit": "auditing",
    "Families": "listing",
    "Family": "listing",
    "Item": "items",
    "Items": "items",
    "Network": "networks",
    "Quiz": "quizzing",
    "ReceptiveField": "fields",
    "Seed": "drawing",
    "Size": "networks",
    "Table": "tables",
    "Verdict": "verdicts",
}

if not TYPE_CHECKING:  # a name that is none of these is a fault that mypy finds

    def __getattr__(name: str) -> Any:
        """Imports the module that has it."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
