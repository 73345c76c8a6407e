"""A question whose witnesses disagree is never judged: another takes its place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import count

import pytest
import quizzed
from click.testing import Result
from made_questions import SIZE, question
from msgspec.structs import replace
from person import Person

from quizgen.asking.verify import verified
from quizgen.cli.talk.console import Leave
from quizgen.model import Item, Question, Witness
from quizgen.study import ahead

Run = Callable[..., Result]
Refuse = Callable[[Callable[[int], bool]], None]
SMALL = ("quiz", "activation-slope", "--level", "easy", "--seed", "7")
FAULTY = "This question turned out to be faulty and does not count; here is another."


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Has the witnesses disagree on some of the questions, by their places in the order of their verification."""

    def refused(which: Callable[[int], bool]) -> None:
        places = count(1)

        def heard(question: Question) -> Item:
            if not which(next(places)):
                return verified(question)
            wrong = Witness("torch", lambda: (-1,), (0,))
            return verified(replace(question, witnesses=(wrong,)))

        monkeypatch.setattr(ahead, "verified", heard)

    return refused


def test_a_faulty_question_is_not_judged_and_another_takes_its_place(run: Run, refuse: Refuse) -> None:
    refuse(lambda place: place == 1)
    result = run(*SMALL, "-n", "3", input="?\n" * 4)
    first, second, *_ = " ".join(result.stdout.split()).split("Question ")[1:]
    assert result.exit_code == 0
    assert first.startswith("1 of 3")
    assert first.endswith(f"{FAULTY} ── ")
    assert "The answer is" not in first
    assert second.startswith("1 of 3")
    assert "The answer is" in second
    assert "0 of 3 right" in result.stdout
    assert result.stderr.startswith("Note: left out as faulty: activation-slope (easy) at ")
    assert result.stderr.count("faulty") == 1


def test_what_a_witness_prints_does_not_stand_between_the_questions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def heard(question: Question) -> Item:
        sys.stdout.write("a witness says something\n")
        return verified(question)

    monkeypatch.setattr(ahead, "verified", heard)
    result = run(*SMALL, "-n", "2", input="?\n?\n")
    assert "0 of 2 right" in result.stdout
    assert "a witness" not in result.stdout
    assert result.stderr.count("a witness says something\n") == 2


def test_the_only_question_is_replaced_too(run: Run, refuse: Refuse) -> None:
    refuse(lambda place: place == 1)
    result = run(*SMALL, "-n", "1", input="?\n?\n")
    assert result.stdout.count("Question 1 of 1") == 2
    assert "0 of 1 right" in result.stdout


def test_what_is_found_faulty_before_it_is_shown_is_never_shown(run: Run, refuse: Refuse) -> None:
    refuse(lambda place: place in (2, 3))
    result = run(*SMALL, "-n", "2", input="?\n?\n")
    assert FAULTY not in " ".join(result.stdout.split())
    assert "0 of 2 right" in result.stdout
    assert ", and 1 more" in result.stderr


def test_a_family_that_is_faulty_from_some_question_on_is_said_after_the_summary(run: Run, refuse: Refuse) -> None:
    refuse(lambda place: place > 1)
    result = run(*SMALL, "-n", "3", input="?\n?\n?\n")
    assert result.exit_code == 1
    assert "0 of 1 right" in result.stdout
    assert result.stderr.startswith("Error: activation-slope (easy) at ")


def test_what_was_given_to_a_faulty_question_does_not_count_for_who_leaves(run: Run, refuse: Refuse) -> None:
    refuse(lambda place: place == 1)
    result = run("quiz", "size-parameters-field", "--seed", "7", "-n", "1", input="1\nq\n")
    assert result.exit_code == 0
    assert FAULTY.partition(";")[0] in " ".join(result.stdout.split())
    assert "No question was answered." in result.stdout


def test_somebody_at_a_terminal_has_time_to_read_that(refuse: Refuse) -> None:
    refuse(lambda place: place == 1)
    held, ahead = quizzed.round_of(question(SIZE), "A title", console=Person(["28"]))
    with ahead, pytest.raises(Leave):
        held.hold(ahead)
    assert held.results == []


def test_nothing_is_said_of_a_mistake_in_a_faulty_question(refuse: Refuse, capsys: pytest.CaptureFixture[str]) -> None:
    refuse(lambda place: place == 1)
    held, ahead = quizzed.round_of(question(SIZE), "A title", console=Person(["28", "", "27"]))
    with ahead, suppress(Leave):
        held.hold(ahead)
    said = " ".join(capsys.readouterr().out.split())
    assert FAULTY in said
    assert "Press Enter for another one, q to leave." in said
    assert "Not yet" not in said
