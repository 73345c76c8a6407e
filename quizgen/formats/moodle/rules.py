"""What Moodle's importer takes: grades, numbers, names, paths, idnumbers and tags.

It drops, misreads or refuses everything else, often in silence and after having imported half of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.frames import ENGLISH, frame
from quizgen.formats.names import LONGEST_NAME, plain
from quizgen.formats.protocol import Options
from quizgen.model import Form

GRADES = (
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40"),
    *("33.33333", "30", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"),
)
LAST_DIGIT = 0.00001
ORDERING = (4, 5)
"""The first version with a question type of its own for steps in order; older ones refuse a whole file that has it."""
LONGEST_TAG = 50
DIGITS = 14
_ROUNDED: int = 10**DIGITS
"""The least whole number that Moodle rounds."""


class Wishes(Struct, frozen=True):
    """The grade in percent of a wrong option, whether options in words are shuffled, whether steps have their type.

    ``language`` is that of the frame's words.
    """

    wrong: str = "0"
    shuffle: bool = False
    ordering: bool = False
    language: str = ENGLISH


def wishes(options: Options) -> Wishes:
    """What the options wish; raises UsageError for a wrong option that costs what Moodle has no grade for."""
    return Wishes(penalty(options.wrong), options.shuffle, options.moodle >= ORDERING)


@lru_cache(maxsize=64)
def share(parts: int) -> str:
    """One of equal parts of the grade in percent; raises QuizgenError where Moodle has no such grade."""
    grade = min(GRADES, key=lambda percent: abs(float(percent) - 100 / parts))
    if abs(float(grade) - 100 / parts) > LAST_DIGIT:
        raise QuizgenError(f"Moodle has no grade for one of {parts} equal parts; use at most 10 options of each sort")
    return grade


def penalty(wrong: Fraction) -> str:
    """The grade in percent of a wrong option that costs this share of the points.

    Raises UsageError unless Moodle has a grade within half a percent.
    """
    if wrong == 0:
        return "0"
    nearest = min(GRADES, key=lambda percent: abs(Fraction(percent) - 100 * wrong))
    if abs(Fraction(nearest) - 100 * wrong) > Fraction(1, 2):
        given = f"{float(100 * wrong):g}%"
        raise UsageError(f"Moodle has no wrong option that costs {given} of the points; the nearest costs {nearest}%")
    return f"-{nearest}"


def number(value: object) -> str:
    """A number as plain digits with a decimal point; raises QuizgenError where Moodle would round it."""
    if not isinstance(value, int | Fraction):
        raise QuizgenError(f"a numerical question in Moodle takes one number, not {value}")
    if shown := typed(value):
        return shown
    raise QuizgenError(f"Moodle keeps {DIGITS} digits of a number and would round {value}; ask it as choice")


def typed(value: object) -> str:
    """The same, but nothing where Moodle does not keep it as it is; nobody can type such a number, a third for one."""
    if type(value) is int:  # most are
        return str(value) if -_ROUNDED < value < _ROUNDED else ""
    if not isinstance(value, int | Fraction):
        return ""
    return _decimal(value.numerator, value.denominator)


@lru_cache(maxsize=1024)
def _decimal(above: int, below: int) -> str:
    shown = Decimal(above) / Decimal(below)
    kept = Fraction(shown) == Fraction(above, below) and len(shown.as_tuple().digits) <= DIGITS
    return f"{shown:f}" if kept else ""


def menu(answers: Sequence[str]) -> list[str]:
    """Answers for a menu, where nothing is typeset; raises QuizgenError where Moodle would take two for one."""
    shown = [plain(answer, LONGEST_NAME) for answer in answers]
    if len(set(shown)) < len(shown):
        raise QuizgenError(f"two answers look the same in a menu of Moodle: {', '.join(shown)}; word them differently")
    return shown


@lru_cache(maxsize=256)
def path(*parts: str) -> str:
    """A category's path in the course.

    A slash within a part is doubled; at the part's edge a space, which Moodle trims, keeps it from the separator.
    """
    return "/".join(["$course$/top", *(_part(part) for part in parts)])


def _part(words: str) -> str:
    part = plain(words, LONGEST_NAME).replace("/", "//")
    return f" {part} " if part.startswith("/") or part.endswith("/") else part


def import_name(form: Form, content: str) -> str:
    """The category that holds a whole import; ``content`` is a digest of all that the questions are.

    Other questions never share it, and the same file comes to it again, so that a second import is seen.
    """
    words = frame(form.sitting.language)
    form_name = form.name and words.form_inside.format(name=plain(form.name, 20))
    seed = words.seed.format(seed=plain(form.seed, 40))
    parts = [plain(form.title, 80), form_name, plain(form.asked, 60), seed, content]
    return ", ".join(part for part in parts if part)


@lru_cache(maxsize=1024)
def tags(words: tuple[str, ...]) -> tuple[str, ...]:
    """An item's tags, each once; one that is blank or '0' would abort the import, and capitals are as small letters."""
    shown = (plain(word, LONGEST_TAG) for word in words)
    return tuple({tag.casefold(): tag for tag in shown if tag not in {"", "0"}}.values())
