"""What learners read is plain English: no turn of phrase that a careful teacher would hand back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.authored import Concepts
from quizgen.model import LEVELS, Question
from quizgen.model.hints import hints
from quizgen.text import Text
from quizgen.text.speech import SPEECH

SOME = 3
NOUNS = """block channel column dimension element epoch feature filter group input image layer output parameter pixel
    place position row sample stamp step tap unit value weight zero"""
FAULTS = {
    "'asked is' for what the question is": r"\basked is\b",
    "'none of it' for 'none'": r"\bnone of it\b",
    "'none of them' for 'not one of them'": r"\b(is|are) none of them\b",
    "'makes of' for 'turns into' or 'gives'": (
        r"\bmakes? (0 )?of\b|\bmakes? (?!\d+ times)[^.?,;]*\bof (it|that|them)[.?,]|\bmake of an?\b"
    ),
    "'are there pixels on which it depends' for what a unit is influenced by": r"\bare there \w+ on which\b",
    "a batch that 'passes' a layer and not 'passes through' it": r"\bpass(es)? an? \w+ layer",
    "'takes two ways' for 'takes two paths'": r"\btakes two ways\b",
    "'probability to' for 'probability of'": r"\bprobability to\b",
    "'room of' a map for 'room in' it": r"\broom of the\b",
    "'behind' for 'after'": r"\bbehind\b",
    "a sentence that begins with a numeral": r"(?:^|[.?!] )\d+ \w+ (layers|blocks)\b",
    "a plural after 1": rf"(?<![\w.,=/×-])(?<![×=] )(?<!minus )(?<!plus )1 ({'|'.join(NOUNS.split())})s\b",
    "the item writer's word 'stem' for a question": r"\bthe stem (leaves|says|gives|shows)\b",
}


def questions(source: Source) -> Iterator[Question]:
    """All that are written; of others some of each level, as numbers where possible: no options have to be dealt."""
    if isinstance(source, Concepts):
        yield from (one for level in LEVELS for kind in source.kinds for one in source.draw(level, kind, "english"))
        return
    kind = "numerical" if "numerical" in source.kinds else source.kinds[0]
    for level in LEVELS:
        yield from islice(source.draw(level, kind, "english"), SOME)


def told(question: Question) -> Iterator[Text]:
    """What a learner may read: stem and prompts, figures, feedback, solutions and hints."""
    yield question.stem
    yield from (part.prompt for part in question.parts)
    yield from (figure.alt for figure in question.figures)
    yield from (text for option in question.options for text in (option.text, option.feedback))
    yield from (*question.solution, *hints(question))


def faults(text: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if re.search(pattern, text, re.IGNORECASE | re.MULTILINE)]


@pytest.mark.parametrize("source", catalog.sources(), ids=lambda source: source.id)
def test_stems_feedback_figures_solutions_and_hints_are_plain_english(source: Source) -> None:
    feedback = {wrong.feedback for wrong in getattr(source, "misconceptions", ())}
    spoken = feedback | {SPEECH.text(text) for question in questions(source) for text in told(question)}
    assert {text: found for text in spoken if (found := faults(text))} == {}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_seen(name: str) -> None:
    examples = (
        "That is the number in the map; asked is one axis.",
        "Batch normalisation has parameters, but this block has none of it.",
        "The whole image is none of them.",
        "A layer with stride 2 makes of them the new field.",
        "In how many rows are there pixels on which it depends?",
        "A batch passes a BatchNorm2d layer.",
        "The input takes two ways.",
        "The probability to drop a value is p.",
        "The kernel takes up room of the map.",
        "The layers behind the pooling work on smaller maps.",
        "First one. 2 Conv2d layers follow one another.",
        "The stamps cover 1 positions.",
        "What the stem leaves out has its default value.",
    )
    assert name in {found for text in examples for found in faults(text)}
