"""Hints for items in words, from what their authors wrote beside the key: the usual mistakes, and where to read."""

from __future__ import annotations

from collections import Counter

from quizgen.answers import Choice, Ordering
from quizgen.model.question import Question
from quizgen.text import Text

MOST = 2
"""How many mistakes a hint names."""


def hints(question: Question) -> tuple[Text, ...]:
    """What learners often do wrong here, then where it is written; neither tells the key.

    Of two sides the mistake would be the key. A list of works has their years, which may be the order asked for.
    """
    answers = [part.answer for part in question.parts]
    if any(isinstance(answer, Choice) and answer.two_sided for answer in answers):
        return ()
    source = " ".join(question.source.split()).removesuffix(".")
    in_time = any(isinstance(answer, Ordering) for answer in answers) and ";" in source
    read = Text("It can be read in: {source}.", {"source": source})
    return (_mistakes(question), *(() if in_time else (read,)))


def _mistakes(question: Question) -> Text:
    """The most frequent ones among the options."""
    names = Counter(option.slip.concept.name for option in question.options if option.slip)
    does = " or ".join(name for name, _ in names.most_common(MOST))
    return Text("Whoever goes wrong here often {does}.", {"does": does})
