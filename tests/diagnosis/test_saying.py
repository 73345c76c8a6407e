"""What is said before another try: short, in one sentence that goes on behind a colon, and never the key."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from itertools import islice

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Chosen, Concept, Numerical, Option, Slip, Written
from quizgen.answers.numerical import components_of
from quizgen.answers.values import written
from quizgen.asking.family import Family
from quizgen.diagnosis import Diagnosis, diagnosed, not_yet
from quizgen.diagnosis.saying import tells, within
from quizgen.model import LEVELS, Level, Number, Part, Question
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

CONCEPT = Concept("counts-wrongly", "counts wrongly", Text("Counting begins with one."), "L1")
SEED = "saying"
DROPPED = {"x_1": 1, "x_2": 4, "x_3": -5, "w_1": 3, "w_2": 2, "w_3": 3, "bias": 1, "p": 75}


def question(key: int | Fraction, feedback: Text, name: str = "counts wrongly") -> Question:
    slip = Slip("miscounts", replace(CONCEPT, name=name), feedback)
    answer = Numerical(key, (Option(written(99), 99, slip),))
    part = Part(answer, (Text("It is so."),))
    return Question("one", "family", "topic", "easy", "asks", {}, Text("How many?"), (part,), "A source", "here")


def said(one: Question) -> str:
    return TERMINAL.line(not_yet(diagnosed(one, 0, Written((99,)))))


def test_a_foreseen_mistake_is_said_behind_not_yet() -> None:
    assert said(question(7, Text("The two sides are multiplied, not added."))) == (
        "Not yet: the two sides are multiplied, not added."
    )


@pytest.mark.parametrize(
    ("key", "feedback"),
    [
        (7, Text("There are 7 of them.")),
        (7, Text("There are seven of them.")),
        (7, Text("It is $3 + 4$ in all.")),
        (12, Text("It is $3*{four}$ in all.", {"four": 4})),
        (7, Text("There are {many} of them.", {"many": 7})),
        (4416, Text("There are 4,416 of them.")),
        (Fraction(5, 2), Text("It is 2.5 times as much.")),
        (1, Text("There is one for each channel.")),
    ],
)
def test_a_sentence_that_tells_the_key_gives_way_to_what_the_mistake_is_called(
    key: int | Fraction, feedback: Text
) -> None:
    one = question(key, feedback)
    assert tells(one, feedback)
    assert said(one) == "Not yet: it is what somebody gets who counts wrongly."


def test_where_that_tells_the_key_too_nothing_is_said_of_the_mistake() -> None:
    assert said(question(7, Text("There are 7."), "counts seven times")) == "Not yet."


def test_digits_in_names_and_parts_of_numbers_tell_nothing() -> None:
    one = question(2, Text("`Conv2d` and `float32` have no 12 and no 2.5, and no 1,024."))
    assert not tells(one, one.options[0].feedback)


@pytest.mark.parametrize(
    ("name", "level", "point", "wrote", "words"),
    [
        (
            *("kernel-for-output-size", "easy", {"n": 98, "target": 96, "padding": 0}, 2),
            (
                "it may be either of these. A kernel of one position would already leave everything as it is, so it is "
                "one larger than what is lost. Or: a kernel takes away all its positions but one, and half of that is "
                "only what one side loses."
            ),
        ),
        (
            *("dropout-variance", "hard", DROPPED, 1201),
            "a variance is the mean square less the squared mean, so that of each value is x²p/(1 − p).",
        ),
        (
            *("dropout-variance", "hard", DROPPED, Fraction(167, 2)),
            "the mean square without rescaling is not the variance, which is x²p/(1 − p) for each value.",
        ),
        (
            *("activation-slope", "hard", {"o": 4, "gradient": -6}, Fraction(-3, 2)),
            "the function has its largest slope only where its input is 0, and is flatter everywhere else.",
        ),
    ],
)
def test_what_is_said_of_a_mistake_holds_for_what_that_level_asks(
    name: str, level: Level, point: dict[str, int], wrote: Number, words: str
) -> None:
    (source,) = catalog.named(name)
    assert isinstance(source, Family)
    place = next(place for place, there in enumerate(source.space(level)) if there.values == point)
    (found,) = diagnosed(source.at(level, "numerical", place, SEED), 0, Written((wrote,)))
    assert TERMINAL.line(not_yet([found])) == f"Not yet: {words}"


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        ("Padding counts.", "padding counts."),
        ("A kernel has sides.", "a kernel has sides."),
        ("ReLU gives 0.", "ReLU gives 0."),
        ("`padding` counts.", "`padding` counts."),
        ("Inception concatenates.", "Inception concatenates."),
    ],
)
def test_only_a_plain_word_loses_its_capital(sentence: str, behind: str) -> None:
    assert within(Text(sentence)).template == behind


def test_without_anything_known_it_only_says_not_yet() -> None:
    assert TERMINAL.line(not_yet(())) == "Not yet."
    assert TERMINAL.line(not_yet([Diagnosis(0, "nothing")])) == "Not yet."


def test_a_question_without_formulas_shows_the_foreseen_mistake_and_no_way() -> None:
    (found,) = diagnosed(question(7, Text("No.")), 0, Written((99,)))
    assert [slip.id for slip in found.slips] == ["miscounts"]
    assert (found.how, found.real) == ((), None)
    (silent,) = diagnosed(question(7, Text("No.")), 0, Written((98,)))
    assert silent.certainty == "nothing"


def test_who_has_no_formulas_leaves_none_to_an_equal_question_that_has() -> None:
    (source,) = catalog.select(["conv-parameters"])
    asked = next(source.draw("easy", "numerical", "1"))
    bare, answer = replace(asked, reasoning=None), asked.parts[0].answer
    assert isinstance(answer, Numerical)
    given = Written(components_of(answer.foreseen[0]))
    assert bare == asked
    (without,), (found,) = diagnosed(bare, 0, given), diagnosed(asked, 0, given)
    assert not without.how
    assert found.how


def test_right_answers_and_no_answers_show_nothing_and_others_are_refused() -> None:
    one = question(7, Text("No."))
    assert diagnosed(one, 0, Written((7,))) == ()
    assert diagnosed(one, 0, None) == ()
    with pytest.raises(TypeError, match="is not answered with"):
        diagnosed(one, 0, Chosen(frozenset([0])))


def test_options_in_words_and_things_to_put_in_order_show_their_mistakes() -> None:
    every = ((source, kind, level) for source in catalog.authored() for kind in source.kinds for level in LEVELS)
    asked = {kind: one for source, kind, level in every for one in islice(source.draw(level, kind, "1"), 1)}
    assert {"choice", "matching", "ordering"} <= asked.keys()
    for one in asked.values():
        for given in one.parts[0].answer.samples().wrong:
            for found in diagnosed(one, 0, given):
                assert (found.certainty, len(found.slips)) == ("mistake", 1)
                assert not tells(one, not_yet([found]))


def test_a_question_is_asked_without_anything_of_this_and_explained_without_torch_and_sympy() -> None:
    program = """
import sys
from quizgen import catalog
question = next(catalog.named("conv-output-size")[0].draw("easy", "numerical", "1"))
early = [name for name in sys.modules if name.startswith(("quizgen.diagnosis", "quizgen.asking.reasoned"))]
early += [name for name in ("quizgen.model.reasoning",) if name in sys.modules]
from quizgen.answers import Written
from quizgen.diagnosis import diagnosed
diagnosed(question, 0, Written((1,)))
print(early, [name for name in ("torch", "sympy") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[] []"
