from __future__ import annotations

import pytest
from desk import Desk

from quizgen.cli.sitting.exam import Exam
from quizgen.cli.sitting.journal import Nowhere
from quizgen.cli.sitting.room import Room
from quizgen.cli.talk.console import Leave
from quizgen.study.sitting.events import Happened
from quizgen.study.sitting.state import State


class Noted(Nowhere):
    """A journal that is looked at."""

    def __init__(self) -> None:
        self.events: list[Happened] = []

    def add(self, event: Happened) -> None:
        self.events.append(event)


def sit(exam: Exam, state: State, desk: Desk) -> Noted:
    journal = Noted()
    room = Room(exam, state, journal, desk, desk.now)
    try:
        room.sit()
    except Leave:
        assert not state.handed
    return journal


EVERY = ("b", "27", "ac", "28", "156", "14", "ca", "bca", "27", "b")
"""What is right, field by field."""


def test_a_whole_exam_without_a_word_on_what_is_right(exam: Exam, state: State) -> None:
    desk = Desk(*EVERY, "done", "yes")
    sit(exam, state, desk)
    assert state.handed
    assert state.texts == {
        "1": "B",
        "2": "27",
        "3": "AC",
        "4": "28; 156; 14",
        "5": "CA",
        "6": "BCA",
        "7a": "27",
        "7b": "B",
    }
    for word in ("Right", "right.", "Not right", "Correct", "counts too", "So it is"):
        assert word not in desk.words


def test_moves_flags_and_jumps(exam: Exam, state: State) -> None:
    desk = Desk("n", "p", "f", "#7", "p", "3", "ac", "#1", "f", "o", "2", "27")
    journal = sit(exam, state, desk)
    turned = [event.place for event in journal.events if hasattr(event, "place") and not hasattr(event, "on")]
    assert turned == [0, 1, 0, 0, 6, 5, 2, 3, 0, 0, 1, 2]
    assert state.texts == {"3": "AC", "2": "27"}
    assert not state.flagged


def test_where_a_number_is_asked_for_a_number_is_the_answer(exam: Exam, state: State) -> None:
    sit(exam, state, Desk("n", "7"))
    assert state.texts == {"2": "7"}
    assert state.place == 2


def test_a_number_that_no_question_has_is_told(exam: Exam, state: State) -> None:
    desk = Desk("#99")
    sit(exam, state, desk)
    assert desk.words.rindex("There are 7 questions.") > desk.words.rindex("Question 1 of 7")


def test_what_leads_nowhere_from_the_overview_is_told_there(exam: Exam, state: State) -> None:
    desk = Desk("o", "zzz")
    sit(exam, state, desk)
    assert desk.words.rindex("That leads nowhere from here.") > desk.words.rindex("Overview")


def test_an_answer_is_changed_taken_back_and_shown_as_it_stands(exam: Exam, state: State) -> None:
    desk = Desk("a", "p", "c", "p", "-", "b")
    sit(exam, state, desk)
    assert state.texts == {"1": "B"}
    assert "[A] > " in desk.words
    assert "[C] > " in desk.words


def test_what_is_no_answer_is_asked_for_again(exam: Exam, state: State) -> None:
    desk = Desk("x", "b", "many", "27")
    sit(exam, state, desk)
    assert state.texts == {"1": "B", "2": "27"}
    assert "That is no answer here." in desk.words
    assert "'many' is not a number" in desk.words


def test_a_table_is_filled_in_cell_by_cell_and_enter_leaves_one_as_it_is(exam: Exam, state: State) -> None:
    sit(exam, state, Desk("#4", "28", "", "14", "#4", "", "156"))
    assert state.texts == {"4": "28; 156; 14"}


def test_handing_in_names_what_is_open_and_can_be_thought_better_of(exam: Exam, state: State) -> None:
    desk = Desk("b", "f", "#7", "27", "done", "no", "done", "yes")
    sit(exam, state, desk)
    assert "Questions 2-6 are open; question 7 is answered only in part; question 2 is flagged." in " ".join(
        desk.words.split()
    )
    assert desk.words.count("Hand in? ") == 2
    assert state.handed


def test_the_overview_tells_answered_begun_open_and_flagged(exam: Exam, state: State) -> None:
    desk = Desk("b", "n", "f", "#7", "27", "o", "")
    sit(exam, state, desk)
    for line in ("Answered (1 of 7): 1", "Answered in part (1 of 7): 7", "Open (5 of 7): 2-6", "Flagged (1 of 7): 3"):
        assert line in desk.words
    assert state.place == 1


def test_remaining_time_is_shown_and_a_calm_word_once_at_five_minutes(exam: Exam, state: State) -> None:
    desk = Desk((10, "b"), (25, "27"), (5.5, "ac"), (1, "n"), (1, "n"))
    sit(exam, state, desk)
    assert "45 minutes left." in desk.words
    assert "35 minutes left." in desk.words
    assert desk.words.count("are left. All that you have answered is kept") == 1
    assert "5 minutes are left" in desk.words


def test_at_the_end_what_is_answered_counts_and_the_open_line_too(exam: Exam, state: State) -> None:
    desk = Desk("b", (45.5, "27"), "ac")
    room = Room(exam, state, Noted(), desk, desk.now)
    room.sit()
    assert state.handed == state.end
    assert state.texts == {"1": "B", "2": "27"}
    assert room.ended == "The last line came after the end, and within 60 seconds still counts."


@pytest.mark.parametrize("line", ["27", "n", "done", "nonsense"])
def test_what_comes_long_after_the_end_does_not_count(exam: Exam, state: State, line: str) -> None:
    sit(exam, state, Desk("b", (50, line), "28"))
    assert state.handed == state.end
    assert state.texts == {"1": "B"}


def test_leaving_hands_nothing_in(exam: Exam, state: State) -> None:
    sit(exam, state, Desk("b", "q"))
    assert not state.handed
    assert state.texts == {"1": "B"}
