"""The sentences for whoever is asked again: what went wrong, in words that tell no key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from quizgen.answers import Concept, Slip
from quizgen.diagnosis.found import Diagnosis
from quizgen.model import Question
from quizgen.model.telling import Secret
from quizgen.text import Text
from quizgen.text.joining import joined

_NAMES = frozenset(("Adam", "Inception", "Keras", "Nesterov", "Python", "Xavier", "Xception"))
"""Words that keep their capital within a sentence; those with another capital or a digit in them do, too."""
_WORDS = re.compile(r"\w+")
_FIGURES = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?!\w)")
_HOLES = re.compile(r"\{\w+\}")
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def not_yet(found: Sequence[Diagnosis]) -> Text:
    """``Not yet: the two sides of a kernel are multiplied, not added.``; of several mistakes what is said of the first.

    The words tell no key.
    """
    said = next((one.first for one in found if one.first is not None), None)
    return Text("Not yet.") if said is None else joined((Text("Not yet:"), within(said)), " ")


def within(text: Text) -> Text:
    """A sentence as it stands behind a colon."""
    first = _WORDS.match(text.template)
    if first is None or first[0] in _NAMES or not (first[0][1:].islower() or first[0] == "A"):
        return text
    return Text(text.template[0].lower() + text.template[1:], text.values)


def quiet(question: Question, *said: Text) -> Text | None:
    """The first of some texts that tells no key."""
    return next((text for text in said if not tells(question, text)), None)


def of_slip(question: Question, slip: Slip) -> Text | None:
    """What is said of a misconception to whoever tries again; None where nobody said anything of it."""
    return quiet(question, slip.feedback, named((slip.concept,))) if slip.reason else None


def named(concepts: Iterable[Concept], between: str = "and") -> Text:
    """What mistakes are called, in a sentence."""
    return Text("It is what somebody gets {does}.", {"does": _who(concepts, between)})


def named_too(concepts: Iterable[Concept]) -> Text:
    """What else may have led to a number, in a sentence."""
    return Text("It is also what somebody gets {does}.", {"does": _who(concepts, "or")})


def _who(concepts: Iterable[Concept], between: str) -> str:
    """``who adds, who divides or who rounds``."""
    *names, last = [f"who {concept.name}" for concept in concepts]
    return f"{', '.join(names)} {between} {last}" if names else last


def either(one: Slip, other: Slip) -> Text:
    """What is said of each of two mistakes that may both be meant."""
    return joined((Text("It may be either of these."), one.feedback, Text("Or:"), within(other.feedback)), " ")


def tells(question: Question, text: Text) -> bool:
    """Whether a text tells a key of the question: by a calculation, or as a number in figures or in words."""
    secret = Secret.of(question)
    if secret.told_by(text.template, text.values):
        return True
    words = " ".join([_HOLES.sub(" ", text.template), *map(str, text.values.values())]).lower()
    figures = {Fraction(found.replace(",", "")) for found in _FIGURES.findall(words)}
    spelled = {_COUNTS.index(word) for word in _WORDS.findall(words) if word in _COUNTS}
    return not (figures | spelled).isdisjoint(key for key in secret.keys if isinstance(key, int | Fraction))
