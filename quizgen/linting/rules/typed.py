"""Numbers and words that are typed: what Moodle's rules of comparison make of those that are foreseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.model import Accepted, Foreign, Number, Words
from quizgen.linting.parts import places
from quizgen.linting.rule import MOODLES, QTIS, About, Found
from quizgen.linting.saying import percent, plain, shown

_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?")
_PATTERN = re.compile(
    r"\\[dwsDWSb](?![A-Za-z])|\[[^\]\s]-[^\]\s]\]|\[\^|\(\?[:=!]|\.[*+](?:\W|$)|^\^.*\$$|\)[?+]|\][*+?]|\{\d+,\d*\}"
)
MOST = 100
"""Answers of one place that are held against each other: nobody foresees more by hand."""
_STAR = re.compile(r"(?<!\\)\*")
_PRODUCT = re.compile(r"\w\s*\*\s*\w")


@About(
    "tolerance-missing",
    "warning",
    "A number that is not whole has to be typed exactly.",
    "0.33 is wrong where 0.333 is the key: give a tolerance, and say in the question how many digits count.",
    (*MOODLES, *QTIS),
).question
def tolerance_missing(question: Foreign) -> Iterator[Found]:
    """Halves and quarters are typed by everybody in the same way."""
    for place in places(question):
        if isinstance(place.asked, Number):
            for one in place.asked.accepted:
                if one.value is not None and one.share and one.share > 0 and not one.tolerance and _long(one.value):
                    yield Found(
                        one.line, f"{shown(one.written)} is right only as exactly this number: give a tolerance"
                    )


def _long(value: Fraction) -> bool:
    return (value * 4).denominator != 1


@About(
    "tolerance-swallows",
    "warning",
    "The tolerance of a number is as large as the number itself.",
    "Then 0 is right as well; Moodle's tolerance is absolute, whatever tolerancetype says.",
    (*MOODLES, *QTIS),
).question
def tolerance_swallows(question: Foreign) -> Iterator[Found]:
    """Of numbers but zero, and of those with points."""
    for place in places(question):
        if isinstance(place.asked, Number):
            for one in place.asked.accepted:
                right = one.share is not None and one.share > 0
                if right and one.value and one.tolerance >= abs(one.value):
                    words = (
                        f"{shown(one.written)} ± {plain(one.tolerance)} takes 0 for right: the tolerance is absolute"
                    )
                    yield Found(one.line, words)


@About(
    "answer-unreachable",
    "error",
    "A number or word is foreseen that an earlier one of another worth takes away.",
    "The first that fits counts: write the narrower one first.",
    MOODLES,
).question
def answer_unreachable(question: Foreign) -> Iterator[Found]:
    """Wholly within an earlier one, or after a star; among the first hundred."""
    for place in places(question):
        if isinstance(place.asked, Number | Words):
            accepted = place.asked.accepted[:MOST]
            case = isinstance(place.asked, Words) and place.asked.case
            for number, one in enumerate(accepted):
                first = next((before for before in accepted[:number] if _covers(before, one, case=case)), None)
                if first and first.share != one.share:
                    yield Found(
                        one.line,
                        f"{shown(one.written)} never counts: {shown(first.written)} in line {first.line} fits it first",
                    )


def _covers(before: Accepted, one: Accepted, *, case: bool) -> bool:
    if before.written.strip() == "*":
        return one.written.strip() != "*"
    if (
        before.value is not None
        and one.value is not None
        and (before.tolerance or one.tolerance or _is_number(before, one))
    ):
        return abs(before.value - one.value) + one.tolerance <= before.tolerance
    return _same(before.written, one.written, case=case)


def _is_number(before: Accepted, one: Accepted) -> bool:
    return before.written != one.written and not before.written.strip().isalpha()


def _same(one: str, other: str, *, case: bool) -> bool:
    one, other = " ".join(one.split()), " ".join(other.split())
    return one == other if case else one.lower() == other.lower()


@About(
    "answers-overlap",
    "error",
    "Two numbers of different worth are so near that their tolerances overlap.",
    "What lies between them gets the points of whichever stands first: narrow the tolerances.",
    (*MOODLES, *QTIS),
).question
def answers_overlap(question: Foreign) -> Iterator[Found]:
    """In more than a point, and in part: what is wholly within another is told by ``answer-unreachable``.

    Among the first hundred.
    """
    for place in places(question):
        if not isinstance(place.asked, Number):
            continue
        known = [(one.value, one) for one in place.asked.accepted[:MOST] if one.value is not None]
        for number, (value, one) in enumerate(known):
            for other, before in known[:number]:
                if before.share != one.share and _in_part(abs(value - other), one.tolerance, before.tolerance):
                    said = f"{shown(before.written)} ({_worth(before)}) and {shown(one.written)} ({_worth(one)})"
                    yield Found(one.line, f"The tolerances of {said} overlap: make them smaller")


def _in_part(apart: Fraction, one: Fraction, other: Fraction) -> bool:
    """Whether two numbers' tolerances overlap, and neither lies within the other's."""
    return apart < one + other and apart + one > other and apart + other > one


def _worth(one: Accepted) -> str:
    return "unreadable" if one.share is None else f"{percent(one.share)} %"


@About(
    "wildcard-in-answer",
    "warning",
    "A star in a short answer stands for anything.",
    "Moodle takes 3*4 for all that begins with 3 and ends with 4: write \\* for the sign itself.",
    MOODLES,
).question
def wildcard_in_answer(question: Foreign) -> Iterator[Found]:
    """Where it looks like a product: between two signs without any other star."""
    for place in places(question):
        if isinstance(place.asked, Words):
            for one in place.asked.accepted:
                if len(_STAR.findall(one.written)) == 1 and _PRODUCT.search(one.written) and one.share:
                    yield Found(one.line, f"In {shown(one.written)} the star fits anything: write \\* if it is a sign")


@About(
    "pattern-as-words",
    "warning",
    "A short answer looks like a regular expression, which Moodle's short answers do not know.",
    "Only a star is special: write each answer that is right, or use the plug-in for patterns.",
    MOODLES,
).question
def pattern_as_words(question: Foreign) -> Iterator[Found]:
    """Signs of patterns that are in no words."""
    for place in places(question):
        if isinstance(place.asked, Words):
            for one in place.asked.accepted:
                if _PATTERN.search(one.written) and one.share:
                    yield Found(one.line, f"{shown(one.written)} is compared letter by letter, not as a pattern")


@About(
    "number-as-words",
    "warning",
    "A number is asked for as a short answer.",
    "Then 3.0 and 3,0 are wrong where 3 is right: ask for a numerical answer.",
    ("moodle",),
).question
def number_as_words(question: Foreign) -> Iterator[Found]:
    """Where every answer that is right is one number."""
    for place in places(question):
        if isinstance(place.asked, Words):
            right = [one for one in place.asked.accepted if one.share]
            if right and all(_NUMBER.fullmatch(one.written.strip()) for one in right):
                yield Found(
                    right[0].line, f"{shown(right[0].written)} has to be typed letter by letter: make it numerical"
                )
