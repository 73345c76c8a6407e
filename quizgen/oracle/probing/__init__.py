"""How far the units of somebody's own module see, measured by running it on marks."""

from quizgen.oracle.probing import rules

__all__ = ["rules"]
