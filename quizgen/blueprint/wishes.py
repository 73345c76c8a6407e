"""How gladly a slot takes a question: by the weights of the misconceptions that its wrong answers show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizgen.answers import Slip
from quizgen.asking.source import Source
from quizgen.blueprint.given import whole
from quizgen.blueprint.narrowed import inner
from quizgen.model import Question
from quizgen.reading.advice import advice
from quizgen.reading.records import every
from quizgen.reading.toml import TomlTable
from quizgen.space import Dice

LAST = 2
"""The rank of a question that waits longest."""
USUAL = 1
"""What a question weighs that shows no misconception of which anything is said."""


def require_known(weights: object, entries: TomlTable, sources: Sequence[Source]) -> None:
    """Raises Faults for misconceptions that nothing in the slot may show; of anything but a table others tell."""
    known = {name for source in sources for name in misconceptions(source)} if weights else set[str]()

    def require(name: str) -> None:
        if name not in known:
            told = advice(name, sorted(known))
            raise entries.error("misconceptions", f"no wrong answer of the slot comes from '{name}'; {told}")

    every(require, weights if isinstance(weights, dict) else ())


def misconceptions(source: Source) -> frozenset[str]:
    """The ids of all misconceptions that its questions may show, and of their concepts."""
    found = whole(inner(source)).slips()
    return frozenset(name for slips in found.values() for slip in slips for name in names(slip))


def names(slip: Slip) -> tuple[str, str]:
    """What a misconception is called in weights: by itself, or with all others of its concept."""
    return slip.id, slip.concept.id


def weight(shown: Iterable[str], weights: Mapping[str, int]) -> int:
    """The largest weight of those shown, or none at all where one has none."""
    found = [weights[name] for name in shown if name in weights]
    return max(found, default=USUAL) if all(found) else 0


def worth(question: Question, weights: Mapping[str, int]) -> int:
    """What a question weighs, by the misconceptions that wrong answers show."""
    return weight({name for slip in question.slips for name in names(slip)}, weights)


def heaviest(source: Source, weights: Mapping[str, int]) -> int:
    """The largest weight of what the source's questions may show."""
    own = misconceptions(source) if weights else ()
    return max((weights[name] for name in own if name in weights), default=USUAL) or USUAL


def rank(question: Question, weights: Mapping[str, int], seed: str) -> int:
    """0 where a question is taken as it comes up, 1 where it has to wait until none of these is left, 2 still longer.

    One of the largest weight is always taken, another as often as it weighs beside that.
    """
    if not weights:
        return 0
    own = worth(question, weights)
    return int(Dice("gladly", seed, question.id).below(max(USUAL, *weights.values())) >= own) + (own == 0)
