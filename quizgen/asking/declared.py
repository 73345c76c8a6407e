"""What an author declares of a family, held against what it has to be when its module is imported.

A slip there is one sentence, which follows the name of a plug-in's package and the line of its code. What an author's
functions give is looked at when they are called: ``quizgen/asking/given.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from quizgen.errors import QuizgenError
from quizgen.math.reader import Formula
from quizgen.model import LEVELS
from quizgen.reading.advice import alternatives
from quizgen.space import Concat
from quizgen.text.clipped import clipped

Fits: TypeAlias = Callable[[object], bool]
Rule: TypeAlias = tuple[Fits, str]
"""Whether a value is as it has to be, and what it has to be in words."""
LONGEST = 40
"""Characters of a value that a sentence shows."""


def require(family: object, rules: Mapping[str, Rule]) -> None:
    """Raises QuizgenError for the first of the family's values, by their names, that is not as it has to be."""
    for name, (fits, what) in rules.items():
        found = getattr(family, name)
        if not fits(found):
            raise QuizgenError(f"'{name}' has to be {what}, and is {shown(found)}")


def require_levels(name: str, given: object, fits: Fits, what: str) -> None:
    """Raises QuizgenError unless there is one such value for each level, and for nothing else."""
    if not isinstance(given, Mapping):
        raise QuizgenError(f"'{name}' has to be {what} for each of {', '.join(LEVELS)}, and is {shown(given)}")
    missing, strange = [one for one in LEVELS if one not in given], [one for one in given if one not in LEVELS]
    if strange:
        instead = f"did you mean {alternatives(missing)}?" if missing else "leave it out"
        raise QuizgenError(f"'{name}' speaks of the level {strange[0]!r}, which there is not; {instead}")
    if missing:
        raise QuizgenError(f"'{name}' has nothing for the level {alternatives(missing, 'and')}: give {what} for each")
    for level in LEVELS if isinstance(given, dict) else ():  # another mapping makes its values when they are asked for
        if not fits(given[level]):
            raise QuizgenError(f"'{name}' has to be {what} for each level, and is {shown(given[level])} for '{level}'")


def shown(found: object) -> str:
    """A value that is not as it has to be, short enough for a sentence."""
    if found is None or isinstance(found, bool | int | float | str):
        return clipped(repr(found), LONGEST)
    kind = type(found).__name__
    if isinstance(found, list | tuple):
        return f"a {kind} of {', '.join({type(one).__name__: None for one in found})}" if found else f"an empty {kind}"
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def is_space(found: object) -> bool:
    """Whether it is what ``concat`` gives."""
    return isinstance(found, Concat)


def one_of(known: Iterable[object]) -> Fits:
    """Whether something is one of these; no truth value is a number."""
    kept = [*known]
    return lambda found: not isinstance(found, bool) and found in kept


def every(fits: Fits, *, least: int = 0) -> Fits:
    """Whether something is a tuple or list of such values, and so many of them at least."""

    def fit(found: object) -> bool:
        return (
            isinstance(found, Sequence) and not isinstance(found, str) and len(found) >= least and all(map(fits, found))
        )

    return fit


def of(kind: type) -> Fits:
    """Whether something is of that type."""
    return lambda found: isinstance(found, kind)


def or_none(fits: Fits) -> Fits:
    """Whether something is such a value, or None."""
    return lambda found: found is None or fits(found)


def is_misconception(found: object) -> bool:
    """Whether it can be asked for a wrong formula, and says of itself what a misconception has to say."""
    return callable(getattr(found, "wrong", None)) and all(
        hasattr(found, name) for name in ("id", "feedback", "concept")
    )


FUNCTION: Rule = (callable, "a function")
FUNCTION_OR_NONE: Rule = (or_none(callable), "a function, or None")
WORDS: Rule = (of(str), "words")
FORMULAS: Rule = (every(of(Formula), least=1), "a tuple of one @formula or more")
MISCONCEPTIONS: Rule = (every(is_misconception), "a tuple of misconceptions (Mistake, Misreading, Instead)")
