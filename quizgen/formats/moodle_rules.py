"""What Moodle's importer takes: grades, numbers, names, paths, idnumbers and tags.

It drops, misreads or refuses everything else, often in silence and after having imported half of the file.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b

from quizgen.errors import QuizgenError, UsageError
from quizgen.model import Form, Item

GRADES = (
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40"),
    *("33.33333", "30", "25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"),
)
LAST_DIGIT = 0.00001
LONGEST_NAME, LONGEST_IDNUMBER, LONGEST_TAG = 200, 100, 50
DIGITS = 14

# A '<' begins a tag for Moodle, which drops the rest of the name; a tag may not hold '`' either.
_PLAIN = str.maketrans({"<": "‹", ">": "›", "`": "'"})


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
    if not exact(value):
        raise QuizgenError(f"Moodle keeps {DIGITS} digits of a number and would round {value}; ask it as choice")
    return f"{_decimal(value):f}"


def exact(value: object) -> bool:
    """Whether Moodle keeps a number as it is; nobody can type another one there, such as a third."""
    if not isinstance(value, int | Fraction):
        return False
    shown = _decimal(value)
    return Fraction(shown) == value and len(shown.as_tuple().digits) <= DIGITS


def _decimal(value: int | Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def menu(answers: Sequence[str]) -> list[str]:
    """Answers for a menu, where nothing is typeset; raises QuizgenError where Moodle would take two for one."""
    shown = [plain(answer, LONGEST_NAME) for answer in answers]
    if len(set(shown)) < len(shown):
        raise QuizgenError(f"two answers look the same in a menu of Moodle: {', '.join(shown)}; word them differently")
    return shown


def plain(words: str, longest: int) -> str:
    """Words without what Moodle takes for markup, on one line and not too long."""
    line = " ".join(words.translate(_PLAIN).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


@lru_cache(maxsize=256)
def path(*parts: str) -> str:
    """A category's path in the course.

    A slash within a part is doubled; at the part's edge a space, which Moodle trims, keeps it from the separator.
    """
    return "/".join(["$course$/top", *(_part(part) for part in parts)])


def _part(words: str) -> str:
    part = plain(words, LONGEST_NAME).replace("/", "//")
    return f" {part} " if part.startswith("/") or part.endswith("/") else part


def import_name(form: Form) -> str:
    """The category that holds a whole import: by its name a second one is told from the first."""
    parts = [plain(form.title, 100), form.name and f"form {plain(form.name, 20)}", f"seed {plain(form.seed, 60)}"]
    return ", ".join(part for part in parts if part)


def name(item: Item) -> str:
    """A question's name: the same in every file that holds it."""
    return plain(f"{item.id} ({item.level}, {item.kind})", LONGEST_NAME)


def idnumber(item: Item) -> str:
    """The item's id, kind and a digest of its options: what the course's records know the question by."""
    options = "\x1f".join(repr(option.value) for option in item.question.options)
    wanted = f"{item.id}-{item.kind}-{_digest(options)}"
    return wanted if len(wanted) <= LONGEST_IDNUMBER and len(wanted.split()) == 1 else _digest(wanted, 20)


def _digest(words: str, size: int = 5) -> str:
    return b32encode(blake2b(words.encode(), digest_size=size).digest()).decode().lower()


def tags(item: Item) -> list[str]:
    """The tags; one that is blank or '0' would abort the import."""
    shown = (plain(tag, LONGEST_TAG) for tag in item.tags)
    return [tag for tag in shown if tag not in {"", "0"}]
