from __future__ import annotations

from fractions import Fraction

import pytest
from made_answers import ANSWERS, CONCEPT, GRID, MATCHING, ORDERING, SHAPE
from made_questions import LAYERS, LINKED, POSITIONS, SIZE, VALUES, item, question
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import (
    Answer,
    Choice,
    Chosen,
    Concept,
    Filled,
    Given,
    Multiple,
    Number,
    Numerical,
    Placed,
    Slip,
    Written,
)
from quizgen.asking.verify import verified
from quizgen.blueprint import draw
from quizgen.math.reader import read
from quizgen.model import Item, Kind, Part, Question
from quizgen.study.session import Result, Score, by_concept, by_topic, grade
from quizgen.text import Text


def drawn(kind: Kind, family: str = "conv-output-size") -> Item:
    (source,) = catalog.select([family])
    return next(draw(source, "easy", kind, "7"))


def answer(one: Item) -> Answer:
    return one.question.parts[0].answer


def written(*values: int | Fraction) -> Written:
    return Written(values)


def met(result: Result) -> list[Slip]:
    return [one.slip for mark in result.marks for one in mark.met]


CHOICE, NUMERICAL = drawn("choice"), drawn("numerical")
MULTIPLE = drawn("multiple", "which-conv-output-size")


def test_of_a_choice_only_the_right_option_is_right_and_the_others_name_their_mistake() -> None:
    choice = answer(CHOICE)
    assert isinstance(choice, Choice)
    for place, option in enumerate(choice.options):
        result = grade(CHOICE, [Chosen(frozenset([place]))])
        assert result.correct == (place == choice.right)
        assert met(result) == ([option.slip] if option.slip else [])


def test_a_number_is_looked_up_among_the_foreseen_mistakes() -> None:
    asked = answer(NUMERICAL)
    assert isinstance(asked, Numerical)
    assert isinstance(asked.key, int)
    assert grade(NUMERICAL, [written(Fraction(asked.key))]).correct
    assert asked.foreseen
    for option in asked.foreseen:
        assert isinstance(option.value, int)
        result = grade(NUMERICAL, [written(Fraction(option.value))])
        assert (result.correct, met(result)) == (False, [option.slip])
    assert met(grade(NUMERICAL, [written(10**9)])) == []


def test_a_number_within_the_tolerance_is_right() -> None:
    near = item(Numerical(27, tolerance=1))
    assert grade(near, [written(28)]).correct
    assert not grade(near, [written(Fraction(57, 2))]).correct


def test_of_several_all_right_options_and_no_other_are_right() -> None:
    several = answer(MULTIPLE)
    assert isinstance(several, Multiple)
    wrong = min(place for place in range(len(several.options)) if place not in several.right)
    assert grade(MULTIPLE, [Chosen(several.right)]).correct
    more = grade(MULTIPLE, [Chosen(several.right | {wrong})])
    assert (more.correct, met(more), more.marks[0].missed) == (False, [several.options[wrong].slip], ())
    other = grade(MULTIPLE, [Chosen(frozenset([wrong]))])
    assert set(other.marks[0].missed) == set(several.right)


def test_a_pair_that_is_wrong_shows_what_belongs_there() -> None:
    matching = item(MATCHING)
    assert grade(matching, [Placed((2, 0))]).correct
    result = grade(matching, [Placed((0, 1))])
    assert (result.correct, result.marks[0].missed) == (False, (0, 1))
    assert met(result) == [MATCHING.options[2].slip, MATCHING.options[0].slip]


def test_an_order_is_right_or_shows_one_mistake() -> None:
    ordering = item(ORDERING)
    assert grade(ordering, [Placed((1, 2, 0))]).correct
    result = grade(ordering, [Placed((1, 0, 2))])
    assert (result.correct, result.marks[0].missed) == (False, (1, 2))
    assert [slip.id for slip in met(result)] == ["scales-first"]


def test_a_concept_counts_once_for_each_item() -> None:
    results = [grade(item(MATCHING), [Placed((0, 1))]), grade(item(ORDERING), [Placed((0, 1, 2))])]
    assert len(met(results[0])) == 2
    assert by_concept(results) == ((CONCEPT, 2),)


@pytest.mark.parametrize("one", [CHOICE, NUMERICAL, MULTIPLE, item(MATCHING), item(ORDERING), item(GRID)])
def test_not_to_know_is_not_right_and_meets_no_mistake(one: Item) -> None:
    result = grade(one, [None])
    assert (result.correct, result.share, met(result), result.marks[0].missed) == (False, Fraction(0), [], ())


@pytest.mark.parametrize(
    ("one", "given"),
    [
        (CHOICE, written(Fraction(1))),
        (NUMERICAL, Chosen(frozenset([1]))),
        (CHOICE, Placed((1,))),
        (item(ORDERING), Chosen(frozenset([1]))),
        (item(MATCHING), Placed((1,))),
        (item(GRID), written(1)),
    ],
)
def test_an_answer_of_the_wrong_sort_is_refused(one: Item, given: Given) -> None:
    with pytest.raises(TypeError, match=f"a {one.kind} question is not answered with"):
        grade(one, [given])


def test_there_is_one_answer_for_each_part() -> None:
    with pytest.raises(ValueError, match="zip"):
        grade(verified(LINKED), [written(27)])


