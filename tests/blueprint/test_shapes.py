"""What most questions of a place are like is known before a whole sample is asked, and is what all of it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest

from quizgen import catalog, resources
from quizgen.blueprint.asked import groups
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.numbered import Keys
from quizgen.blueprint.reader import parse
from quizgen.blueprint.streams import Shape, shape
from quizgen.blueprint.ways import SAMPLE, Way
from quizgen.counting.counts import there
from quizgen.model import Kind, Level, Question

EXAMS = ("midterm", "final")


def whole(way: Way, seed: str) -> Shape:
    """The shape by all of a sample."""
    sample = list(way.sample(seed))
    counted = way.cell.source.authored or way.cell.kind in ("choice", "multiple")
    options = (way.options or Counter(len(one.options) for one in sample).most_common(1)[0][0]) if counted else None
    fitting = [one for one in sample if options is None or len(one.options) == options]
    steps = Counter(len(one.solution) for one in fitting).most_common(1)
    return Shape(options, steps[0][0] if steps else 0, Keys.of(fitting))


def ways(exam: str) -> Iterator[Way]:
    path = resources.banks() / "blueprints" / f"{exam}.toml"
    for slot in parse(path.read_text(encoding="utf-8"), str(path), path.parent).slots:
        yield from chain(*(group.ways[:2] for group in groups(slot)))


@pytest.mark.parametrize("exam", EXAMS)
def test_a_shape_is_the_one_that_the_whole_sample_has(exam: str) -> None:
    for number, way in enumerate(ways(exam)):
        assert shape(way, str(number % 3)) == whole(way, str(number % 3)), way.family


class Asked(Way, frozen=True):
    """A way that counts what it is asked."""

    asked = 0

    def sample(self, seed: str) -> Iterator[Question]:
        """The same questions."""
        for one in super().sample(seed):
            Asked.asked += 1
            yield one


def asked(family: str, level: Level, kind: Kind) -> int:
    Asked.asked = 0
    source = next(one for one in catalog.families() if one.id == family)
    shape(Asked(Cell(source, level, kind), None, there(source, level, kind)), "s")
    return Asked.asked


def test_where_all_are_alike_half_of_the_sample_is_asked() -> None:
    assert asked("conv-output-size", "easy", "numerical") == SAMPLE // 2 + 1
    assert asked("conv-parameters", "easy", "choice") == SAMPLE // 2 + 1


def test_where_keys_may_have_any_letter_all_of_it_is_asked() -> None:
    assert asked("per-axis-output-size", "medium", "choice") == SAMPLE


@pytest.mark.parametrize(
    ("keys", "kind", "sure"),
    [
        (Keys(), "numerical", True),
        (Keys(4), "choice", True),
        (Keys(4, free=True), "choice", False),
        (Keys(2), "choice", False),
        (Keys(), None, False),
    ],
)
def test_what_further_questions_may_change_is_not_sure(keys: Keys, kind: Kind | None, sure: bool) -> None:  # noqa: FBT001 - a table
    assert keys.is_sure(kind) is sure
