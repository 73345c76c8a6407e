"""Published networks, read from ``banks/architectures``: their layers by name and the figures that were published."""

from quizgen.architectures.reader import parse
from quizgen.architectures.shipped import load, names
from quizgen.architectures.value import Architecture, PublishedFigure

__all__ = ["Architecture", "PublishedFigure", "load", "names", "parse"]