def test_scores_count_right_answers_by_topic_in_the_order_asked() -> None:
    other = replace(CHOICE, question=replace(CHOICE.question, topic="dilation"))
    right = Chosen(answer(CHOICE).correct)
    results = [grade(other, [right]), grade(CHOICE, [None]), grade(CHOICE, [right])]
    assert by_topic(results) == (Score("dilation", 1, 1, 1), Score("output-size", 1, 1, 2))


def test_concepts_are_counted_the_most_frequent_first() -> None:
    few, many = (Concept(name, name, Text("It is so."), "L1") for name in ("few", "many"))
    choice = ANSWERS["choice"]
    assert isinstance(choice, Choice)
    one, right, two, _ = choice.options
    assert one.slip
    assert two.slip
    options = (
        replace(one, slip=replace(one.slip, concept=few)),
        right,
        replace(two, slip=replace(two.slip, concept=many)),
    )
    asked = item(replace(choice, options=options))
    results = [grade(asked, [Chosen(frozenset([place]))]) for place in (0, 2, 1, 2)]
    assert by_concept(results) == ((many, 2), (few, 1))


def graded(linked: Question, *wrote: int | None) -> tuple[list[Number], list[list[str]], list[int]]:
    """The share of each part, the mistakes that it shows, and which parts are right by the learner's own value."""
    result = grade(verified(linked), [None if value is None else written(value) for value in wrote])
    marks = result.marks
    carried = [place for place, mark in enumerate(marks) if mark.carried]
    return [*(mark.share for mark in marks)], [[one.slip.id for one in mark.met] for mark in marks], carried


def test_right_parts_are_right_and_nothing_is_carried() -> None:
    assert graded(LINKED, 27, 729, 5832) == ([1, 1, 1], [[], [], []], [])


def test_a_mistake_counts_once_where_all_that_follows_is_right_from_it() -> None:
    assert graded(LINKED, 28, 784, 6272) == ([0, 1, 1], [["one-more"], [], []], [1, 2])


def test_a_second_mistake_is_judged_by_what_was_written_before_and_carried_on() -> None:
    assert graded(LINKED, 28, 56, 448) == ([0, 0, 1], [["one-more"], ["adds"], []], [2])
    assert graded(LINKED, 27, 54, 432) == ([1, 0, 1], [[], ["adds"], []], [2])


def test_the_third_part_follows_from_the_second_and_not_from_the_first() -> None:
    assert graded(LINKED, 28, 729, 5832) == ([0, 1, 1], [["one-more"], [], []], [])
    assert graded(LINKED, 28, 729, 6272)[0] == [0, 1, 0]


def test_where_nothing_was_written_the_right_value_is_used() -> None:
    assert graded(LINKED, None, 729, 5832) == ([0, 1, 1], [[], [], []], [])
    assert graded(LINKED, None, 784, 6272) == ([0, 0, 1], [[], [], []], [2])
    assert graded(LINKED, 28, None, 5832) == ([0, 0, 1], [["one-more"], [], []], [])


def test_what_is_right_by_nothing_is_wrong() -> None:
    assert graded(LINKED, 28, 785, 17) == ([0, 0, 0], [["one-more"], [], []], [])


def test_a_value_from_which_nothing_can_be_worked_out_is_only_wrong() -> None:
    whole = Part(Numerical(27, names=("o",)), SIZE.solution)
    divided = Part(Numerical(4, follows=(read("108/o"),)), SIZE.solution)
    assert graded(question(whole, divided), 0, 4) == ([0, 1], [[], []], [])
    assert graded(question(whole, divided), 0, 108) == ([0, 0], [[], []], [])


def test_the_numbers_of_a_shape_are_carried_each_by_its_name() -> None:
    shape = Part(replace(SHAPE, names=("c", "h", "w")), SIZE.solution)
    values = Part(Numerical(3136, follows=(read("c*h*w"),)), SIZE.solution)
    result = grade(verified(question(shape, values)), [written(16, 13, 13), written(2704)])
    assert [mark.share for mark in result.marks] == [0, 1]
    assert (result.own, result.right) == ({"c": 16, "h": 13, "w": 13}, {"c": 16, "h": 14, "w": 14})


def test_later_parts_follow_from_the_cells_of_a_grid_and_open_cells_count_as_right() -> None:
    linked = verified(question(LAYERS, Part(Numerical(196, follows=(read("o_2**2"),)), SIZE.solution)))
    result = grade(linked, [Filled((written(26), written(156), written(13))), written(169)])
    assert [mark.share for mark in result.marks] == [Fraction(2, 3), 1]
    assert [one.key for mark in result.marks for one in mark.carried] == [(14,), (196,)]
    assert result.own == {"o_1": 26, "o_2": 13}
    for given in (None, Filled((written(26), None, None))):
        result = grade(linked, [given, written(196)])
        assert result.marks[1].share == 1
        assert result.own["o_2"] == 14


def test_parts_count_by_their_points() -> None:
    linked = question(SIZE, replace(POSITIONS, points=Fraction(2)), VALUES)
    result = grade(verified(linked), [written(27), written(1), written(8)])
    assert (result.share, result.correct) == (Fraction(1, 2), False)
    assert grade(verified(linked), [written(27), written(729), written(5832)]).share == 1


def test_what_is_right_from_the_learners_own_value_earns_its_points() -> None:
    result = grade(verified(LINKED), [written(28), written(784), written(6272)])
    assert (result.share, result.correct) == (Fraction(2, 3), False)


def test_an_item_with_a_mistake_and_its_consequences_shows_one_concept() -> None:
    result = grade(verified(LINKED), [written(28), written(784), written(6272)])
    assert by_concept([result]) == ((CONCEPT, 1),)
