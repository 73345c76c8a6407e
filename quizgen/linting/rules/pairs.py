"""What belongs together."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import Foreign, Pairs
from quizgen.linting.parts import blank
from quizgen.linting.rule import EVERY, MOODLES, About, Found
from quizgen.linting.saying import shown
from quizgen.linting.shown.seen import empty, seen, words
from quizgen.text.counted import many

LONGEST = 255
"""Characters of an answer that Moodle's table holds."""


def _asked(question: Foreign) -> Pairs:
    return question.asked if isinstance(question.asked, Pairs) else Pairs(())


@About(
    "too-few-pairs",
    "warning",
    "A matching question has fewer than two prompts, or fewer than three answers.",
    "With two of each one answer gives the other away, and Moodle's form refuses to save it.",
    EVERY,
).question
def too_few_pairs(question: Foreign) -> Iterator[Found]:
    """Answers without a prompt count as answers."""
    pairs = _asked(question).pairs
    prompts = sum(1 for pair in pairs if pair.prompt and not empty(pair.prompt))
    answers = len({seen(pair.answer) for pair in pairs} - {""})
    if pairs and (prompts < 2 or answers < 3):
        there = f"{many(prompts, 'prompt')} and {many(answers, 'answer')}"
        yield Found(question.line, f"There are {there}: give at least 2 and 3")


@About(
    "pair-empty",
    "error",
    "A prompt of a matching question has no answer.",
    "Moodle's import ends there and says that all went well: the questions behind it are missing.",
    EVERY,
).question
def pair_empty(question: Foreign) -> Iterator[Found]:
    """A prompt that is empty makes its answer a distractor, which is allowed."""
    for pair in _asked(question).pairs:
        if blank(pair.answer) and pair.prompt and not empty(pair.prompt):
            yield Found(pair.line, f"{shown(words(pair.prompt))} has no answer: Moodle drops all questions behind it")


@About(
    "pair-blank",
    "warning",
    "A pair of a matching question has neither prompt nor answer.",
    "Leave it out.",
    EVERY,
).question
def pair_blank(question: Foreign) -> Iterator[Found]:
    """Both are empty."""
    for pair in _asked(question).pairs:
        if blank(pair.answer) and (pair.prompt is None or empty(pair.prompt)):
            yield Found(pair.line, "The pair is empty: leave it out")


@About(
    "match-too-long",
    "error",
    "An answer of a matching question has more than 255 characters.",
    "Moodle's import breaks off with an error of its database.",
    MOODLES,
).question
def match_too_long(question: Foreign) -> Iterator[Found]:
    """Characters, not bytes."""
    for pair in _asked(question).pairs:
        if len(pair.answer.source) > LONGEST:
            yield Found(
                pair.answer.line, f"The answer has {len(pair.answer.source)} characters, Moodle takes {LONGEST}"
            )


@About(
    "prompt-repeated",
    "warning",
    "Two prompts of a matching question read the same.",
    "Nobody can tell which of them wants which answer.",
    EVERY,
).question
def prompt_repeated(question: Foreign) -> Iterator[Found]:
    """An error where they want different answers."""
    first: dict[str, tuple[int, str]] = {}
    for pair in _asked(question).pairs:
        if pair.prompt is None or empty(pair.prompt):
            continue
        answer = seen(pair.answer)
        line, before = first.setdefault(seen(pair.prompt), (pair.line, answer))
        if line != pair.line:
            apart = "wants another answer there" if before != answer else "wants the same answer there"
            words_ = f"{shown(words(pair.prompt))} stands in line {line}, too, and {apart}"
            yield Found(pair.line, words_, "error" if before != answer else None)
