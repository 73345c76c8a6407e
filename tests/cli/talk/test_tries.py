"""Who makes a mistake tries again, once, before the solution; each try is noted as soon as it is judged."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction

import click
import pytest
import quizzed
from click.testing import CliRunner
from made_answers import CHOICE, MATCHING, MULTIPLE, NUMERICAL, ORDERING, SHAPE
from made_questions import LAYERS, LINKED, SOLUTION, question
from msgspec.structs import replace
from person import Person

from quizgen.answers import Answer
from quizgen.cli.record import opened
from quizgen.cli.talk.console import Leave
from quizgen.cli.talk.round import Round
from quizgen.model import Part, Question
from quizgen.study.log.events import Answered
from quizgen.text import Text

Meet = Callable[..., "Met"]


class Met:
    """What somebody saw, and what came of it."""

    def __init__(self, text: str, held: Round, tries: list[Answered]) -> None:
        self.text, self.held, self.tries = " ".join(text.split()), held, tries

    @property
    def noted(self) -> list[tuple[int, str, bool]]:
        return [(one.attempt, one.answer, one.right) for one in self.tries]


@pytest.fixture
def meet(monkeypatch: pytest.MonkeyPatch) -> Meet:
    """Somebody answers a question with these lines, and leaves when they are used up."""
    monkeypatch.setenv("COLUMNS", "88")

    def met(asked: Question | Answer, *lines: str) -> Met:
        one = asked if isinstance(asked, Question) else question(Part(asked, (SOLUTION,)))
        record = opened(keep=False)
        held, ahead = quizzed.round_of(one, "A title", console=Person(lines), record=record)

        @click.command()
        def command() -> None:
            with ahead, suppress(Leave):
                held.hold(ahead)

        result = CliRunner().invoke(command)
        assert result.exception is None, result.output
        return Met(result.output, held, [one for one in record.events() if isinstance(one, Answered)])

    return met


def test_a_wrong_number_is_told_its_mistake_and_not_what_is_right(meet: Meet) -> None:
    first = meet(NUMERICAL, "28")
    assert "Not yet: the first one counts too. Try again, ? for the solution." in first.text
    assert "The answer is 27" not in first.text.partition("Not right")[0]
    assert first.noted == [(1, "28", False)]


def test_right_at_the_second_try_is_told_apart_from_right_at_once(meet: Meet) -> None:
    second, at_once = meet(NUMERICAL, "28", "27"), meet(NUMERICAL, "27")
    assert [(one.at_once, one.correct) for one in second.held.results] == [(False, True)]
    assert [(one.at_once, one.correct) for one in at_once.held.results] == [(True, True)]
    assert second.noted == [(1, "28", False), (2, "27", True)]
    assert at_once.noted == [(1, "27", True)]


def test_after_the_second_mistake_comes_the_solution(meet: Meet) -> None:
    met = meet(NUMERICAL, "28", "26", "27")
    assert met.text.count("Not yet") == 1
    assert "Not right. The answer is 27." in met.text
    assert met.noted == [(1, "28", False), (2, "26", False)]


def test_who_gives_up_after_a_mistake_is_told_the_solution_and_no_second_try_is_noted(meet: Meet) -> None:
    met = meet(NUMERICAL, "28", "?")
    assert "Not right. The answer is 27." in met.text
    assert met.noted == [(1, "28", False)]


def test_who_does_not_know_at_once_is_not_asked_again(meet: Meet) -> None:
    met = meet(NUMERICAL, "?")
    assert "Not yet" not in met.text
    assert met.noted == [(1, "null", False)]


def test_who_leaves_between_two_tries_keeps_the_first(meet: Meet) -> None:
    met = meet(NUMERICAL, "28", "q")
    assert met.noted == [(1, "28", False)]
    assert [one.at_once for one in met.held.results] == [False]


def test_hints_are_counted_up_to_each_try(meet: Meet) -> None:
    steps = Text("The size is\n\n$$o == n - k + 1$$\n\n$$o == {n} - {k} + 1$$", {"n": 29, "k": 3})
    hinted = question(Part(NUMERICAL, (steps,)))
    assert [one.hints for one in meet(hinted, "28", "h", "27").tries] == [0, 1]
    assert [one.hints for one in meet(hinted, "h", "28", "h", "27").tries] == [1, 2]


def test_a_shape_is_tried_again(meet: Meet) -> None:
    met = meet(SHAPE, "16x13x13", "16x14x14")
    assert met.noted == [(1, "[16,13,13]", False), (2, "[16,14,14]", True)]


def test_of_one_of_few_nobody_is_asked_again(meet: Meet) -> None:
    met = meet(CHOICE, "a", "b")
    assert "Not yet" not in met.text
    assert "Not right. The answer is b) 27." in met.text
    assert met.noted == [(1, "[0]", False)]


def test_of_several_options_one_that_does_not_fit_is_named_or_that_there_are_more(meet: Meet) -> None:
    right = "".join("abcdef"[place] for place in sorted(MULTIPLE.correct))
    wrong = next(one for one in "abcdef"[: len(MULTIPLE.options)] if one not in right)
    assert f"Not yet: {wrong}) does not fit. " in meet(MULTIPLE, wrong + right[0], right).text
    few = meet(MULTIPLE, right[0], right)
    assert "Not yet: what you chose fits, but there is more." in few.text
    assert [one.right for one in few.tries] == [False, True]


def test_of_pairs_and_steps_it_is_told_how_many_are_right(meet: Meet) -> None:
    row = "".join("abc"[place] for place in ORDERING.places)
    order = meet(ORDERING, row[1] + row[0] + row[2], row)
    assert "Not yet: 1 of 3 stand in their places." in order.text
    assert [one.right for one in order.tries] == [False, True]
    assert "Not yet: 1 of 2 stand where they belong." in meet(MATCHING, "cb", "ca").text


def test_of_two_ways_the_other_one_is_no_second_try(meet: Meet) -> None:
    two = replace(ORDERING, steps=ORDERING.steps[:2], places=(1, 0))
    assert meet(two, "ab").noted == [(1, "[0,1]", False)]


def test_a_later_part_is_judged_from_what_was_answered_in_the_end(meet: Meet) -> None:
    met = meet(LINKED, "28", "27", "729", "5832")
    assert "(a) Right. (b) Right. (c) Right." in met.text
    assert met.noted == [(1, "[28,729,5832]", False), (2, "[27,729,5832]", True)]
    carried = meet(LINKED, "28", "28", "784", "6272")
    assert "Not right; the solution comes at the end." in carried.text
    assert "Right from your 28; with the right 27 it would be 729." in carried.text
    assert [one.share for one in carried.tries] == pytest.approx([2 / 3, 2 / 3])


def test_a_cell_is_tried_again_before_the_next_one_is_asked(meet: Meet) -> None:
    met = meet(question(LAYERS), "26", "28", "156", "14")
    assert met.text.index("Not yet") < met.text.index("Conv2d, parameters: 156")
    assert met.noted == [(1, "[26,156,14]", False), (2, "[28,156,14]", True)]
    assert [one.share for one in met.held.results] == [1]
    left = meet(question(LAYERS), "26", "?", "156", "14")
    assert [one.share for one in left.held.results] == [Fraction(2, 3)]


def test_a_second_mistake_in_a_cell_is_not_silent_as_what_is_right_is(meet: Meet) -> None:
    later = "Not right; the solution comes at the end."
    assert "? to leave it so" in meet(question(LAYERS), "26").text
    assert later in meet(question(LAYERS), "26", "25").text
    assert later in meet(LINKED, "26", "25").text
    assert later not in meet(question(LAYERS), "26", "28", "156", "14").text
    assert later not in meet(NUMERICAL, "28", "26").text


def test_s_puts_a_question_off_until_all_others_are_answered(meet: Meet) -> None:
    met = meet(NUMERICAL, "s", "S", "27")
    assert met.text.count("Question 1 of 1") == 3
    assert met.noted == [(1, "27", True)]
    never = meet(NUMERICAL, "s", "q")
    assert never.noted == []
    assert len(never.held.skipped) == 1


def test_what_is_begun_is_not_skipped(meet: Meet) -> None:
    met = meet(LINKED, "27", "s", "729", "5832")
    assert "What is begun is not skipped" in met.text
    assert [one.correct for one in met.held.results] == [True]
