"""Values that follow from each other are explained from the learner's own, and tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from by_fractions import sides

from quizgen import architectures, catalog, of_network
from quizgen.answers import Filled, Grid, Number, Numerical, Written
from quizgen.answers.values import components
from quizgen.audit.contract.explaining import foreseen
from quizgen.diagnosis import diagnosed, not_yet
from quizgen.diagnosis.explained import Ways
from quizgen.model import LEVELS, Question


def linked(level: str = "medium") -> Iterator[Question]:
    assert level in {"easy", "medium", "hard"}
    return catalog.named("size-parameters-field")[0].draw("medium", "parts", "1")


def test_a_mistake_in_the_learners_own_numbers_is_named_with_them() -> None:
    question = next(linked())
    side = question.parts[0].answer
    assert isinstance(side, Numerical)
    assert isinstance(side.key, int)
    assert question.reasoning is not None
    reasoning = question.reasoning()
    own: dict[str, Number] = {"side": side.key + 1}
    right = Ways(reasoning.parts[1][0], reasoning.known)
    mine = Ways(reasoning.parts[1][0], {**reasoning.known, **own})
    told = 0
    for way in mine.singles:
        known = {one.value for one in (*right.singles, *mine.singles) if one.id != way.id}
        if way.value in known or way.value in {mine.key, right.key} or way.value == _value(right, way.id):
            continue
        (found,) = diagnosed(question, 1, Written(way.value), own)
        assert [slip.id for slip in found.slips] == [way.id]
        assert found.how
        assert sides(found.how[0])[0] == way.value[0]
        assert side.key + 1 in found.how[0].values.values()
        told += 1
    assert told


def _value(ways: Ways, name: str) -> object:
    return next((way.value for way in ways.singles if way.id == name), None)


def test_what_is_right_from_the_learners_own_numbers_shows_nothing() -> None:
    question = next(linked())
    side = question.parts[0].answer
    assert isinstance(side, Numerical)
    assert isinstance(side.key, int)
    assert question.reasoning is not None
    reasoning = question.reasoning()
    own = {"side": side.key + 1}
    carried = Ways(reasoning.parts[1][0], {**reasoning.known, **own}).key
    assert carried is not None
    assert diagnosed(question, 1, Written(carried), own) == ()


def test_each_wrong_cell_of_a_table_is_explained_by_itself() -> None:
    question = next(catalog.named("network-table")[0].draw("medium", "grid", "1"))
    grid = question.parts[0].answer
    assert isinstance(grid, Grid)
    right = [Written(components(cell.key)) for cell in grid.open]
    wrong = {place: cell.foreseen[0] for place, cell in enumerate(grid.open[:2])}
    every = [Written(components(wrong[place].value)) if place in wrong else one for place, one in enumerate(right)]  # type: ignore[arg-type]
    found = diagnosed(question, 0, Filled(tuple(every)))
    assert [one.place for one in found][:1] == [0]
    first = wrong[0].slip
    assert first is not None
    assert found[0].slips == (first,)
    assert not_yet(found).template.startswith("Not yet")


def test_cells_that_are_left_empty_are_not_explained() -> None:
    question = next(catalog.named("network-table")[0].draw("medium", "grid", "1"))
    grid = question.parts[0].answer
    assert isinstance(grid, Grid)
    assert diagnosed(question, 0, Filled((None,) * len(grid.open))) == ()


@pytest.mark.parametrize("place", range(3))
def test_questions_about_a_network_that_somebody_gives_are_explained_too(place: int) -> None:
    found = architectures.load("vgg16")
    family = of_network.families(found.network, found.title, found.names)[place]
    level = next(level for level in LEVELS if family.count(level, "numerical"))
    question = next(family.draw(level, "numerical", "1"))
    ways = 0
    for part, _, option, given in foreseen(question):
        (told,) = diagnosed(question, part, given)
        assert told.slips == (option.slip,)
        ways += bool(told.how)
        assert all(len({*sides(line)}) == 1 for line in told.how)
    assert ways
