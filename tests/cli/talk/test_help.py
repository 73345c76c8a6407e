"""Hints, prompts and readings of the quiz with a pipe as input, and what becomes of an answer that is not finished."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import quizzed
from click.testing import Result
from made_answers import GRID, MATCHING, NUMERICAL, ORDERING, SHAPE, number
from made_questions import LAYERS, LINKED, POSITIONS, SIZE, SOLUTION, question
from msgspec.structs import replace
from person import Person
from quizzed import TITLE

from quizgen import catalog
from quizgen.answers import Answer, Choice, Numerical
from quizgen.blueprint.spread import cells, spread
from quizgen.math.reader import read
from quizgen.model import LEVELS, Item, Part, Question
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

Ask = Callable[..., str]
HINTED = Part(Numerical(27), (Text("The size is\n\n$$o == n - k + 1$$\n\n$$o == {n} - {k} + 1$$", {"n": 29, "k": 3}),))


def flat(text: str) -> str:
    return " ".join(text.split())


def only(answer: Answer) -> Question:
    return question(Part(answer, (SOLUTION,)))


def test_h_shows_one_hint_after_the_other_and_then_that_there_is_none(ask: Ask) -> None:
    text = ask(question(HINTED), "h", "H", "h", "27")
    assert "Hint 1 of 2\n  The size is\n\n      o = n − k + 1\n" in text
    assert "Hint 2 of 2\n  Put the numbers in, which are here n = 29 and k = 3.\n" in text
    assert text.count("Hint ") == 2
    assert text.index("Hint 2 of 2") < text.index("There is no further hint.") < text.index("Right.")


def test_an_answer_after_hints_is_reported_in_the_summary(ask: Ask) -> None:
    assert "After hints: 1 of 1 right." in ask(question(HINTED), "h", "27")
    assert "After hints: 0 of 1 right." in ask(question(HINTED), "h", "28")
    assert "After hints" not in ask(question(HINTED), "27")


def test_hints_are_offered_only_where_there_are_some(ask: Ask) -> None:
    assert "h for a hint" in ask(question(HINTED), "27")
    text = ask(only(NUMERICAL), "h", "27")
    assert "h for a hint" not in text
    assert "There is no hint for this question." in text
    assert "1 of 1 right" in text


def test_every_part_and_cell_takes_hints_and_goes_on_where_it_was(ask: Ask) -> None:
    grid = question(replace(HINTED, answer=GRID), HINTED)
    text = ask(grid, "1", "h", "2", "h", "3", "h", "27")
    assert [text.count(f"Hint {number} of 2") for number in (1, 2)] == [1, 1]
    assert text.index("Hint 2 of 2") < text.index("There is no further hint.")


def test_an_eighth_option_keeps_its_letter(ask: Ask) -> None:
    eight = Choice((number(27), *(number(value, f"adds-{value}") for value in range(28, 35))), 0)
    text = ask(question(replace(HINTED, answer=eight)), "h")
    assert hints(question(replace(HINTED, answer=eight)))
    assert "for a hint" not in text
    assert "Not right. The answer is a) 27." in text


@pytest.fixture(params=[source.id for source in catalog.families()])
def hinted(request: pytest.FixtureRequest) -> Item:
    """An item of every family."""
    (item,) = spread(cells(catalog.select([request.param]), LEVELS, None), 1, "7")
    return item


def test_the_hints_of_every_family_are_shown(ask: Ask, hinted: Item) -> None:
    text = flat(ask(hinted.question, "h", "h", *["?"] * 60))
    found = hints(hinted.question)
    assert len(found) == 2
    assert all(flat(f"Hint {number} of 2 {TERMINAL.text(hint)}") in text for number, hint in enumerate(found, 1))


@pytest.mark.parametrize("left", ["q", None])
def test_what_was_filled_in_counts_when_somebody_leaves_a_table(ask: Ask, left: str | None) -> None:
    text = ask(question(LAYERS), "28", "150", *([left] if left else []))
    assert "Conv2d, parameters: not 150. The first one counts too." in flat(text)
    assert "not 28" not in text
    assert "Points: 0.33 of 1." in text or "Points: 1/3 of 1." in text
    assert "0 of 1 right" in text
    assert "Solution – " in text


def test_answered_parts_count_when_somebody_leaves_before_the_last_one(ask: Ask) -> None:
    text = ask(LINKED, "27", "q")
    assert "(a) Right." in text
    assert "(b) The answer is 729." in text
    assert "Points: 1 of 3." in text
    assert "0 of 1 right" in text


def test_who_leaves_before_the_first_answer_is_not_asked(ask: Ask) -> None:
    for lines in (["q"], ["?", "q"], ["h", "q"]):
        assert ask(LINKED, *lines).endswith("No question was answered.\n")


def test_an_interrupted_table_counts_too() -> None:
    held, ahead = quizzed.round_of(question(LAYERS), TITLE, console=Person(["28"], KeyboardInterrupt()))
    with ahead, pytest.raises(KeyboardInterrupt):
        held.hold(ahead)
    assert [result.share for result in held.results] == [Fraction(1, 3)]


def test_a_part_says_what_it_is_worth(ask: Ask) -> None:
    text = ask(question(SIZE, replace(POSITIONS, points=Fraction(5, 2))), "27", "729")
    assert "(a) How many rows come out? (1 point)" in text
    assert "(2.5 points)\n" in text
    assert "point" not in ask(question(HINTED), "27")


def test_the_title_that_tells_the_method_comes_after_the_answer(ask: Ask) -> None:
    text = ask(question(HINTED), "27")
    assert text.index("Right.") < text.index(f"Solution – {TITLE}")
    assert text.count(TITLE) == 1


def test_a_heading_names_topic_and_level_and_never_the_family(run: Callable[..., Result]) -> None:
    for source in catalog.sources():
        text = run("quiz", source.id, "-n", "1", "--seed", "3", input="").stdout
        heading = text.partition("── ")[2].partition("\n")[0]
        assert heading.lower().startswith(f"question 1 of 1: {source.topic.replace('-', ' ')}, ")
        assert source.authored or source.title not in text


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1,825", "Read as 1.825."),
        ("1.825", ""),
        ("1825e-3", "Read as 1.825."),
        ("73/40", ""),
        ("1,8250", "Read as 1.825."),
    ],
)
def test_of_two_readings_the_one_that_is_right_counts_and_is_said(ask: Ask, text: str, note: str) -> None:
    shown = ask(only(Numerical(Fraction("1.825"))), text)
    assert "1 of 1 right" in shown
    assert shown.partition("> ")[2].split("\n")[1] == note


def test_thousands_are_read_where_they_are_right(ask: Ask) -> None:
    for text in ("1,825", "1 825", "1.825", "1\u202f825", "1'825", "1.825e3"):
        shown = ask(only(Numerical(1825)), text)
        assert "Read as 1825.\n" in shown
        assert "1 of 1 right" in shown


def test_a_foreseen_mistake_is_known_in_either_reading_and_else_commas_part_thousands(ask: Ask) -> None:
    (option, *_) = NUMERICAL.foreseen
    decimal = replace(NUMERICAL, foreseen=(replace(option, value=Fraction("2.125")),))
    shown = ask(only(decimal), "2,125")
    assert "Read as 2.125." in shown
    assert option.slip
    assert TERMINAL.line(option.slip.feedback) in shown
    assert "Read as 3125." in ask(only(decimal), "3,125")


def test_a_reading_is_right_from_the_learners_own_earlier_value_too(ask: Ask) -> None:
    thousandth = Part(Numerical(Fraction(27, 1000), follows=(read("o/1000"),)), (SOLUTION,), Text("And then?"))
    shown = ask(question(SIZE, thousandth), "1825", "1,825")
    assert "Read as 1.825." in shown
    assert "(b) Right.\n  Right from your 1,825; with the right 27 it would be 0.027." in shown


@pytest.mark.parametrize(("text", "right"), [("16, 14, 14", True), ("16,14,14", True), ("16,1 x 14 x 14", False)])
def test_commas_part_the_numbers_of_a_shape(ask: Ask, text: str, right: bool) -> None:  # noqa: FBT001 - a case
    assert ("1 of 1 right" in ask(only(SHAPE), text)) == right


def test_an_order_is_told_in_words(ask: Ask) -> None:
    for lines in (["abc"], ["?"]):
        text = ask(only(ORDERING), *lines)
        after = text.partition("this order:\n")[2].split("\n")
        assert after[:3] == [f"  {'abc'[place]})  {TERMINAL.line(ORDERING.steps[place])}" for place in ORDERING.places]


def test_who_gives_up_a_matching_question_is_told_its_pairs_in_words(ask: Ask) -> None:
    said = flat(ask(only(MATCHING), "?").partition("The answer is")[2])
    for place, (prompt, option) in enumerate(MATCHING.pairs, 1):
        assert f"{place}) {TERMINAL.line(prompt)} " in said
        assert f") {TERMINAL.line(option.text)} " in said
