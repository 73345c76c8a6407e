"""What is special about the side, the parameters and the receptive field of one network."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen.answers import Numerical, Written
from quizgen.chains.classifiers import counted_parameters, slid_side, walked_field
from quizgen.formulas.classifiers import channels, is_deep, sliding
from quizgen.model import LEVELS, Level, Question
from quizgen.space import Params, Permutation
from quizgen.topics.architectures.size_parameters_field import FAMILY

MANY = 400
NAMES = ("side", "parameters", "receptive_field")


def some(level: Level, number: int) -> list[Params]:
    """Points from all over a level."""
    space = FAMILY.levels[level]
    order = Permutation(len(space), "test", level)
    return [space[order[place]] for place in range(number)]


def numerical(question: Question, place: int) -> Numerical:
    answer = question.parts[place].answer
    assert isinstance(answer, Numerical)
    return answer


@pytest.mark.parametrize("level", LEVELS)
def test_formulas_agree_with_positions_outputs_and_taps_counted_one_by_one(level: Level) -> None:
    for point in some(level, MANY):
        numbers = FAMILY.plan(point.shape).numbers(point)
        counted = (*slid_side(point), *counted_parameters(point), *walked_field(point))
        assert numbers == dict(zip(NAMES, counted, strict=True)), str(point)


@pytest.mark.parametrize("level", LEVELS)
def test_the_parts_are_side_parameters_and_field_and_the_second_follows_from_the_first(level: Level) -> None:
    for question in islice(FAMILY.draw(level, "parts", "1"), 6):
        assert tuple(name for part in question.parts for name in part.names) == NAMES
        assert [question.follows(place) for place in range(3)] == [(), (0,), ()]
        assert [part.points for part in question.parts] == [1, 2, 2]


def test_easy_has_two_layers_medium_pools_between_convolutions_and_hard_dilates_and_hides_a_layer() -> None:
    shapes = {level: {part.shape for part in FAMILY.levels[level].parts} for level in LEVELS}
    assert all(len(sliding(shape)) == 2 and not is_deep(shape) for shape in shapes["easy"])
    assert all(sliding(shape)[:3] == ("conv", "pool", "conv") and not is_deep(shape) for shape in shapes["medium"])
    assert all("dilated" in shape and is_deep(shape) for shape in shapes["hard"])


@pytest.mark.parametrize("level", LEVELS)
def test_every_part_foresees_mistakes_and_nearly_every_one_at_least_four(level: Level) -> None:
    questions = list(islice(FAMILY.draw(level, "parts", "1"), 100))
    for place, name in enumerate(NAMES):
        foreseen = [len(numerical(question, place).foreseen) for question in questions]
        assert min(foreseen) >= 2, name
        assert sum(number >= 4 for number in foreseen) >= 90, name


@pytest.mark.parametrize("level", LEVELS)
def test_no_side_is_a_number_that_the_stem_gives(level: Level) -> None:
    for point in some(level, MANY):
        assert slid_side(point)[0] not in point.values.values(), str(point)


def test_the_parameters_from_an_own_side_are_those_of_a_network_with_that_side() -> None:
    question = next(FAMILY.draw("hard", "parts", "1"))
    point = next(p for p in FAMILY.levels["hard"] if str(p) == question.where)
    own = slid_side(point)[0] + 2
    values = own**2 * point[channels(point.shape)[-1]]
    expected = (values + 1) * point["hidden"] + (point["hidden"] + 1) * point["features_out"]
    assert numerical(question, 1).mark(Written((expected,)), {"side": own}).right
    assert not numerical(question, 1).mark(Written((expected,)), {"side": own - 1}).right


def test_a_mistake_made_from_an_own_side_is_recognised() -> None:
    question = next(FAMILY.draw("easy", "parts", "1"))
    point = next(p for p in FAMILY.levels["easy"] if str(p) == question.where)
    own = slid_side(point)[0] + 1
    without_biases = own**2 * point[channels(point.shape)[-1]] * point["features_out"]
    mark = numerical(question, 1).mark(Written((without_biases,)), {"side": own})
    assert [met.slip.id for met in mark.met] == ["forgets-bias-of-linear"]


def test_one_layer_for_each_published_case_is_enough_to_be_wrong() -> None:
    """A case is no witness if it holds for other numbers too: every published number hangs on the last layer."""
    for case in FAMILY.published:
        plan = FAMILY.plan(case.shape)
        right = plan.numbers(Params(case.values, case.shape))
        place = len(sliding(case.shape))
        other = plan.numbers(Params({**case.values, f"kernel_size_{place}": 7, f"stride_{place}": 1}, case.shape))
        assert all(right[name] == case.published[name] != other[name] for name in case.published)
