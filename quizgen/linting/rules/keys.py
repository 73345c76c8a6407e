"""What a whole file tells of its keys to those who know nothing of the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.model import Choosing, Foreign, ForeignFile
from quizgen.linting.chance import RARE, at_least
from quizgen.linting.parts import choices
from quizgen.linting.rule import EVERY, About, Found
from quizgen.linting.shown.seen import words

FEWEST = 10
"""Questions from which anything is told."""
OFTEN = Fraction(1, 2)
"""The part of the questions in which a cue has to hold: less is a hint that few would bet on."""
LONGER = Fraction(11, 10)
"""How much longer than the next an option is that anybody sees to be the longest."""
WORDY = 16
"""Characters from which an option is in words."""
_LETTER = re.compile(r"[^\W\d_]")


class _Case(Struct, frozen=True):
    """A choice of which one option is right: its line and name, how many options, and whether the cue tells the key."""

    question: Foreign
    line: int
    options: int
    told: bool


@About(
    "key-longest",
    "warning",
    "The right option is the longest far more often than chance has it.",
    "Whoever knows nothing picks it: shorten right options, or say as much in wrong ones.",
    EVERY,
).file
def key_longest(file: ForeignFile) -> Iterator[Found]:
    """Over choices in words of which one is right, by how often chance would do as much; told at the first of them."""
    cases = [_lengths(question, asked) for question, asked in _choices(file)]
    found = _often([case for case in cases if case])
    if found:
        told, all_ = found
        words_ = f"The right option is the longest in {len(told)} of {len(all_)} choices: shorten it, or fill up others"
        yield Found(told[0].line, words_, question=told[0].question.name, within=told[0].question.own.get("member", ""))


@About(
    "key-same-place",
    "warning",
    "The right option stands at the same place far more often than chance has it, and nobody shuffles.",
    "Let options be shuffled, or move the right ones.",
    EVERY,
).file
def key_same_place(file: ForeignFile) -> Iterator[Found]:
    """Choices whose options stay as they are written; told at the first of them."""
    still = [(question, asked) for question, asked in _choices(file) if not asked.shuffle and not _sorted(asked)]
    for place in range(max((len(asked.options) for _, asked in still), default=0)):
        cases = [
            _Case(question, asked.options[_key(asked)].line, len(asked.options), _key(asked) == place)
            for question, asked in still
            if len(asked.options) > place
        ]
        found = _often(cases)
        if found:
            told, all_ = found
            words_ = (
                f"In {len(told)} of {len(all_)} choices that are not shuffled option {place + 1} is right: shuffle them"
            )
            yield Found(
                told[0].line, words_, question=told[0].question.name, within=told[0].question.own.get("member", "")
            )


def _choices(file: ForeignFile) -> Iterator[tuple[Foreign, Choosing]]:
    """Choices among three options or more, of which one is right."""
    for question in file.questions:
        for place, asked in choices(question):
            right = [one for one in asked.options if one.share is not None and one.share > 0]
            if not place.gap and asked.single and not asked.two_sided and len(asked.options) > 2 and len(right) == 1:
                yield question, asked


def _key(asked: Choosing) -> int:
    return next(place for place, one in enumerate(asked.options) if one.share is not None and one.share > 0)


def _sorted(asked: Choosing) -> bool:
    """Whether options stand in an order of their own, as numbers do."""
    texts = [words(one.text) for one in asked.options]
    numbers = [float(found[0]) for text in texts if (found := re.match(r"[-+]?\d+(?:\.\d+)?", text.replace(",", "")))]
    return len(numbers) == len(texts) and numbers in (sorted(numbers), sorted(numbers, reverse=True))


def _lengths(question: Foreign, asked: Choosing) -> _Case | None:
    """None where options are no words, or none is seen to be the longest."""
    lengths = [len(words(one.text)) for one in asked.options]
    if max(lengths) < WORDY or sum(1 for one in asked.options if _LETTER.search(words(one.text))) < len(lengths):
        return None
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    second = max(length for place, length in enumerate(lengths) if place != longest)
    key = _key(asked)
    return _Case(question, asked.options[key].line, len(lengths), longest == key and lengths[key] >= LONGER * second)


def _often(cases: Sequence[_Case]) -> tuple[list[_Case], Sequence[_Case]] | None:
    """Those in which the cue holds, and all, where these are too many for chance."""
    told = [case for case in cases if case.told]
    if len(cases) < FEWEST or len(told) <= OFTEN * len(cases):
        return None
    rare = at_least(len(told), [Fraction(1, case.options) for case in cases]) < RARE
    return (told, cases) if rare else None
