"""From sources to items and forms: the only way to an Item is ``draw``."""

from quizgen.blueprint.drawing import Cell, Supply, draw

__all__ = ["Cell", "Supply", "draw"]
