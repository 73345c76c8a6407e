"""Hints for items in words, from what their authors wrote: what to think of, usual mistakes, where to read."""

from __future__ import annotations

import re
from collections import Counter

from quizgen.answers import Answer, Choice, Multiple, Ordering
from quizgen.model.question import Question
from quizgen.text import Text
from quizgen.text.joining import unended
from quizgen.text.terminal import TERMINAL

MOST = 2
"""How many mistakes a hint names."""
EACH = Text("Judge each option by itself: one may be right, some of them or all.")
"""Of whatever may have several right options: a mistake would tell that not all of them are."""
NOTHING = "nothing-left-over"
"""The concept of whoever chose what belongs to nothing: it says nothing of why."""
ROOT = 5
"""Letters that tell a word from others whatever its ending is."""
_WORD = re.compile(r"\w{4,}|[0-9]+")


def hints(question: Question) -> tuple[Text, ...]:
    """Two of these, as far as they are there and tell no key.

    What the author says to think of, what learners often do wrong here, an option that can be crossed out and why, and
    where it is written. Of two sides the mistake would be the key. A list of works has their years, which may be the
    order asked for.
    """
    answers = [part.answer for part in question.parts]
    source = " ".join(question.source.split()).removesuffix(".")
    in_time = any(isinstance(answer, Ordering) for answer in answers) and ";" in source
    read = () if in_time else (Text("It can be read in: {source}.", {"source": source}),)
    own = () if question.hint is None else (question.hint,)
    if any(isinstance(answer, Choice) and answer.two_sided for answer in answers):
        return (*own, *read)
    crossed = [text for answer in answers if (text := _crossed_out(question.stem, answer))]
    return (*own, *_mistakes(question), *crossed, *read)[:2]


def _mistakes(question: Question) -> tuple[Text, ...]:
    """The most frequent ones among the options; of several right ones what holds for all such questions."""
    if any(isinstance(part.answer, Multiple) for part in question.parts):
        return (EACH,)
    slips = (option.slip for option in question.options if option.slip)
    names = Counter(slip.concept.name for slip in slips if slip.concept.id != NOTHING)
    found = [name for name, _ in names.most_common(MOST)]
    return (Text("Whoever goes wrong here often {does}.", {"does": " or ".join(found)}),) if found else ()


def _crossed_out(stem: Text, answer: Answer) -> Text | None:
    """A wrong option of a choice of three or more; with its reason, if one of them shares no word with the key."""
    if not isinstance(answer, Choice):
        return None
    telling = _words(answer.key.text) - _words(stem)
    wrong = [(option.text, option.slip.feedback) for option in answer.options if option.slip]
    quiet = (pair for pair in wrong if not telling & _words(pair[1]))
    option, reason = next(quiet, (wrong[0][0], Text("")))
    option = unended(option)
    words = f"“{option.template.strip()}” can be crossed out. {reason.template}"
    return Text(words.strip(), {**option.values, **reason.values})


def _words(text: Text) -> frozenset[str]:
    """The words that say something, without their endings."""
    return frozenset(word[:ROOT] for word in _WORD.findall(TERMINAL.text(text).lower()))
