"""Numbers, tables, parts and pictures in files of authored items, by the strict rules and as they were imported."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from quizgen.answers import Choice, Grid, Multiple, Numerical, Ordering
from quizgen.authored import Concepts, opened
from quizgen.authored.pictures import with_pictures
from quizgen.errors import UsageError
from quizgen.jobs.references import content_of
from quizgen.model import Question
from quizgen.model.hints import hints
from quizgen.text.terminal import TERMINAL

Write = Callable[..., Path]
HEAD = 'title = "Sizes"\ntopic = "sizes"\ndescription = "What sizes follow from."\n'
IMPORTED = HEAD + 'imported = "gift"\n'
SAID = 'misconception = "{}"\nconcept = "norm-uses"\nfeedback = "That is something else."\n'
NUMBER = """
[[item]]
id = "a-number"
kind = "numerical"
level = "easy"
stem = "How much is a half?"
key = 0.5
tolerance = 0.01
explanation = "It is one of two halves."
source = "Anybody"
"""
MISTAKE = "[[item.mistake]]\nvalue = 2\n"
GRID = """
[[item]]
id = "a-grid"
kind = "grid"
level = "easy"
stem = "Fill in the table."
columns = ["Layer", "Size", "Shape"]
rows = [["First", "7", ""], ["Second", "", "1 × 2"]]
explanation = "By counting."
source = "Anybody"
[[item.gap]]
key = [3, 8, 8]
[[item.gap]]
key = "1/3"
"""
PARTS = """
[[item]]
id = "two-parts"
kind = "parts"
level = "hard"
stem = "A layer is given."
source = "Anybody"
[[item.part]]
kind = "numerical"
prompt = "How many rows?"
key = -4
points = 2
explanation = "By counting."
[[item.part]]
kind = "true-false"
prompt = "True or false: it has rows."
key = true
explanation = "It has."
"""
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'


def asked(path: Path) -> Question:
    source = opened(path)
    (item,) = source.items
    return next(iter(source.draw(item.level, item.kind, "1")))


def test_a_number_has_a_tolerance_and_mistakes(write: Write) -> None:
    (part,) = asked(write(HEAD + NUMBER + MISTAKE + SAID.format("doubles"))).parts
    assert isinstance(part.answer, Numerical)
    assert (part.answer.key, part.answer.tolerance) == (Fraction(1, 2), Fraction(1, 100))
    assert [(one.value, one.slip and one.slip.id) for one in part.answer.foreseen] == [(2, "doubles")]


def test_an_author_says_what_a_mistake_is(write: Write) -> None:
    with pytest.raises(UsageError, match=r"item 'a-number'.mistake\[1\].misconception: this key is missing"):
        opened(write(HEAD + NUMBER + MISTAKE))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("value = 2", "value = 0.505", "lies within the tolerance"),
        ("value = 2", "value = [1, 2]", "as many numbers as the key"),
        ("key = 0.5", 'key = "x"', "'x' is not a number"),
        ("key = 0.5", "key = true", "true or false stands where a number"),
        ("tolerance = 0.01", "tolerance = -1", "it is a distance"),
        ("How much is a half?", "Say a half.", "the stem asks nothing"),
    ],
)
def test_a_number_that_cannot_be_asked_is_refused(write: Write, old: str, new: str, said: str) -> None:
    text = (HEAD + NUMBER + MISTAKE + SAID.format("doubles")).replace(old, new)
    with pytest.raises(UsageError, match=said):
        opened(write(text))


def test_a_grid_has_gaps_in_reading_order(write: Write) -> None:
    (part,) = asked(write(HEAD + GRID)).parts
    assert isinstance(part.answer, Grid)
    assert [cell.key for cell in part.answer.open] == [(3, 8, 8), Fraction(1, 3)]
    assert part.answer.places == ((0, 1), (1, 0))


def test_a_grid_with_another_number_of_gaps_is_refused(write: Write) -> None:
    with pytest.raises(UsageError, match="there are 2 and 1"):
        opened(write(HEAD + GRID.rpartition("[[item.gap]]")[0]))


def test_parts_have_points_and_a_number_below_zero_makes_the_whole_signed(write: Write) -> None:
    text = HEAD + PARTS + SAID.format("sees-no-rows")
    question = asked(write(text))
    assert question.kind == "parts"
    assert question.points == 3
    assert question.signed
    assert [part.prompt.template for part in question.parts] == ["How many rows?", "True or false: it has rows."]


def test_what_was_imported_may_say_less_and_is_stood_in_for(write: Write) -> None:
    text = '[[item]]\nid = "q"\nkind = "choice"\nstem = "Cost in \\\\$"\n'
    options = '[[item.option]]\ntext = "{}"\n{}\n'
    path = write(IMPORTED + text + options.format("one", "right = true") + options.format("two", ""), "old.toml")
    question = asked(path)
    (part,) = question.parts
    assert isinstance(part.answer, Choice)
    (wrong,) = (one.slip for one in part.answer.options if one.slip)
    assert (wrong.id, wrong.concept.id) == ("old-q-option-2", "imported-old")
    assert wrong.feedback.template == "This answer is not right."
    assert (question.level, part.solution, hints(question), question.source) == ("medium", (), (), "Sizes")


def test_the_key_of_an_imported_choice_stands_everywhere_unless_its_order_is_fixed(write: Write) -> None:
    def places(order: str) -> set[int]:
        items = "".join(
            f'[[item]]\nid = "q{number}"\nkind = "choice"\nstem = "Which?"\n{order}\n'
            '[[item.option]]\ntext = "key"\nright = true\n'
            + "".join(f'[[item.option]]\ntext = "{word}"\n' for word in ("x", "y", "none of these"))
            for number in range(9)
        )
        source = Concepts(write(IMPORTED + items, "old.toml"), "-items")
        found = [one.parts[0].answer for one in source.draw("medium", "choice", "1")]
        assert all(one.options[-1].text.values for one in found if isinstance(one, Choice))
        return {one.right for one in found if isinstance(one, Choice)}

    assert places("") == {0, 1, 2, 3}
    assert places('order = "last"') == {0, 1, 2}
    assert places('order = "fixed"') == {0}


def test_steps_are_shown_as_they_were_or_in_another_order(write: Write) -> None:
    text = IMPORTED + '[[item]]\nid = "q"\nkind = "ordering"\nstem = "Order."\nkey = ["a", "b", "c"]\n'
    (part,) = asked(write(text + "shown = [3, 1, 2]\n")).parts
    assert isinstance(part.answer, Ordering)
    assert part.answer.places == (1, 2, 0)
    (free,) = asked(write(text)).parts
    assert isinstance(free.answer, Ordering)
    assert free.answer.places != (0, 1, 2)


def test_a_picture_stands_beside_the_file_or_is_carried_along(write: Write, tmp_path: Path) -> None:
    text = HEAD + NUMBER + '[[item.picture]]\nfile = "p/a.svg"\nalt = "A dot"\n'
    path = write(text)
    with pytest.raises(UsageError, match="put the picture there"):
        opened(path)
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.svg").write_bytes(DRAWING)
    (figure,) = asked(path).figures
    assert figure.params == {"svg": DRAWING.decode()}
    whole = content_of(opened(path))
    assert whole == with_pictures(text, {"p/a.svg": DRAWING})
    (tmp_path / "p" / "a.svg").unlink()
    (item,) = opened(path, whole).items
    assert item.figures == (figure,)


@pytest.mark.parametrize("name", ["../a.svg", "/etc/passwd", "c:\\\\a.svg"])
def test_a_picture_of_elsewhere_is_refused(write: Write, name: str) -> None:
    with pytest.raises(UsageError, match="leads elsewhere"):
        opened(write(HEAD + NUMBER + f'[[item.picture]]\nfile = "{name}"\nalt = ""\n'))


SEVERAL = """
[[item]]
id = "q"
kind = "{kind}"
stem = "Which learn?"
[[item.option]]
text = "scale"
right = true
feedback = "Normalization scales, too."
[[item.option]]
text = "mean"
"""


def test_of_a_right_one_of_several_it_is_said_what_is_overlooked(write: Write) -> None:
    (part,) = asked(write(IMPORTED + SEVERAL.format(kind="multiple"), "old.toml")).parts
    assert isinstance(part.answer, Multiple)
    scale, _ = part.answer.options
    assert (scale.slip, scale.overlooked and scale.overlooked.id) == (None, "old-q-option-1")
    assert TERMINAL.line(scale.feedback) == "Correct. Normalization scales, too."
    with pytest.raises(UsageError, match="takes kind = 'multiple' and 'feedback'; else write it"):
        asked(write(IMPORTED + SEVERAL.format(kind="choice"), "old.toml"))
