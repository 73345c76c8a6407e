from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.blueprint import draw
from quizgen.model import Item, Kind, Option
from quizgen.study.session import Score, by_topic, grade, misconceptions, number
from quizgen.text import Text


def item(kind: Kind, family: str = "conv-output-size") -> Item:
    (source,) = catalog.select([family])
    return next(draw(source, "easy", kind, "7"))


def placed(kind: Kind, key: tuple[int, ...], prompts: int) -> Item:
    options = tuple(
        Option(Text(f"{place}"), Text(f"{place}"), place in key, Text(f"On {place}."), "mixes-up") for place in range(4)
    )
    shown = (Text("p"),) * prompts
    return replace(item("choice"), kind=kind, options=options, key=key, prompts=shown)


CHOICE, NUMERICAL = item("choice"), item("numerical")
MATCHING, ORDERING = placed("matching", (2, 0, 3), 3), placed("ordering", (3, 1, 0, 2), 0)
MULTIPLE = item("multiple", "which-conv-output-size")


def test_of_a_choice_only_the_right_option_is_right_and_the_others_name_their_mistake() -> None:
    for place, option in enumerate(CHOICE.options):
        result = grade(CHOICE, frozenset([place]))
        assert result.correct == option.correct
        assert result.met == (() if option.correct else (option,))


def test_a_number_is_looked_up_among_the_foreseen_mistakes() -> None:
    assert isinstance(NUMERICAL.key, int)
    assert grade(NUMERICAL, Fraction(NUMERICAL.key)).correct
    for option in NUMERICAL.options:
        assert isinstance(option.value, int)
        result = grade(NUMERICAL, Fraction(option.value))
        assert (result.correct, result.met) == (False, (option,))
    assert grade(NUMERICAL, Fraction(10**9)).met == ()


def test_a_number_within_the_tolerance_is_right() -> None:
    assert isinstance(NUMERICAL.key, int)
    near = replace(NUMERICAL, tolerance=1)
    assert grade(near, Fraction(NUMERICAL.key + 1)).correct
    assert not grade(near, Fraction(2 * NUMERICAL.key + 3, 2)).correct


def test_of_several_all_right_options_and_no_other_are_right() -> None:
    right = frozenset(place for place, option in enumerate(MULTIPLE.options) if option.correct)
    wrong = min(place for place, option in enumerate(MULTIPLE.options) if not option.correct)
    assert grade(MULTIPLE, right).correct
    more = grade(MULTIPLE, right | {wrong})
    assert (more.correct, more.met, more.missed) == (False, (MULTIPLE.options[wrong],), ())
    other = grade(MULTIPLE, frozenset([wrong]))
    assert set(other.missed) == set(right)


def test_a_pair_that_is_wrong_shows_what_belongs_there() -> None:
    assert grade(MATCHING, (2, 0, 3)).correct
    result = grade(MATCHING, (2, 1, 0))
    assert (result.correct, result.missed) == (False, (1, 2))
    assert result.met == (MATCHING.options[0], MATCHING.options[3])


def test_an_order_is_right_or_shows_one_mistake() -> None:
    assert grade(ORDERING, (3, 1, 0, 2)).correct
    result = grade(ORDERING, (3, 0, 1, 2))
    assert (result.correct, result.missed) == (False, (1, 2))
    assert [option.misconception for option in result.met] == ["mixes-up"]


def test_a_misconception_counts_once_for_each_item() -> None:
    ((option, times),) = misconceptions([grade(MATCHING, (0, 2, 2)), grade(ORDERING, (0, 1, 2, 3))])
    assert (option.misconception, times) == ("mixes-up", 2)
    assert option == MATCHING.options[2]


@pytest.mark.parametrize("one", [CHOICE, NUMERICAL, MULTIPLE, MATCHING, ORDERING])
def test_not_to_know_is_not_right_and_meets_no_mistake(one: Item) -> None:
    result = grade(one, None)
    assert (result.correct, result.met, result.missed) == (False, (), ())


def test_an_answer_of_the_wrong_sort_is_refused() -> None:
    with pytest.raises(TypeError):
        grade(CHOICE, Fraction(1))
    with pytest.raises(TypeError):
        grade(NUMERICAL, frozenset([1]))
    with pytest.raises(TypeError):
        grade(CHOICE, (1,))
    with pytest.raises(TypeError):
        grade(ORDERING, frozenset([1]))
    with pytest.raises(TypeError, match="2 places"):
        grade(MATCHING, (1, 0))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1024", 1024),
        (" 1,024 ", 1024),
        ("1 024 000", 1024000),
        ("1\u202f024", 1024),
        ("-3", -3),
        ("\N{MINUS SIGN}3", -3),
        ("+7", 7),
        ("2.5", Fraction(5, 2)),
        ("5 / 2", Fraction(5, 2)),
        ("10/4", Fraction(5, 2)),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: Fraction) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "b", "1,5", "1,02,4", "12,34", "1/0", "3e5", "0x10", "1 2", "--1", "nan", "1.", "²"]
)
def test_what_is_no_number_is_not_guessed_at(text: str) -> None:
    assert number(text) is None


def test_scores_count_right_answers_by_topic_in_the_order_asked() -> None:
    other = replace(CHOICE, topic="dilation")
    right = frozenset([next(place for place, option in enumerate(CHOICE.options) if option.correct)])
    results = [grade(other, right), grade(CHOICE, None), grade(CHOICE, right)]
    assert by_topic(results) == (Score("dilation", 1, 1), Score("output-size", 1, 2))


def test_misconceptions_are_counted_the_most_frequent_first() -> None:
    first, second, *_ = (place for place, option in enumerate(CHOICE.options) if not option.correct)
    results = [grade(CHOICE, frozenset([place])) for place in (first, second, second)]
    assert [(option.misconception, times) for option, times in misconceptions(results)] == [
        (CHOICE.options[second].misconception, 2),
        (CHOICE.options[first].misconception, 1),
    ]
