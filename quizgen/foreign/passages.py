"""All texts of what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import Asked, Choosing, Foreign, Gaps, Number, Pairs, Passage, Steps, Words


def passages(asked: Asked) -> Iterator[Passage]:
    """The texts of options, pairs, steps and gaps, with what is said about each."""
    if isinstance(asked, Choosing):
        for option in asked.options:
            yield from _there(option.text, option.feedback, option.left)
    elif isinstance(asked, Number | Words):
        yield from (one.feedback for one in asked.accepted if one.feedback)
    elif isinstance(asked, Pairs):
        for pair in asked.pairs:
            yield from _there(pair.prompt, pair.answer, pair.feedback)
    elif isinstance(asked, Steps):
        yield from asked.steps
    elif isinstance(asked, Gaps):
        for gap in asked.gaps:
            yield from passages(gap.asked)


def every(question: Foreign) -> Iterator[Passage]:
    """All texts of a question."""
    yield question.stem
    yield from passages(question.asked)
    yield from _there(question.general, question.right, question.partly, question.wrong)
    yield from question.hints


def _there(*texts: Passage | None) -> Iterator[Passage]:
    return (one for one in texts if one)
