"""Known mistakes as data: each changes the formula or the way its numbers are read, and has its own feedback."""

from quizgen.misconceptions.kinds import Instead, Misconception, Misreading, Mistake

__all__ = ["Instead", "Misconception", "Misreading", "Mistake"]
