"""Misconceptions: names of their own, concepts that there are, wrong formulas that can be worked out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.asking.source import Audited
from quizgen.audit.contract.names import SLUG
from quizgen.audit.contract.worked import WorkedQuestion, strangers, worked
from quizgen.audit.identities import confusions
from quizgen.catalog import families
from quizgen.catalog.blame import package, reason, written
from quizgen.math.code import compiled
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception, Trees
from quizgen.model import LEVELS, Level


def own_names(source: Audited, level: Level) -> Iterator[str]:
    """Each misconception about a quantity has a slug that no other one about it has."""
    for one in _distinct(worked(source, level)):
        ids = [mistake.id for mistake in one]
        for name in dict.fromkeys(ids):
            if not SLUG.fullmatch(name):
                yield f"the misconception '{name}' is no slug ({written(source.module, name)})"
            if ids.count(name) > 1:
                place = written(source.module, name)
                yield f"two misconceptions are called '{name}': give each an id of its own ({place})"


def one_identity(source: Audited, level: Level) -> Iterator[str]:
    """No misconception has another family's id or feedback with another meaning; the levels do not differ in it."""
    if level != LEVELS[0] or source.authored:
        return
    others = [other for other in families() if other.id != source.id and _usable(other)]
    mine = re.compile(rf"(?<![\w-]){re.escape(source.id)}(?![\w-])")
    for sentence in confusions([*others, source]):
        if mine.search(sentence):
            yield sentence


def _usable(other: Audited) -> bool:
    """Whether another family can be compared; what is wrong with it is told when it is checked itself."""
    try:
        other.slips()
    except Exception:  # noqa: BLE001 - whatever another author's code raises
        return False
    return True


def _distinct(every: Iterator[WorkedQuestion]) -> Sequence[tuple[Misconception, ...]]:
    return tuple({tuple(id(mistake) for mistake in one.mistakes): one.mistakes for one in every}.values())


def possible(source: Audited, level: Level) -> Iterator[str]:
    """Every misconception can be worked out wherever it can be made, and means a concept that there is."""
    for one in worked(source, level):
        for mistake in one.mistakes:
            yield from _possible(source, one, mistake)


def _possible(source: Audited, one: WorkedQuestion, mistake: Misconception) -> Iterator[str]:
    name = f"the misconception '{mistake.id}'{one.about}{one.shape}"
    try:
        slip(mistake)
        trees = mistake.wrong(one.trees, one.part.shape)
        if trees is not None:
            yield from (f"{name} {fault}" for fault in _faults(one, trees))
    except Exception as error:  # noqa: BLE001 - whatever an author's code raises is told
        said = reason(error, package(source.module))
        way = "mend it, or write optional=True where a shape leaves no room for it"
        yield f"{name} cannot be made: {said}; {way} ({written(source.module, mistake.id)})"


def _faults(one: WorkedQuestion, trees: Trees) -> Iterator[str]:
    if len(trees) != len(one.trees):
        yield f"gives {len(trees)} numbers, the key has {len(one.trees)}"
    if missing := strangers(trees, one.part):
        yield f"speaks of {', '.join(missing)}, but the space has only {', '.join(one.part.columns)}"
        return
    for tree in trees:
        compiled(tree)
