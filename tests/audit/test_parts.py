"""What the rules say of questions of several parts, and of tables to fill in."""

from __future__ import annotations

import pytest
from made_answers import GRID, number, slip
from made_questions import LAYERS, LINKED, POSITIONS, SIZE, SOLUTION, VALUES, question
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Numerical
from quizgen.audit.equations import false_equations, texts
from quizgen.audit.rules import Rules
from quizgen.model import Part, Question
from quizgen.text import Text
from quizgen.text.speech import SPEECH

ASKING = replace(LAYERS, prompt=Text("What stands in the table?"))


def broken(asked: Question) -> list[str]:
    """What the rules say of a question whose options come from no point of any space."""
    (source,) = catalog.select(["conv-output-size"])
    return list(Rules(source).broken(asked))


def worked(part: Part, template: str, **values: int) -> Part:
    """The part with another solution."""
    return replace(part, solution=(Text(template, values),))


def with_cell(cell: Numerical) -> Question:
    """A table whose second open cell is another."""
    (first, _), second = GRID.cells
    return question(replace(ASKING, answer=replace(GRID, cells=((first, cell), second))))


@pytest.mark.parametrize("asked", [LINKED, question(ASKING), question(SIZE, ASKING)])
def test_sound_questions_break_no_rule(asked: Question) -> None:
    assert broken(asked) == []


def test_a_false_equation_in_a_later_part_is_found() -> None:
    wrong = worked(POSITIONS, "$$positions == {o}**2 == {wrong}$$\n\n$$positions == {p}$$", o=27, wrong=728, p=729)
    said = broken(replace(LINKED, parts=(SIZE, wrong, VALUES)))
    assert any("== {wrong}" in sentence and "is not true with" in sentence for sentence in said)


def test_what_is_false_is_told_with_its_numbers_and_without_any_where_there_are_none() -> None:
    wrong = worked(POSITIONS, "$$2 + 2 == 5$$\n\n$$positions == {o}**2 == {wrong}$$", o=27, wrong=728)
    said = broken(replace(LINKED, parts=(SIZE, wrong, VALUES)))
    assert any(sentence.endswith("is not true with o = 27, wrong = 728") for sentence in said)
    bare = replace(wrong, solution=(Text("$$2 + 2 == 5$$"),))
    said = broken(replace(LINKED, parts=(SIZE, bare, VALUES)))
    assert any(sentence.endswith("'$$2 + 2 == 5$$' is not true") for sentence in said)


def test_a_last_line_that_is_not_the_parts_own_key_is_found() -> None:
    other = worked(POSITIONS, "$$o**2 == {o}**2 == {p}$$\n\n$$o == {o}$$", o=27, p=729)
    assert broken(replace(LINKED, parts=(SIZE, other, VALUES))) == ["the solution ends at 27, the key is 729"]


def test_a_part_without_an_equation_does_not_borrow_that_of_the_part_before() -> None:
    same = Part(Numerical(27, (number(28, "one-more"),)), (SOLUTION,), Text("How many columns come out?"))
    assert list(false_equations(question(SIZE, same))) == ["the solution ends at None, the key is 27"]


def test_what_a_symbol_was_found_to_be_in_an_earlier_part_holds_in_later_ones() -> None:
    size = worked(SIZE, "$$o == {n} - {k} + 1 == {rows}$$", n=29, k=3, rows=27)
    off = worked(POSITIONS, "$$positions == o**2 == {p}$$", p=784)
    (said, *_) = false_equations(replace(LINKED, parts=(size, off)))
    assert "positions == o**2" in said
    right = worked(POSITIONS, "$$positions == o**2 == {p}$$", p=729)
    assert list(false_equations(replace(LINKED, parts=(size, right)))) == []


def test_a_choice_among_several_parts_has_its_key_at_the_end_of_its_solution() -> None:
    chosen = Part(Choice((number(54, "adds"), number(729)), 1), POSITIONS.solution, Text("How many positions?"))
    assert broken(question(SIZE, chosen)) == []
    other = replace(chosen, answer=Choice((number(54), number(729, "squares")), 0))
    assert broken(question(SIZE, other)) == ["the solution ends at 729, the key is 54"]


def test_a_fault_of_a_part_is_told_with_its_letter() -> None:
    spoiled = replace(POSITIONS, answer=Numerical(729, (number(729, "squares"),)))
    said = broken(question(SIZE, spoiled))
    assert said == ["hand-made (easy) at by hand: part b: a foreseen wrong value is the key 729"]


def test_feedback_of_two_sentences_in_a_later_part_is_found() -> None:
    wrong = replace(number(54), slip=slip("adds", "Not so. Try again."))
    said = broken(question(SIZE, replace(POSITIONS, answer=Numerical(729, (wrong,)))))
    assert said == ["feedback is one sentence, not 'Not so. Try again.'"]


def test_feedback_of_two_sentences_in_a_cell_is_found() -> None:
    wrong = replace(number(150), slip=slip("no-biases", "Not so. Try again."))
    assert broken(with_cell(Numerical(156, (wrong,)))) == ["feedback is one sentence, not 'Not so. Try again.'"]


def test_two_values_of_one_cell_that_read_the_same_are_found_and_of_two_cells_are_not() -> None:
    one, other = number(150, "no-biases"), number(151, "one-more")
    alike = Numerical(156, (one, replace(other, text=one.text)))
    assert broken(with_cell(alike)) == ["two options read the same"]
    assert broken(with_cell(Numerical(156, (number(29, "reads-the-size"),)))) == []


def test_one_question_in_stem_or_prompts_is_enough_and_none_is_told() -> None:
    told = replace(LINKED, stem=Text("A map of 29 rows."), parts=(replace(SIZE, prompt=Text("The rows.")), POSITIONS))
    assert broken(told) == []
    silent = replace(told, parts=(replace(SIZE, prompt=Text("The rows.")),))
    assert broken(silent) == ["the stem asks nothing: 'A map of 29 rows.'"]


def test_a_table_may_be_requested_rather_than_asked_for() -> None:
    assert broken(question(LAYERS, stem="A small network.")) == []
    mixed = question(LAYERS, replace(SIZE, prompt=Text("The rows.")), stem="A small network.")
    assert broken(mixed) == ["the stem asks nothing: 'A small network.'"]


def test_a_reader_sees_the_texts_of_every_part_and_cell() -> None:
    seen = [SPEECH.text(text) for text in texts(question(SIZE, ASKING))]
    for words in ("How many rows come out?", "What stands in the table?", "size", "none", "What each layer gives"):
        assert words in seen
    assert [seen.count(number) for number in ("29", "150", "15")] == [1, 1, 1]
