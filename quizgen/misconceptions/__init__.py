"""Known mistakes as data: each changes the formula or the way its numbers are read, and has its own feedback."""

from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Mistake
from quizgen.misconceptions.twice import Both, with_pairs, with_products

__all__ = ["Both", "Instead", "Misconception", "Misreading", "Mistake", "with_pairs", "with_products"]
