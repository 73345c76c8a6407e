from __future__ import annotations

from made_questions import question
from msgspec.structs import replace

from quizgen.answers import Numerical
from quizgen.model import Part, Witness
from quizgen.study.ahead import busy
from quizgen.study.sitting.proving import Proofs
from quizgen.text import Text

SIZE = question(Part(Numerical(27), (Text("27"),)))


def proofs() -> Proofs:
    """Of a question that is right, and of one that its witness contradicts."""
    every = [
        replace(SIZE, id=f"q{found}", witnesses=(Witness("count", lambda: (27,), (found,)),)) for found in (27, 28)
    ]
    return Proofs(every, [None, None])


def test_what_is_faulty_is_no_item_and_is_told() -> None:
    made = proofs()
    right, faulty = made.items()
    assert right
    assert right.id == "q27"
    assert faulty is None
    assert len(made.faults) == 1


def test_when_all_are_verified_nothing_goes_on_that_the_end_of_a_program_would_wait_for() -> None:
    made = proofs()
    made.begin()
    made.items()
    assert not busy(10)
    assert len(made.items()) == 2
