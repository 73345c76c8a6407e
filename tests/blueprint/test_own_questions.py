"""Which questions are a place's own, and which of these it has."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from quizgen import catalog
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawn import Drawn
from quizgen.blueprint.numbered import Keys, Numbered, letters
from quizgen.blueprint.offering import Turns, offered
from quizgen.model import Kind


def drawn(number: int, name: str = "conv-parameters", kind: Kind = "choice") -> list[Drawn]:
    (source,) = catalog.select([name])
    cell = Cell(source, "medium", kind)
    every = enumerate(islice(cell.questions("1"), number))
    return [Drawn(one, cell, "1", place) for place, one in every]


def test_questions_are_numbered_among_those_that_can_have_the_letter() -> None:
    every = drawn(80)
    wanted = [2, 0, 3, 3, 1, 0]
    numbered = Numbered(iter(every), Keys(4))
    for number, letter in enumerate(wanted):
        found = numbered.at(number, letter)
        able = [one for one in every if letter in letters(one.question)]
        assert found is able[number]


def test_which_letters_were_asked_for_before_does_not_matter() -> None:
    every = drawn(80)
    one, other = (Numbered(iter(every), Keys(4)) for _ in range(2))
    for number in range(6):
        one.at(number, 0)
        other.at(number, number % 4)
    assert one.at(6, 2) is other.at(6, 2) is not None


def test_there_is_none_where_all_were_drawn_or_none_has_such_a_letter() -> None:
    numbered = Numbered(iter(drawn(8)), Keys(4))
    assert numbered.at(20, 1) is None
    assert Numbered(iter(drawn(8)), Keys(4)).at(0, None) is None
    numbers = drawn(3, kind="numerical")
    assert Numbered(iter(numbers), Keys()).at(2, None) is numbers[2]


def test_any_letter_is_that_of_options_in_words_and_one_that_of_numbers() -> None:
    (source,) = catalog.select(["stacked-kernels-concepts"])
    words = [one for level in ("easy", "medium") for one in source.draw(level, "choice", "1")]
    assert frozenset([None, 0, 1, 2, 3]) in {letters(one) for one in words}
    assert {len(letters(one.question)) for one in drawn(5)} == {2}
    assert Keys.of([one.question for one in drawn(5)]) == Keys(4)


def test_the_question_whose_misconceptions_were_offered_least_comes_first() -> None:
    turns = Turns({})
    one, other = drawn(2)
    assert turns.ordered([one, other]) == [one, other]
    assert turns.ordered([one, other]) == [other, one]
    assert turns.ordered([]) == []


def test_what_weighs_more_has_its_turn_more_often_and_what_weighs_nothing_comes_last() -> None:
    every = drawn(30)
    counts = Counter(name for one in every for name in offered(one.question))
    name = next(name for name, many in counts.most_common() if many < 25)

    def first(weight: int) -> int:
        """How often the misconception is among those that are offered first."""
        turns = Turns({name: weight})
        chosen = [turns.ordered(every[at : at + 3])[0] for at in range(0, 30, 3)]
        return sum(name in offered(one.question) for one in chosen)

    assert first(0) < first(1) < first(50)


def test_misconceptions_have_their_turns_more_evenly_than_by_chance() -> None:
    every = drawn(90)
    turns = Turns({})
    chosen = [turns.ordered(every[at : at + 3])[0] for at in range(0, 90, 3)]
    spread = []
    for some in (chosen, every[::3]):
        counts = Counter(name for one in some for name in offered(one.question))
        spread.append(sum(many**2 for many in counts.values()) / sum(counts.values()))
    assert spread[0] < spread[1]


def test_how_many_options_are_right_does_not_say_which_question_comes_first() -> None:
    every = drawn(60, "which-conv-parameters", "multiple")
    turns = Turns({})
    for at in range(0, 60, 3):
        first = turns.ordered(every[at : at + 3])[0]
        assert len(offered(first.question)) == len(offered(every[at].question))
