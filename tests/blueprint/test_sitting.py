"""What a blueprint says of how the exam is sat."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError
from quizgen.model import Sitting

HEAD = 'title = "T"\n'
SLOT = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
FONT = Path(__file__).parents[1] / "formats" / "fonts" / "one-glyph.ttf"


def sitting(keys: str, folder: Path = Path()) -> Sitting:
    return parse(f"{HEAD}{keys}\n{SLOT}", "x.toml", folder).sitting


def test_nothing_need_be_said() -> None:
    assert sitting("") == Sitting()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("0.25", Fraction(1, 4)), ("1", Fraction(1)), ('"none"', Fraction(0))],
    ids=["part", "all", "none"],
)
def test_marking_is_a_share_of_the_points_or_none(said: str, wrong: Fraction) -> None:
    assert sitting(f"wrong = {said}").wrong == wrong


def test_the_command_line_overrides_the_marking() -> None:
    exam = parse(f"{HEAD}wrong = 0.25\n{SLOT}", "x.toml")
    assert exam.marked(None).sitting.wrong == Fraction(1, 4)
    assert exam.marked(Fraction(0)).sitting.wrong == 0


def test_more_time_is_more_of_a_time_that_is_laid_down() -> None:
    timed = parse(f"{HEAD}duration = 75\n{SLOT}", "x.toml").printed(large=True, extra=Fraction(25))
    assert (timed.sitting.minutes, timed.sitting.large) == (94, True)
    with pytest.raises(UsageError, match="the blueprint has none: write duration = 90"):
        parse(HEAD + SLOT, "x.toml").printed(large=False, extra=Fraction(25))


def test_fonts_are_found_from_the_blueprint(tmp_path: Path) -> None:
    shutil.copy(FONT, tmp_path / "mine.ttf")
    assert sitting('fonts = "mine.ttf"', tmp_path).fonts == (str(tmp_path / "mine.ttf"),)


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("wrong = 25", r'wrong: 25 is not a number above zero and at most 1, such as 0.25, or "none" \(line 2\)'),
        ("wrong = 0", "wrong: 0 is not a number above zero"),
        ("wrong = true", "wrong: true or false stands where a number above zero"),
        ('language = "fr"', "language: the frame's words are not there in 'fr'; known are de, en"),
        ('fonts = ["a.ttf"]', "fonts: there is no file a.ttf"),
        (f'fonts = ["{__file__}"]', "fonts: .* is no font"),
        ('answers = "sheets"', "answers: .*paper.*sheet"),
        ('answers = "sheet"\nnumber_digits = 15', "number_digits: .*a whole number of digits from 1 to 14"),
        ("number_digits = 8", 'number_digits: nothing is filled in; write answers = "sheet", or leave this out'),
    ],
)
def test_what_does_not_fit_is_told_with_line_and_key(key: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        sitting(key)


def test_a_sheet_has_seven_digits_unless_told_otherwise_and_no_exam_has_one_unasked() -> None:
    assert sitting("").sheet is None
    assert sitting('answers = "paper"').sheet is None
    assert sitting('answers = "sheet"').sheet == 7
    assert sitting('answers = "sheet"\nnumber_digits = 10').sheet == 10
