"""The JSON that quizgen writes: items, and exams."""

from quizgen.foreign.ours.reader import read

__all__ = ["read"]
