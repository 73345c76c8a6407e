"""Items of every level, kind and source, as many as a test wants to read back one by one."""

from __future__ import annotations

from itertools import islice

from quizgen import catalog
from quizgen.formats.protocol import Format, Limited
from quizgen.model import LEVELS, Evidence, Item


def spread(fmt: Format) -> tuple[Item, ...]:
    """One of each level and kind that every source has and the format holds, but those that it refuses.

    A choice and a question with several right options may be one item: a form holds it once.
    """
    questions = {
        question.id: question
        for source in catalog.sources()
        for kind in source.kinds
        for level in LEVELS
        if kind in fmt.kinds and source.count(level, kind)
        for question in islice(source.draw(level, kind, "spread"), 1)
    }
    return tuple(
        Item(question, Evidence("2.13.0", ()))
        for question in questions.values()
        if not isinstance(fmt, Limited) or fmt.refusal(question) is None
    )
