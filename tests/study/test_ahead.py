from __future__ import annotations

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from made_questions import question
from msgspec.structs import replace

from quizgen.answers import Numerical
from quizgen.errors import Disagreement, KeptApart
from quizgen.model import Part, Question, Values, Witness
from quizgen.study.ahead import Ahead, busy
from quizgen.text import Text

SIZE = question(Part(Numerical(27), (Text("27"),)))


def asked(name: str, found: int) -> Question:
    """A question that one witness is heard on: it finds the key, or another number."""
    return replace(SIZE, id=name, witnesses=(Witness("count", lambda: (found,), (27,)),))


def given(ahead: Ahead) -> Iterator[str | None]:
    """The ids of the items, None for a faulty question."""
    for _ in ahead:
        ahead.work()
        item = ahead.item()
        yield item.id if item else None


def test_the_first_question_is_there_before_any_witness_is_heard() -> None:
    heard = Event()

    def witness() -> Values:
        heard.set()
        return (27,)

    one = replace(SIZE, witnesses=(Witness("count", witness, (27,)),))
    with Ahead(iter([one]), 1) as ahead:
        assert next(iter(ahead)) is one
        assert not heard.is_set()
        with pytest.raises(RuntimeError, match="begins the verification"):
            ahead.item()
        ahead.work()
        item = ahead.item()
    assert item
    assert item.question is one
    assert heard.is_set()


def test_witnesses_are_heard_in_another_thread_and_the_next_question_is_verified_unasked() -> None:
    next_one = Event()
    where: list[bool] = []

    def witness() -> Values:
        where.append(current_thread() is main_thread())
        next_one.set()
        return (27,)

    second = replace(SIZE, id="b", witnesses=(Witness("count", witness, (27,)),))
    with Ahead(iter([asked("a", 27), second]), 2) as ahead:
        next(iter(ahead))
        ahead.work()
        assert next_one.wait(30)
    assert where == [False]


def test_no_more_is_drawn_than_one_ahead_and_nothing_after_the_last() -> None:
    drawn: list[str] = []

    def questions() -> Iterator[Question]:
        for name in "abcdefgh":
            drawn.append(name)
            yield asked(name, 27)

    counts = []
    with Ahead(questions(), 3) as ahead:
        for _ in ahead:
            counts.append(len(drawn))
            ahead.work()
            assert ahead.item()
    assert all(count <= place + 1 for place, count in enumerate(counts, start=1))
    assert drawn == ["a", "b", "c"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_faulty_first_question_is_replaced_and_the_number_stays(number: int) -> None:
    every = [asked("a", 28), asked("b", 27), asked("c", 27), asked("d", 27)]
    with Ahead(iter(every), number) as ahead:
        assert list(given(ahead)) == [None, *"bcd"[:number]]
    (fault,) = ahead.faults
    assert "the formula gives 27, but count 28" in str(fault)


def test_a_later_faulty_question_is_passed_over() -> None:
    with Ahead(iter([asked("a", 27), asked("b", 28), asked("c", 29), asked("d", 27)]), 2) as ahead:
        assert list(given(ahead)) == ["a", "d"]
    assert len(ahead.faults) == 2


def test_fewer_questions_than_wished_for_are_all() -> None:
    with Ahead(iter([asked("a", 27), asked("b", 27)]), 5) as ahead:
        assert list(given(ahead)) == ["a", "b"]


def spent(*every: Question) -> Iterator[Question]:
    yield from every
    raise KeptApart("nothing is left")


def test_what_drawing_raises_comes_when_the_question_is_asked_for() -> None:
    with Ahead(spent(asked("a", 27)), 2) as ahead:
        items = given(ahead)
        assert next(items) == "a"
        with pytest.raises(KeptApart):
            next(items)


def test_where_nothing_is_left_to_stand_in_the_fault_is_raised() -> None:
    with Ahead(spent(asked("a", 28)), 1) as ahead, pytest.raises(Disagreement, match="count 28"):
        list(given(ahead))


def test_who_leaves_does_not_wait_for_a_witness() -> None:
    end = Event()

    def witness() -> Values:
        end.wait(60)
        return (27,)

    one = replace(SIZE, witnesses=(Witness("count", witness, (27,)),))
    with Ahead(iter([one]), 1) as ahead:
        next(iter(ahead))
        ahead.work()
    assert busy(0.01)
    end.set()
    assert not busy(30)
