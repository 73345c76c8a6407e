"""What Moodle's lists show of questions: names that a person can scan.

A list shows some sixty characters, so that what tells questions apart comes early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizgen.formats.moodle_rules import plain
from quizgen.formats.shorthand import numbers
from quizgen.formats.titles import titled
from quizgen.layers import Layer
from quizgen.model import IN_WORDS, Form, Item, Question

LONGEST = 60
ASKED: Mapping[str, str] = {
    "channels_and_size": "Channels, size",
    "flops": "FLOPs",
    "macs": "MACs",
    "numbers_in_matrix": "im2col matrix",
    "printed": "Program prints",
    "row": "Row seen",
    "running_statistic": "Statistic",
    "side_parameters_field": "Side, parameters, field",
    "start": "Start of the field",
}
"""Headings of quantities whose name in the JSON would be none."""
# By two or three consonants, such as 'bn-', the author of a file tells its ids from those of other files.
_MARK = re.compile(r"\A(?!vgg)[b-df-hj-np-tv-xz]{2,3}-")


def name(item: Item, place: str = "") -> str:
    """A question's name: its place in an exam if it has one, what is asked, the numbers that vary, the level.

    But for the place it is the same in every file that holds the question.
    """
    before, after = f"{place} " if place else "", f", {item.level}"
    return f"{before}{plain(_heading(item.question), LONGEST - len(before) - len(after))}{after}"


def places(form: Form) -> Iterator[str]:
    """``A07`` is the seventh question of form A; only an exam has an order that matters."""
    digits = max(2, len(str(len(form.items))))
    for number in range(1, len(form.items) + 1):
        yield f"{plain(form.name, 20)}{number:0{digits}}" if form.ordered else ""


def _heading(question: Question) -> str:
    if question.asks == IN_WORDS:
        return titled(_MARK.sub("", question.id.removeprefix(f"{question.family}-")))
    asked, given = _asked(question), numbers(question)
    return f"{asked}: {given}" if given else asked


def _asked(question: Question) -> str:
    asked = ASKED.get(question.asks) or question.asks.replace("_", " ").capitalize()
    if any(issubclass(kind, Layer) for kind in {type(option.value) for option in question.options}):
        return f"Which layer, {asked if asked.isupper() or asked[1:2].isupper() else asked.lower()}"
    return asked
