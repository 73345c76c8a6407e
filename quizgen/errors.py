"""What can go wrong, said in one sentence.

A message says what was given, what was expected, where, and what to do. The command line prints it without a
traceback and leaves with ``exit_status``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class QuizgenError(Exception):
    """Root of every error that quizgen raises on purpose."""

    exit_status = 1
    marked: str = ""
    """What was given, and below it a mark under the place that is wrong; empty where there is no such place."""


class UsageError(QuizgenError):
    """The request cannot be met as given: a wrong name, a blueprint with a typo, more items than there are."""

    exit_status = 2


class Faults(UsageError):  # noqa: N818 - it names what was found
    """Everything that is wrong with a file, a sentence of ``every`` for each; the first is told, and how many more."""

    def __init__(self, every: Sequence[str]) -> None:
        first, *others = every
        more = f" (and {len(others)} more {'fault' if len(others) == 1 else 'faults'} in this file)" if others else ""
        super().__init__(first + more)
        self.every = tuple(every)

    @classmethod
    def of(cls, errors: Iterable[UsageError]) -> Faults:
        """The faults that errors tell."""
        told = (error.every if isinstance(error, Faults) else (str(error),) for error in errors)
        return cls([sentence for every in told for sentence in every])


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
