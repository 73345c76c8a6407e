"""Cases that somebody else worked: there is one, and each names the numbers that the formula needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quizgen.asking.computed import Computed
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Audited
from quizgen.catalog.blame import package, reason
from quizgen.errors import QuizgenError
from quizgen.math.tree import symbols
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Level
from quizgen.of_network.family import NetworkFamily


def published(source: Audited, level: Level) -> Iterator[str]:
    """A family has at least one; a network that somebody gives cannot have any."""
    del level
    if isinstance(source, Computed) and not isinstance(source, NetworkFamily) and not source.examples:
        yield "nobody else's case is told: add an Example with the numbers, the key and where it was published"
    if isinstance(source, LinkedFamily) and not source.published:
        yield "nobody else's case is told: add a Case with the numbers, what was published and where"


def cited(source: Audited, level: Level) -> Iterator[str]:
    """Each case says in words where it can be looked up."""
    del level
    examples = [case.source for case in source.examples] if isinstance(source, Computed) else []
    cases = [case.source for case in source.published] if isinstance(source, LinkedFamily) else []
    every: list[object] = [*examples, *cases]
    for given in every:
        if not isinstance(given, str) or not given.strip():
            yield f"the source of a case is {given!r}: write author, year, title and place"


def complete(source: Audited, level: Level) -> Iterator[str]:
    """Each case has the numbers that the formula speaks of, and a key of as many numbers."""
    del level
    if isinstance(source, Computed):
        for example in source.examples:
            yield from _told(source, example.source, _example(source, example.shape, example.values, example.key))
    elif isinstance(source, LinkedFamily):
        for case in source.published:
            yield from _told(source, case.source, _case(source, case.shape, case.values, case.published))


def _told(source: Audited, cited: str, faults: Iterator[str]) -> Iterator[str]:
    try:
        yield from (f"the case of '{cited}' {fault}" for fault in faults)
    except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
        said = str(error) if isinstance(error, QuizgenError) else reason(error, package(source.module))
        yield f"the case of '{cited}' cannot be worked: {said}"


def _example(source: Computed, shape: Shape, values: Mapping[str, int], key: tuple[object, ...]) -> Iterator[str]:
    trees = source.key_trees(shape)
    yield from _missing(trees, values)
    if len(key) != len(trees):
        yield f"has a key of {len(key)} numbers, the formula gives {len(trees)}"


def _case(source: LinkedFamily, shape: Shape, values: Mapping[str, int], given: Mapping[str, object]) -> Iterator[str]:
    plan = source.plan(shape)
    yield from _missing([tree for one in plan.quantities.values() for tree in plan.trees(one)], values)
    names = [name for one in plan.quantities.values() for name in one.names]
    if unknown := sorted(given.keys() - set(names)):
        yield f"publishes {', '.join(unknown)}, but what is asked is called {', '.join(names)}"


def _missing(trees: Trees | Iterable[object], values: Mapping[str, int]) -> Iterator[str]:
    needed = {name for tree in trees for name in symbols(tree)}  # type: ignore[arg-type]  # trees
    if missing := sorted(needed - values.keys()):
        yield f"lacks {', '.join(missing)}: add the numbers that the formula speaks of"
