"""Questions as such: what is asked, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Unasked
from quizgen.linting.parts import choices
from quizgen.linting.rule import EVERY, MOODLES, About, Found
from quizgen.linting.saying import shown
from quizgen.linting.shown.names import names
from quizgen.linting.shown.page import pieces
from quizgen.linting.shown.seen import empty

_NEGATIVE = re.compile(
    r"\b(?:which|what|who|welche[rsmn]?|was|wer)\b(?:\s+[^\W\d_][\w'’-]*){0,8}?\s+(not|except|never|n[o']t|incorrect|false|wrong|"
    r"nicht|keine?[rsmn]?|niemals|außer|falsch)\b",
    re.IGNORECASE,
)
_AIDS = re.compile(
    r"\b(?:is|are|does|do|can|could|would|will|was|were|has|have|ist|sind|hat|haben|kann|können|gehört|gehören|trifft|treffen)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\bwhat\s+(?:is|goes|went)\s+wrong\b|\bwas\s+ist\s+falsch\b|\bif\s+not\b|\bor\s+not\b|\bwhether\b", re.IGNORECASE
)


@About(
    "stem-missing",
    "error",
    "The question has no text.",
    "Nobody knows what is asked.",
    EVERY,
    alone=("moodle",),
).question
def stem_missing(question: Foreign) -> Iterator[Found]:
    """A picture alone is enough."""
    if empty(question.stem):
        yield Found(question.stem.line, "The question has no text and no picture: write what is asked")


@About(
    "negative-unmarked",
    "warning",
    "A question asks for what is not so, and the word that says it is not marked.",
    "It is read over: ask for what is so, or write <strong>not</strong>.",
    EVERY,
).question
def negative_unmarked(question: Foreign) -> Iterator[Found]:
    """In choices, where a question begins with which or what; capitals and stars mark a word as well."""
    if not any(True for _ in choices(question)):
        return
    for piece in pieces(question.stem):
        found = None if piece.marked or piece.code or piece.foreign else _asked(piece.text)
        if found:
            place, word = found
            yield Found(piece.line_of(place), f"{shown(word)} is easily read over: mark it, or ask for what is so")
            return


def _asked(text: str) -> tuple[int, str] | None:
    """The place of a negative word within a question, and the word."""
    for sentence in re.finditer(r"[^.!?:\n]*\?", text):
        found = _NEGATIVE.search(sentence[0])
        if found and _AIDS.search(found[0]) and found[1].islower() and not _SPEECH.search(sentence[0]):
            return sentence.start() + found.start(1), found[1]
    return None


KNOWN_TYPES = names(
    "multichoice truefalse shortanswer numerical matching match cloze multianswer description essay ddwtos gapselect "
    "ddimageortext ddmarker ordering calculated calculatedsimple calculatedmulti category random randomsamatch "
    "missingtype"
)
"""What Moodle's importer knows by itself."""
PLUGINS = names(
    "stack coderunner formulas pmatch gapfill wordselect regexp varnumeric varnumericset varnumunit oumultiresponse "
    "combined recordrtc kprime mtf multichoiceset essayautograde geogebra easyoname ddmatch drawing jme matrix "
    "sc omeromultichoice poodllrecording tcs wq algebra vplquestion sqlquestion crossword speechace mlnlpessay"
)
"""Types that plug-ins bring which import what they export."""


@About(
    "type-unknown",
    "error",
    "A question is of a type that Moodle's importer does not know.",
    "It is dropped, or the whole file refused; types are written in small letters.",
    ("moodle",),
    alone=("moodle",),
).question
def type_unknown(question: Foreign) -> Iterator[Found]:
    """Plug-ins that are well known are taken to be installed."""
    if question.sort and question.sort not in KNOWN_TYPES | PLUGINS:
        near = question.sort.lower().strip()
        what = f"write '{near}'" if near in KNOWN_TYPES | PLUGINS else "leave it out, or make it one of Moodle's own"
        yield Found(
            question.line, f"Moodle knows no questions of type {shown(question.sort)} and drops this one: {what}"
        )


@About(
    "penalty-out-of-range",
    "warning",
    "The penalty for another try is below 0 or above 1.",
    "It is a share of the points, such as 0.3333333.",
    MOODLES,
).question
def penalty_out_of_range(question: Foreign) -> Iterator[Found]:
    """Moodle takes it as it is."""
    if not 0 <= question.penalty <= 1:
        yield Found(question.line, f"A penalty of {float(question.penalty):g} is no share of the points: write 0 to 1")


@About(
    "no-points",
    "warning",
    "A question that is answered is worth no points, or less.",
    "Whatever is answered counts for nothing.",
    EVERY,
).question
def no_points(question: Foreign) -> Iterator[Found]:
    """Descriptions have none."""
    if question.points <= 0 and not isinstance(question.asked, Unasked):
        yield Found(question.line, f"The question is worth {float(question.points):g} points: give it some")
