"""What a quiz showed, in words: the score, the mistakes, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.cli import screen
from quizgen.study.session import Result, Score, by_concept, by_topic, score, with_hints
from quizgen.text.columns import columns, left

MINUTE = 60


def summary(
    results: Sequence[Result], skipped: int, seconds: float, practise: str = "", outlook: str = ""
) -> Iterator[str]:
    """The lines: the score by topic, what was answered after hints or once more, which mistakes were met, what is next.

    ``practise`` names what to practise, ``outlook`` says what else is planned, and when.
    """
    counted = [result for result in results if not result.extra]
    yield f"\n{screen.rule(_score(score('', counted)).capitalize())}\n"
    yield from _topics(by_topic(counted))
    yield from _beside(results, skipped)
    if met := by_concept(results):
        yield "\nMistakes to look at again:"
    for concept, times in met:
        yield screen.wrapped(f"{concept.name} ({times}×)", "  ")
        yield screen.feedback(concept.meaning, "    ")
    yield f"\n{_took(seconds)}"
    if practise:
        yield _advice(f"quizgen quiz {practise}")
    if outlook:
        yield screen.wrapped(outlook)


def _score(one: Score) -> str:
    """``3 of 5 right``, ``3 of 5 right at the first try, 4 in the end``."""
    if one.at_once == one.right:
        return f"{one.right} of {one.asked} right"
    return f"{one.at_once} of {one.asked} right at the first try, {one.right} in the end"


def _topics(scores: Sequence[Score]) -> Iterator[str]:
    widest = max((columns(screen.topic(one.topic)) for one in scores), default=0)
    for one in scores:
        end = f", {one.right} in the end" if one.right != one.at_once else ""
        yield f"  {left(screen.topic(one.topic), widest)}  {one.at_once} of {one.asked}{end}"


def _beside(results: Sequence[Result], skipped: int) -> Iterator[str]:
    """What the score does not tell."""
    hinted = with_hints(results)
    if hinted.asked:
        yield f"\nAfter hints: {hinted.right} of {hinted.asked} right."
    if extra := [result for result in results if result.extra]:
        yield f"\nOnce more with new numbers: {_score(score('', extra))}."
    if skipped:
        yield f"\nSkipped, and not counted: {skipped}."


def _advice(command: str) -> str:
    """What to type next, never broken within a name: whoever copies it copies it whole."""
    said = f"To practise what went wrong: {command}"
    return said if columns(said) <= screen.width() else f"To practise what went wrong:\n  {command}"


def _took(seconds: float) -> str:
    minutes = round(seconds / MINUTE)
    return f"It took {minutes} {'minute' if minutes == 1 else 'minutes'}." if minutes else "It took less than a minute."
