"""Values of Moodle XML as they are written, where Moodle reads something else."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.model import Choosing, Foreign, Gaps
from quizgen.linting.rule import About, Found
from quizgen.linting.saying import plain, shown

_BOOLEANS = ("single", "shuffleanswers")
_READ = frozenset(("true", "false", "0", "1", ""))
_NUMBERINGS = frozenset(("abc", "ABCD", "ABC", "123", "iii", "IIII", "none", ""))
_MOST_POINTS = 100_000


def _value(question: Foreign, name: str) -> tuple[str, int] | None:
    """A value as it is written, and its line."""
    if name not in question.own:
        return None
    return question.own[name], int(question.own.get(f"{name}@line", question.line))


@About(
    "boolean-misread",
    "error",
    "A value that is yes or no is written as Moodle does not read it.",
    "Only false, 0 and nothing at all are no: “False”, “FALSE” and “no” are yes. usecase is 0 or 1.",
    ("moodle",),
).question
def boolean_misread(question: Foreign) -> Iterator[Found]:
    """Anything else than true, false, 0 and 1."""
    for name in _BOOLEANS:
        found = _value(question, name)
        if found and found[0].strip() not in _READ:
            yield Found(
                found[1], f"Moodle reads <{name}>{found[0].strip()[:20]} as true: write true or false, in small letters"
            )
    found = _value(question, "usecase")
    if found and found[0].strip() not in {"0", "1"}:
        yield Found(found[1], f"<usecase>{found[0].strip()[:20]} makes Moodle's import break off: write 0 or 1")


@About(
    "flag-misread",
    "warning",
    "An element that switches something on by being there is written with a no in it.",
    "<shownumcorrect>0</shownumcorrect> switches it on: leave the element out.",
    ("moodle",),
).question
def flag_misread(question: Foreign) -> Iterator[Found]:
    """0, false or no."""
    found = _value(question, "shownumcorrect")
    if found and found[0].strip().lower() in {"0", "false", "no"}:
        yield Found(found[1], f"<shownumcorrect>{found[0].strip()} switches it on: leave the element out")


@About(
    "idnumber-spaced",
    "warning",
    "An idnumber has space around it, which Moodle keeps.",
    "Nobody finds it by its idnumber: write <idnumber>P1</idnumber> on one line.",
    ("moodle",),
).question
def idnumber_spaced(question: Foreign) -> Iterator[Found]:
    """Blank ones are none."""
    found = _value(question, "idnumber")
    if found and found[0].strip() and found[0] != found[0].strip():
        yield Found(found[1], f"Moodle keeps the space around the idnumber {shown(found[0].strip())}: take it away")


@About(
    "numbering-unknown",
    "warning",
    "The numbering of options is none that Moodle has.",
    "abc, ABCD, 123, iii, IIII or none; more than 10 characters make its import break off.",
    ("moodle",),
).question
def numbering_unknown(question: Foreign) -> Iterator[Found]:
    """As it is written, without space around it."""
    found = _value(question, "answernumbering")
    if found and found[0].strip() not in _NUMBERINGS:
        long = len(found[0]) > 10
        words = f"Moodle has no numbering {shown(found[0].strip())}: write abc, ABCD, 123, iii, IIII or none"
        yield Found(found[1], words, "error" if long else None)


@About(
    "penalty-blank",
    "error",
    "The penalty is written with nothing in it.",
    "Moodle's import breaks off before anything is saved: write a number, or leave the element out.",
    ("moodle",),
).question
def penalty_blank(question: Foreign) -> Iterator[Found]:
    """A word is told by the reader."""
    found = _value(question, "penalty")
    if found and not found[0].strip():
        yield Found(
            found[1], "The penalty is empty, at which Moodle's import breaks off: write 0.3333333, or leave it out"
        )


@About(
    "too-many-points",
    "error",
    "A question is worth 100,000 points or more.",
    "Moodle's import breaks off with an error of its database.",
    ("moodle",),
).question
def too_many_points(question: Foreign) -> Iterator[Found]:
    """As Moodle's table holds them."""
    if question.points >= _MOST_POINTS:
        yield Found(
            question.line, f"The question is worth {plain(question.points)} points: Moodle holds less than 100,000"
        )


@About(
    "points-of-gaps",
    "warning",
    "A text with gaps says that it is worth other points than its gaps together.",
    "Moodle does not read defaultgrade there: points are the sum of the gaps' weights.",
    ("moodle",),
).question
def points_of_gaps(question: Foreign) -> Iterator[Found]:
    """Where it is written, and readable."""
    found = _value(question, "defaultgrade") if isinstance(question.asked, Gaps) else None
    if not found or question.sort not in {"cloze", "multianswer"}:
        return
    try:
        written = Fraction(found[0].strip())
    except (ValueError, ZeroDivisionError):
        return
    if written != question.points:
        yield Found(
            found[1],
            f"Moodle ignores {plain(written)} points here and gives the sum of the weights, {plain(question.points)}",
        )


@About(
    "mark-unread",
    "warning",
    "Points are written as defaultmark.",
    "Moodle does not read it, and gives 1 point: write defaultgrade.",
    ("moodle",),
).question
def mark_unread(question: Foreign) -> Iterator[Found]:
    """Beside a defaultgrade it does no harm."""
    found = _value(question, "defaultmark")
    if found and "defaultgrade" not in question.own:
        yield Found(found[1], f"Moodle does not read <defaultmark>{found[0].strip()[:20]}: write <defaultgrade>")


@About(
    "sides-misread",
    "warning",
    "The answers of a question that is true or false are not called true and false.",
    "Moodle takes the first for true and the second for false: write them in small English letters.",
    ("moodle",),
).question
def sides_misread(question: Foreign) -> Iterator[Found]:
    """In any order."""
    if isinstance(question.asked, Choosing) and question.asked.two_sided:
        for one in question.asked.options:
            if one.text.source.strip() not in {"true", "false"}:
                words = f"Moodle reads {shown(one.text.source)} by its place, not by its name: write true or false"
                yield Found(one.line, words)
                return
