"""From sources to items and forms: the only way to an Item is ``draw``."""

from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawing import Supply, draw

__all__ = ["Cell", "Supply", "draw"]
