"""What can go wrong, said in one sentence.

A message says what was given, what was expected, where, and what to do. The command line prints it without a
traceback and leaves with ``exit_status``.
"""

from __future__ import annotations


class QuizgenError(Exception):
    """Root of every error that quizgen raises on purpose."""

    exit_status = 1


class UsageError(QuizgenError):
    """The request cannot be met as given: a wrong name, a blueprint with a typo, more items than there are."""

    exit_status = 2


class Stopped(BaseException):
    """The system asks this process to end, by the signal of that ``number``; no error, so that nobody mends it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class FormulaError(QuizgenError):
    """A formula, a rewrite or a text template is not well formed; the mistake is the author's."""


class Disagreement(QuizgenError):  # noqa: N818 - it names what happened: two witnesses disagree
    """Formula, torch, source or item rules do not agree: the item does not exist and nothing is written."""


class KeptApart(UsageError):  # noqa: N818 - it names what happened
    """What is left may not stand beside what was given."""
